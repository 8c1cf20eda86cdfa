import fc from 'fast-check';
import {
  currencyDigits,
  fromMinor,
  hoursFromMinutes,
  isDecimal,
  priceFromDouble,
  roundMinutes,
  roundTo,
  sum,
  toMinor,
} from '../../src/domain/money.js';

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['BHD', 3],
  ['HUF', 2],
  ['COP', 2],
  ['IQD', 3],
  ['eur', 2],
  ['???', 2],
  ['', 2],
])('amounts of %j have %i digits', (currency, digits) => {
  expect(currencyDigits(currency)).toBe(digits);
});

test.each([
  [19.99, 'EUR', '19.99'],
  [0.1 + 0.2, 'EUR', '0.3'],
  [64.5, 'EUR', '64.5'],
  [1.005, 'EUR', '1.01'],
  [1e21, 'EUR', '1000000000000000000000'],
  [1234.5, 'JPY', '1235'],
  [1234.5, 'HUF', '1234.5'],
  [12.3456, 'KWD', '12.346'],
  [-0, 'EUR', '0'],
])('E-4: the double %d %s is what somebody typed: %s', (price, currency, text) => {
  expect(priceFromDouble(price, currency)).toBe(text);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no price', (price) => {
  expect(() => priceFromDouble(price, 'EUR')).toThrow(RangeError);
});

test('E-4: any price with two digits survives the double it came as', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      (cents) => toMinor(priceFromDouble(cents / 100, 'EUR'), 'EUR') === cents,
    ),
  );
});

test('sums are exact however many amounts there are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (cents) => {
      const total = sum(cents.map((one) => fromMinor(one, 'EUR')));
      return toMinor(total, 'EUR') === cents.reduce((a, b) => a + b, 0);
    }),
  );
});

test('an amount that is no whole number of the smallest unit is refused instead of rounded', () => {
  expect(() => toMinor('0.005', 'EUR')).toThrow('0.005 EUR is not a whole number');
});

test.each([
  ['2.345', 2, '2.35'],
  ['-2.345', 2, '-2.35'],
  ['2.3449', 2, '2.34'],
])('%s to %i digits is %s: half away from zero, as Business Central does', (value, digits, rounded) => {
  expect(roundTo(value, digits)).toBe(rounded);
});

test.each([
  [20, '0.33333'],
  [90, '1.5'],
  [1, '0.01667'],
])('%i minutes are %s hours', (minutes, hours) => {
  expect(hoursFromMinutes(minutes)).toBe(hours);
});

test.each([
  [52, 'up', 60],
  [52, 'down', 45],
  [52, 'nearest', 45],
  [53, 'nearest', 60],
  [45, 'up', 45],
] as const)('%i minutes in quarters of an hour, %s: %i', (minutes, mode, rounded) => {
  expect(roundMinutes(minutes, 15, mode)).toBe(rounded);
});

test.each([
  ['60', true],
  ['-0.05', true],
  ['6e1', false],
  ['1,5', false],
  ['', false],
  ['.5', false],
  ['١٢', false],
])('%j is a decimal number: %s', (text, is) => {
  expect(isDecimal(text)).toBe(is);
});
