import { createHash } from 'node:crypto';

/** Repeatable ids: the same words give the same id in every run. */
const digest = (...words: (string | number)[]): Buffer => createHash('sha256').update(words.join('\u0000')).digest();

/** A GUID made from the given words. */
export function guidOf(...words: (string | number)[]): string {
  return guidText(digest(...words).subarray(0, 16));
}

/**
 * A customer's GUID. Its bytes are chosen so that the Exchange form needs neither `+` nor `/`, because how the service
 * writes those two in ids is not known (reference section 5.2).
 */
export function customerGuidOf(...words: (string | number)[]): string {
  for (let attempt = 0; ; attempt += 1) {
    const guid = guidOf(...words, attempt);
    if (!/[+/]/.test(exchangeCustomerId(guid))) return guid;
  }
}

const mailboxGuid = '70486e94-3e5d-4559-936d-9db5e2710e8c';
const exchangeHead = Buffer.concat([
  Buffer.from('00042400', 'hex'),
  Buffer.from(mailboxGuid, 'latin1'),
  Buffer.from('001000', 'hex'),
]);

/** The folder-style id of a customer: a head, then the GUID in little-endian order, in base64 (reference section 5.2). */
export function exchangeCustomerId(guid: string): string {
  return Buffer.concat([exchangeHead, swapEnds(Buffer.from(guid.replaceAll('-', ''), 'hex'))]).toString('base64');
}

/** The GUID inside a folder-style id, or undefined when it is not one. */
export function guidInExchangeId(id: string): string | undefined {
  const bytes = Buffer.from(id, 'base64');
  if (bytes.length !== exchangeHead.length + 16 || !bytes.subarray(0, exchangeHead.length).equals(exchangeHead)) return undefined;
  return guidText(swapEnds(bytes.subarray(exchangeHead.length)));
}

/** A GUID's first three groups are written back to front in its little-endian form. */
function swapEnds(bytes: Buffer): Buffer {
  return Buffer.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((index) => bytes[index]!));
}

function guidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** An appointment id in the shape of an Exchange item id: letters, digits, `-`, `_` and a trailing `=`. */
export function appointmentId(businessKey: string, sequence: number): string {
  return `AAMkAD${businessKey}BGAAAAAAC${sequence.toString(36).toUpperCase().padStart(7, '0')}BwDk4vAAA=`;
}

/** The part of appointment ids that tells businesses apart. */
export function businessKeyOf(businessId: string): string {
  return digest('business', businessId.toLowerCase()).toString('base64url').replace(/[-_]/g, 'x').slice(0, 16);
}
