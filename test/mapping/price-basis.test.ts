import { inEnglish } from '../../src/domain/words/plain.js';
import { priceBasisProblem } from '../../src/mapping/price-basis.js';
import { bill, rulesWith } from './builders.js';

const rules = (basis: string) =>
  rulesWith('', `businesses: [{ id: salon@fjord.test, company: F, pricesIncludeTax: ${basis} }]\ncustomers: { create: never }`);

describe('E-2: prices with or without tax', () => {
  test.each([
    ['yes', true, false],
    ['yes', false, true],
    ['no', true, true],
    ['no', false, false],
    ['as-erp', true, false],
    ['as-erp', false, false],
  ])('rules say %p, the document says %p: problem %p', (basis, pricesIncludeTax, expected) => {
    const problem = priceBasisProblem('salon@fjord.test', { pricesIncludeTax, number: '102001' }, rules(`'${basis}'`));

    expect(problem !== null).toBe(expected);
    if (problem !== null)
      expect(problem).toMatchObject({ code: 'variance', fix: 'fix-in-erp', sentences: [{ values: { number: '102001' } }] });
  });

  test('the reasoning of a row says it', () => {
    expect(inEnglish(bill({}, {}, rules("'yes'")).reasoning)).toBe(
      'Fixed price 60 EUR from Bookings. Prices of this business include tax.',
    );
    expect(inEnglish(bill().reasoning)).toBe('Fixed price 60 EUR from Bookings.');
  });
});
