import { currencyDigits as roundedTo } from '../../../src/domain/money.js';
import { currencyDigits } from '../../../ui/src/format/currency.js';
import { addDecimals } from '../../../ui/src/format/decimal.js';
import { createMoneyFormats, parseDecimal } from '../../../ui/src/format/money.js';

describe('amounts', () => {
  test('are printed to the last digit, also where a float could not hold them', () => {
    expect(createMoneyFormats('en-GB').amount('9007199254740993.07', 'EUR')).toBe('9,007,199,254,740,993.07');
  });

  test('have the digits of their currency', () => {
    const formats = createMoneyFormats('en-GB');

    expect(formats.amount('1200', 'JPY')).toBe('1,200');
    expect(formats.amount('1.5', 'KWD')).toBe('1.500');
    expect(formats.amount('1.5', null)).toBe('1.50');
    expect(formats.amount(null, 'EUR')).toBe('');
  });

  test('have them also where people write prices without', () => {
    const formats = createMoneyFormats('en-GB');
    const money = (value: string, currency: string) => formats.money(value, currency).replace(/\u00a0/g, ' ');

    expect(formats.amount('1999.5', 'HUF')).toBe('1,999.50');
    expect(money('1999.5', 'HUF')).toBe('HUF 1,999.50');
    expect(money('1200', 'JPY')).toBe('JPY 1,200');
    expect(money('1.5', 'KWD')).toBe('KWD 1.500');
  });

  test('have the digits the server rounds them to, in every currency', () => {
    const differing = Intl.supportedValuesOf('currency').filter((code) => currencyDigits(code) !== roundedTo(code));

    expect(differing).toEqual([]);
    expect(['UYW', 'nonsense', ''].map(currencyDigits)).toEqual(['UYW', 'nonsense', ''].map(roundedTo));
  });

  test('name their currency by its code', () => {
    expect(
      createMoneyFormats('en-GB')
        .money('1234.5', 'DKK')
        .replace(/\u00a0/g, ' '),
    ).toBe('DKK 1,234.50');
    expect(
      createMoneyFormats('da-DK')
        .money('1234.5', 'DKK')
        .replace(/\u00a0/g, ' '),
    ).toBe('1.234,50 DKK');
  });

  test('survive a currency nobody knows', () => {
    expect(createMoneyFormats('en-GB').money('5', 'bitcoin')).toBe('5.00 bitcoin');
  });

  test('are added exactly', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(addDecimals('-5', '4.25')).toBe('-0.75');
    expect(addDecimals('0.005', '-0.005')).toBe('0.000');
    expect(addDecimals('9007199254740993', '0.01')).toBe('9007199254740993.01');
  });
});

describe('a typed number', () => {
  test.each([
    ['da-DK', '1.234,50', '1234.50'],
    ['da-DK', '0,5', '0.5'],
    ['en-GB', '1,234.50', '1234.50'],
    ['fr-FR', '1 234,5', '1234.5'],
    ['de-CH', '1’234.5', '1234.5'],
    ['en-GB', ' -3 ', '-3'],
  ])('in %s "%s" is %s', (locale, typed, expected) => {
    expect(parseDecimal(locale, typed)).toBe(expected);
  });

  test.each([
    ['da-DK', 'tolv'],
    ['en-GB', ''],
    ['en-GB', '1.2.3'],
    ['en-GB', '--1'],
    ['en-GB', '1e5'],
  ])('in %s "%s" is none', (locale, typed) => {
    expect(parseDecimal(locale, typed)).toBeNull();
  });
});
