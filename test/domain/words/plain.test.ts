import { inEnglish, readableTime, wordsBy } from '../../../src/domain/words/plain.js';
import { say } from '../../../src/domain/words/sentence.js';
import { speakerOf } from '../../../src/domain/words/template.js';

const formats = {
  number: (value: string) => `#${value}`,
  time: (at: string, zone: string) => `${at}@${zone}`,
  date: (day: string) => `<${day}>`,
};

describe('English', () => {
  test('fills the blanks, looks words up, and puts sentence after sentence', () => {
    const words = [say('item-not-service', { number: 'S1', name: 'Cut', type: 'non-inventory' }), 'As BC says.'];

    expect(inEnglish(words)).toBe(
      'Item S1 Cut is of type non-inventory; only items of type service can bill bookings. Map the service to another item. As BC says.',
    );
  });

  test('tells moments on the clock of the business, summer and winter, and names the zone', () => {
    const at = (instant: string, zone: string) => inEnglish([say('tried-again-at', { at: instant, zone })]);

    expect(at('2026-11-26T10:12:00.000Z', 'Europe/Copenhagen')).toBe('Tried again at 26 Nov 2026, 11:12 CET.');
    expect(at('2026-06-26T10:12:00.000Z', 'Europe/Copenhagen')).toBe('Tried again at 26 Jun 2026, 12:12 CEST.');
    expect(at('2026-11-26T10:12:00.000Z', 'Nowhere/Atall')).toBe('Tried again at 26 Nov 2026, 10:12 UTC.');
    expect(readableTime('soon', 'UTC')).toBe('soon');
  });

  test('writes exact decimals as they are', () => {
    expect(inEnglish([say('own-price', { quantity: '0.33333', unitPrice: '3000.03', currency: 'DKK', by: 'Anna' })])).toBe(
      '0.33333 × 3000.03 DKK, set by Anna.',
    );
  });

  test('a value that looks like a blank is not filled', () => {
    expect(inEnglish([say('no-email', { name: '{name} $& {by}' })])).toMatch(/^\{name\} \$& \{by\} has no e-mail/);
  });
});

describe('a speaker', () => {
  const speaker = speakerOf({ one: '{a}, {b|number}, {at|time}, {on|date}, {c|colour}', 'colour.red': 'rouge' }, formats);

  test('writes each value in the way the blank asks for', () => {
    const values = { a: 'x', b: '1', at: 't', zone: 'z', on: 'd', c: 'red' };

    expect(speaker.sentence('one', values)).toBe('x, #1, t@z, <d>, rouge');
    expect(speaker.sentence('one', { ...values, c: 'blue' })).toContain('blue');
  });

  test('says nothing at all when it does not know one of the sentences', () => {
    const known = { sentence: 'one', values: {} };

    expect(wordsBy(speaker, [known, { sentence: 'two', values: {} }])).toBeNull();
    expect(wordsBy(speaker, [known, { sentence: 'constructor', values: {} }])).toBeNull();
  });
});
