import type { FieldLimit } from './limits.js';
import { normaliseEmail } from '../domain/email.js';
import { say, type Sentence } from '../domain/words/sentence.js';

/** The value as it may be sent, `null` when there is nothing to send, or a sentence saying why it cannot be. */
export type Fitted = { value: string | number | boolean | null } | { fault: Sentence };

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
      return whole(text.toUpperCase(), limit.maxLength, 'code-too-long');
    case 'email':
      return normaliseEmail(text) === null
        ? { fault: say('value-no-email', { value: text }) }
        : whole(text, limit.maxLength, 'address-too-long');
    case 'phone':
      return { value: phone(text, limit.maxLength) };
    case 'decimal':
      return /^\d{1,12}(\.\d{1,5})?$/.test(text) ? { value: Number(text) } : { fault: say('value-no-number', { value: text }) };
    case 'boolean':
      return text === 'true' || text === 'false'
        ? { value: text === 'true' }
        : { fault: say('value-no-boolean', { value: text }) };
    case 'guid':
      return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
        ? { value: text.toLowerCase() }
        : { fault: say('value-no-id', { value: text }) };
    case 'choice':
      return limit.choices!.includes(text)
        ? { value: text }
        : { fault: say('value-not-allowed', { value: text, choices: limit.choices!.join(', ') }) };
  }
}

function whole(value: string, maxLength: number, fault: 'code-too-long' | 'address-too-long'): Fitted {
  if (value.length <= maxLength) return { value };
  return { fault: say(fault, { value: cutText(value, 60), length: String(value.length), most: String(maxLength) }) };
}

/** BC refuses letters in a telephone number; a number cut short would be somebody else's, so one that is too long is left out. */
function phone(text: string, maxLength: number): string | null {
  const letters = text.replace(/\p{L}+\.?/gu, ' ').replace(/[^\d+()/.\- ]/gu, ' ');
  const value = letters.replace(/\s+/gu, ' ').trim();
  return /\d/.test(value) && value.length <= maxLength ? value : null;
}
