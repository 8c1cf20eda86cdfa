import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { pickLanguage, type Language } from '../format/locale.js';
import english from '../locales/en.json';

/** Starts translation. English comes with the page; another language is loaded when it is asked for. */
export async function startTranslation(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<i18n['init']>[0]);
  await switchLanguage(instance, language);
  return instance;
}

/** Loads the language if needed and makes it the page's. */
export async function switchLanguage(instance: i18n, language: Language): Promise<void> {
  if (language === 'da' && !instance.hasResourceBundle('da', 'translation')) {
    const danish = await import('../locales/da.json');
    instance.addResourceBundle('da', 'translation', danish.default);
  }
  await instance.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = instance.dir(language);
}

/** What the person chose before, else what the browser wishes. */
export function firstLanguage(remembered: string | null): Language {
  return pickLanguage([remembered, ...navigator.languages]);
}
