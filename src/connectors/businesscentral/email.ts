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

/** Groups records by which of the wanted addresses their field holds. Every wanted address has an entry, in the given order. */
export function groupByEmail<Row>(
  wanted: readonly string[],
  rows: readonly Row[],
  fieldOf: (row: Row) => string,
): Map<string, Row[]> {
  const byNormal = new Map<string, Row[]>(wanted.map((address) => [normalEmail(address), []]));
  for (const row of rows) {
    for (const address of new Set(addressesIn(fieldOf(row)))) byNormal.get(address)?.push(row);
  }
  return new Map(wanted.map((address) => [address, byNormal.get(normalEmail(address)) ?? []]));
}
