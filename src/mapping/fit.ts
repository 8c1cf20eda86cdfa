import type { FieldLimit } from './limits.js';
import { normaliseEmail } from '../domain/email.js';

/** The value as it may be sent, `null` when there is nothing to send, or a sentence saying why it cannot be. */
export type Fitted = { value: string | number | boolean | null } | { fault: string };

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The longest beginning of the text that fits and does not split what people see as one character (E-36). */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > maxLength) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trimEnd();
}

/** Text and reference with a space between; only the text gives way. A reference alone that is too long is a caller's error. */
export function cutKeeping(text: string, reference: string, maxLength: number): string {
  if (reference === '') return cutText(text, maxLength);
  if (text === '' || reference.length + 1 >= maxLength) return reference;
  const kept = cutText(text, maxLength - reference.length - 1);
  return kept === '' ? reference : `${kept} ${reference}`;
}

/** A rendered text as the field takes it: texts cut, codes upper case, telephone numbers without letters. Empty means: not sent. */
export function fitField(text: string, limit: FieldLimit): Fitted {
  if (text === '') return { value: null };
  switch (limit.kind) {
    case 'text':
      return { value: cutText(text, limit.maxLength) };
    case 'code':
      return whole(text.toUpperCase(), limit.maxLength, 'a code');
    case 'email':
      return normaliseEmail(text) === null
        ? { fault: `"${text}" is not an e-mail address` }
        : whole(text, limit.maxLength, 'an address');
    case 'phone':
      return { value: phone(text, limit.maxLength) };
    case 'decimal':
      return /^\d{1,12}(\.\d{1,5})?$/.test(text) ? { value: Number(text) } : { fault: `"${text}" is not a number of at least 0` };
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : { fault: `"${text}" must be true or false` };
    case 'guid':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
        ? { value: text.toLowerCase() }
        : { fault: `"${text}" is not an id of Business Central` };
    case 'choice':
      return limit.choices!.includes(text) ? { value: text } : { fault: `"${text}" must be ${limit.choices!.join(' or ')}` };
  }
}

function whole(value: string, maxLength: number, what: string): Fitted {
  if (value.length <= maxLength) return { value };
  return {
    fault: `"${cutText(value, 60)}" has ${value.length} characters; Business Central takes ${what} of at most ${maxLength}`,
  };
}

/** BC refuses letters in a telephone number; a number cut short would be somebody else's, so one that is too long is left out. */
function phone(text: string, maxLength: number): string | null {
  const letters = text.replace(/\p{L}+\.?/gu, ' ').replace(/[^\d+()/.\- ]/gu, ' ');
  const value = letters.replace(/\s+/gu, ' ').trim();
  return /\d/.test(value) && value.length <= maxLength ? value : null;
}
