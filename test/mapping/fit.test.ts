import fc from 'fast-check';
import { cutKeeping, cutText, fitField } from '../../src/mapping/fit.js';
import { customerLimits, itemLimits } from '../../src/mapping/limits.js';

const graphemes = (text: string): string[] =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map((part) => part.segment);
const family = '👩‍👩‍👧';

describe('texts cut to what Business Central takes (E-36)', () => {
  test.each([
    ['a family of emoji is kept or dropped whole', `ab${family}`, 5, 'ab'],
    ['a combining accent stays with its letter', 'xe\u0301y', 2, 'x'],
    ['Arabic', 'نور الدين', 4, 'نور'],
    ['a flag', '🇩🇰🇩🇰', 5, '🇩🇰'],
    ['what fits', family, 8, family],
  ])('%s', (_name, text, length, expected) => {
    expect(cutText(text, length)).toBe(expected);
  });

  test('never longer than the limit, and always a run of whole graphemes from the start', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const cut = cutText(text, limit);
        const whole = graphemes(text);
        const starts = whole.map((_, at) => whole.slice(0, at).join('').trimEnd());

        expect(cut.length).toBeLessThanOrEqual(limit);
        expect([text, ...starts]).toContain(cut);
      }),
    );
  });

  test('a reference is kept whole while the text gives way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[A-Z0-9]{1,50}$/), (text, reference) => {
        const kept = cutKeeping(text, reference, 60);

        expect(kept.length).toBeLessThanOrEqual(60);
        expect(kept.endsWith(reference)).toBe(true);
      }),
    );
  });
});

describe('values of fields', () => {
  test.each([
    ['country', 'dk', { value: 'DK' }],
    ['phoneNumber', '+45 20 11 22 33 ext. 5', { value: '+45 20 11 22 33 5' }],
    ['phoneNumber', 'please mail', { value: null }],
    ['phoneNumber', '1'.repeat(31), { value: null }],
    ['email', 'Anna@x.test', { value: 'Anna@x.test' }],
    ['creditLimit', '12.5', { value: 12.5 }],
    ['taxLiable', 'true', { value: true }],
    ['city', '', { value: null }],
    ['taxAreaId', '6A9C0A2E-0000-4000-8000-000000000001', { value: '6a9c0a2e-0000-4000-8000-000000000001' }],
  ])('%s takes %p', (field, text, expected) => {
    expect(fitField(text, customerLimits[field]!)).toEqual(expected);
  });

  test.each([
    ['a code too long is refused, not cut', 'generalProductPostingGroupCode', 'X'.repeat(21)],
    ['a price below zero', 'unitPrice', '-1'],
    ['another type', 'type', 'Inventory'],
    ['a word for a boolean', 'priceIncludesTax', 'yes'],
  ])('%s', (_name, field, text) => {
    expect(fitField(text, itemLimits[field]!)).toHaveProperty('fault');
  });

  test('an address longer than the card takes is refused, not cut', () => {
    expect(fitField(`${'a'.repeat(80)}@x.test`, customerLimits['email']!)).toHaveProperty('fault');
  });
});
