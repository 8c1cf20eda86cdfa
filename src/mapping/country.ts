/** Spellings people use that are not the English name of the country. */
const spellings: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  danmark: 'DK',
  deutschland: 'DE',
  sverige: 'SE',
  norge: 'NO',
  españa: 'ES',
  österreich: 'AT',
  'the netherlands': 'NL',
  holland: 'NL',
  'czech republic': 'CZ',
};

const englishNames: ReadonlyMap<string, string> = namesOfCountries();

/** ISO 3166 code of a country written as a code, in English or in a common other way; empty when unknown (Graph holds free text, 4.1). */
export function countryCode(text: string): string {
  const written = text.normalize('NFC').trim().toLowerCase();
  if (written === '') return '';
  const code = spellings[written] ?? englishNames.get(written);
  if (code !== undefined) return code;
  return /^[a-z]{2}$/.test(written) && [...englishNames.values()].includes(written.toUpperCase()) ? written.toUpperCase() : '';
}

function namesOfCountries(): Map<string, string> {
  const display = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const names = new Map<string, string>();
  for (const first of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (const second of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const code = first + second;
      const name = display.of(code)?.toLowerCase();
      if (name !== undefined && name !== 'unknown region' && !names.has(name) && code !== 'UK') names.set(name, code);
    }
  }
  return names;
}
