import { domainToASCII, domainToUnicode } from 'node:url';

/**
 * An e-mail address in the form two spellings of it share: trimmed, lower case, NFC, domain in its ASCII form. A plus-tag stays, since it
 * may be somebody else's mailbox (E-7). Null when it is not an address.
 */
export function normaliseEmail(text: string): string | null {
  const address = text.normalize('NFC').trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || !/^[^\s@,;:<>()[\]"\\]+$/u.test(local) || /^\.|\.\.|\.$/.test(local)) return null;
  const domain = domainToASCII(address.slice(at + 1));
  if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(domain)) return null;
  return address.length > 254 ? null : `${local}@${domain}`;
}

/** The ways a normalised address may be written elsewhere: its domain in ASCII (`xn--…`) and in the letters people read. */
export function spellingsOf(normalised: string): string[] {
  const at = normalised.lastIndexOf('@');
  const readable = `${normalised.slice(0, at)}@${domainToUnicode(normalised.slice(at + 1))}`;
  return readable === normalised || readable.endsWith('@') ? [normalised] : [normalised, readable];
}
