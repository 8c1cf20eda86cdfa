import nock from 'nock';
import { useNock } from '../nock.js';
import { customerRow, idOf, list } from './rows.js';
import { companyId, companyPath, createTarget, origin, root } from './target.js';

useNock();

describe('companies and currencies', () => {
  test('a blank display name becomes the name', async () => {
    nock(origin)
      .get(`${root}/companies`)
      .reply(200, list({ id: companyId, name: 'CRONUS', displayName: '' }));

    expect(await createTarget().target.listCompanies()).toEqual([{ id: companyId, name: 'CRONUS', displayName: 'CRONUS' }]);
  });

  test('the local currency is read once, from the ledger setup where the company card is silent', async () => {
    nock(origin)
      .get(`${companyPath}/companyInformation`)
      .reply(200, list({ currencyCode: '' }));
    nock(origin)
      .get(`${companyPath}/generalLedgerSetup`)
      .reply(200, list({ localCurrencyCode: 'DKK' }));
    const { target } = createTarget();

    expect([await target.localCurrency(companyId), await target.localCurrency(companyId)]).toEqual(['DKK', 'DKK']);
  });

  test('a card with a blank currency has the local one', async () => {
    nock(origin)
      .get(`${companyPath}/customers`)
      .query(true)
      .reply(200, list(customerRow({ currencyCode: '' })));
    nock(origin)
      .get(`${companyPath}/companyInformation`)
      .reply(200, list({ currencyCode: 'EUR' }));

    expect((await createTarget().target.readCustomers(companyId, [idOf(1)])).get(idOf(1))?.currencyCode).toBe('EUR');
  });
});

describe('cardUrl', () => {
  test('is null without a web client and before the companies are known', () => {
    expect(createTarget().target.cardUrl(companyId, 'customer', '10000')).toBeNull();
    expect(createTarget({}, 'https://bc.example.test/tenant/Production').target.cardUrl(companyId, 'item', 'S1')).toBeNull();
  });

  test.each([
    ['customer', 'page=21', "'Customer'.'No.' IS 'O''X 1'"],
    ['item', 'page=30', "'Item'.'No.' IS 'O''X 1'"],
    ['invoice', 'page=43', "'Sales Header'.'No.' IS 'O''X 1'"],
    ['posted-invoice', 'page=132', "'Sales Invoice Header'.'No.' IS 'O''X 1'"],
    ['posted-credit-memo', 'page=134', "'Sales Cr.Memo Header'.'No.' IS 'O''X 1'"],
  ] as const)('opens the page of the %s in its company', async (kind, page, filter) => {
    nock(origin)
      .get(`${root}/companies`)
      .reply(200, list({ id: companyId, name: 'Fjord & Søn ApS' }));
    const { target } = createTarget({}, 'https://bc.example.test/tenant/Production/');
    await target.listCompanies();

    const url = target.cardUrl(companyId, kind, "O'X 1")!;

    expect(url).toContain(`https://bc.example.test/tenant/Production/?company=Fjord%20%26%20S%C3%B8n%20ApS&${page}&`);
    expect(new URL(url).searchParams.get('filter')).toBe(filter);
  });
});
