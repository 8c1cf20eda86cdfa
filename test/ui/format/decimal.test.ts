import { addDecimals, timesDecimals } from '../../../ui/src/format/decimal.js';

test.each([
  ['1.5', '55.00', '82.500'],
  ['3', '0.1', '0.3'],
  ['-2', '10.25', '-20.50'],
  ['0', '99.99', '0.00'],
  ['0.000001', '123456789012345.67', '123456789.01234567'],
])('%s times %s is %s', (a, b, product) => {
  expect(timesDecimals(a, b)).toBe(product);
});

test('a sum may fall below nothing', () => {
  expect(addDecimals('0.10', '-0.3')).toBe('-0.20');
});
