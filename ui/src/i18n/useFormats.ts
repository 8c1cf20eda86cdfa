import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pickFormatLocale } from '../format/locale.js';
import { createMoneyFormats, type MoneyFormats } from '../format/money.js';
import { createTimeFormats, type TimeFormats } from '../format/time.js';

export type Formats = MoneyFormats & TimeFormats & { locale: string };

/** Numbers and dates in the person's locale. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const locale = pickFormatLocale(i18n.language, navigator.languages);
    return { locale, ...createMoneyFormats(locale), ...createTimeFormats(locale) };
  }, [i18n.language]);
}
