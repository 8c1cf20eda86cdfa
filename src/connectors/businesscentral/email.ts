import { normaliseEmail } from '../../domain/email.js';

/** The form in which addresses are compared; what is no address stays as it is, without blanks around and in lower case. */
export function normalEmail(email: string): string {
  return normaliseEmail(email) ?? email.trim().toLowerCase().normalize('NFC');
}

/** The addresses of an e-mail field, which may hold several separated by `;` (BC reference 3.1). */
export function addressesIn(field: string): string[] {
  return field
    .split(';')
    .map(normalEmail)
    .filter((address) => address !== '');
}

/**
 * Groups records by which of the wanted addresses their field holds. Every wanted address has an entry, in the given order. A record whose
 * field cannot be read may hold any: it stands for every address that nobody else has, so that none passes for unknown.
 */
export function groupByEmail<Row>(
  wanted: readonly string[],
  rows: readonly Row[],
  fieldOf: (row: Row) => string,
  isUnclear: (row: Row) => boolean,
): Map<string, Row[]> {
  const byNormal = new Map<string, Row[]>(wanted.map((address) => [normalEmail(address), []]));
  for (const row of rows) {
    for (const address of new Set(addressesIn(fieldOf(row)))) byNormal.get(address)?.push(row);
  }
  const unclear = rows.filter(isUnclear).slice(0, 1);
  return new Map(
    wanted.map((address) => {
      const found = byNormal.get(normalEmail(address)) ?? [];
      return [address, found.length === 0 ? unclear : found];
    }),
  );
}
