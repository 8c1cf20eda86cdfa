import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** SHA-256 in base32 (lower case, RFC 4648 alphabet), cut to `length` characters, at most 49: 20 of them are 100 bits. */
export function digest(text: string, length = 20): string {
  const bytes = createHash('sha256').update(text, 'utf8').digest();
  let digits = '';
  for (let at = 0; at < length; at += 1) {
    const bit = at * 5;
    const window = bytes.readUInt16BE(bit >> 3);
    digits += alphabet[(window >> (11 - (bit & 7))) & 31];
  }
  return digits;
}
