import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** SHA-256 in base32 (lower case, RFC 4648 alphabet), cut to `length` characters: 20 of them are 100 bits. */
export function digest(text: string, length = 20): string {
  const bytes = createHash('sha256').update(text, 'utf8').digest();
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return Array.from({ length }, (_, at) => alphabet[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)]).join('');
}
