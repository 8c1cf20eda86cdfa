export const languages = ['en', 'da'] as const;
export type Language = (typeof languages)[number];

/** The first wish among our languages: `da-DK` is `da`. English when none is. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  const bases = wishes.map((wish) => wish?.toLowerCase().split('-')[0]);
  return bases.find((base): base is Language => languages.some((language) => language === base)) ?? 'en';
}

/** The locale numbers and dates are printed in: the browser's own variant of the language, or the language itself. */
export function pickFormatLocale(language: string, browserLocales: readonly string[]): string {
  return browserLocales.find((locale) => locale.toLowerCase().split('-')[0] === language) ?? language;
}
