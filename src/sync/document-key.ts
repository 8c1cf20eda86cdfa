import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What every key of ours begins with. */
export const keyPrefix = 'BKG-';

/** A new document key: `BKG-` and 16 characters of Crockford base32 (80 random bits), upper case as BC's Code[35] wants it. */
export function makeKey(): string {
  const bytes = randomBytes(16);
  return `${keyPrefix}${Array.from(bytes, (byte) => alphabet[byte % 32]).join('')}`;
}
