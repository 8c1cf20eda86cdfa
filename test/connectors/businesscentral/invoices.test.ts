import nock from 'nock';
import type { ErpInvoice } from '../../../src/domain/invoice.js';
import { useNock } from '../nock.js';
import { readable } from './readable.js';
import { errorBody, idOf, invoiceRow, list } from './rows.js';
import { companyId, companyPath, createTarget, origin } from './target.js';

useNock();

const filterOf = (wanted: string | RegExp) => (query: Record<string, unknown>) =>
  typeof wanted === 'string' ? query['$filter'] === wanted : wanted.test(String(query['$filter']));

describe('readInvoice', () => {
  test.each([
    [404, 'Internal_RecordNotFound'],
    [400, 'Internal_DataNotFoundFilter'],
    [404, 'SomethingNew_NotFound'],
  ])('is null after %i %s', async (status, code) => {
    nock(origin)
      .get(/salesInvoices/)
      .reply(status, errorBody(code, 'The Sales Invoice does not exist.'));

    expect(await createTarget().target.readInvoice(companyId, idOf(3))).toBeNull();
  });

  test.each(['NoEnvironment', 'Internal_CompanyNotFound', 'BadRequest_ResourceNotFound'])(
    'is no "gone" when the address is wrong (%s): the draft would be billed twice',
    async (code) => {
      nock(origin)
        .get(/salesInvoices/)
        .reply(404, errorBody(code, 'Not here.'));

      await expect(createTarget().target.readInvoice(companyId, idOf(3))).rejects.toMatchObject({ status: 404, code });
    },
  );

  test('is no "gone" when something in between says 404', async () => {
    nock(origin)
      .get(/salesInvoices/)
      .reply(404, '<html><title>Not Found</title></html>');

    await expect(createTarget().target.readInvoice(companyId, idOf(3))).rejects.toMatchObject({ status: 404 });
  });
});

test('readLines tells lines in their order, with exact amounts', async () => {
  const tax = { netAmount: 0.3, netTaxAmount: 0.08, netAmountIncludingTax: 0.38, taxPercent: 25 };
  const row = { lineType: 'Item', itemId: idOf(2), description: 'Massage', unitPrice: 0.1 };
  nock(origin)
    .get(`${companyPath}/salesInvoices(${idOf(3)})/salesInvoiceLines`)
    .query(true)
    .reply(
      200,
      list(
        { ...row, ...tax, id: idOf(12), sequence: 20000, quantity: 3 },
        { ...row, id: idOf(11), sequence: 10000, quantity: 0.33333 },
      ),
    );

  const lines = await createTarget().target.readLines(companyId, idOf(3));

  expect(lines.map(({ id, quantity, amounts }) => [id, quantity, amounts])).toEqual([
    // A line of which the ERP does not tell the amounts is a line all the same.
    [idOf(11), '0.33333', null],
    [idOf(12), '3', { net: '0.3', tax: '0.08', gross: '0.38', taxPercent: '25' }],
  ]);
});

describe('listChangedInvoices', () => {
  const since = '2026-05-06T00:00:00.000Z';
  const listPathname = `${companyPath}/salesInvoices`;
  const link = (token: number): string => `${origin}${listPathname}?aid=FIN&$skiptoken=${token}`;

  async function collect(target = createTarget().target): Promise<ErpInvoice[]> {
    const all: ErpInvoice[] = [];
    for await (const page of target.listChangedInvoices(companyId, since)) all.push(...page.map(readable));
    return all;
  }

  test('walks next links verbatim to an empty last page, once per record and state', async () => {
    const changed = invoiceRow({ '@odata.etag': 'W/"2"' });
    nock(origin)
      .get(listPathname)
      .query((query) => query['$filter'] === `lastModifiedDateTime ge ${since}` && query['$orderby'] === 'lastModifiedDateTime')
      .reply(200, { value: [invoiceRow()], '@odata.nextLink': link(1) });
    nock(origin)
      .get(`${listPathname}?aid=FIN&$skiptoken=1`)
      .reply(200, { value: [invoiceRow(), changed], '@odata.nextLink': link(2) });
    nock(origin).get(`${listPathname}?aid=FIN&$skiptoken=2`).reply(200, list());

    expect((await collect()).map(({ etag }) => etag)).toEqual([invoiceRow()['@odata.etag'], 'W/"2"']);
  });

  test('drops rows that a link without the filter let in', async () => {
    const old = invoiceRow({ id: idOf(9), lastModifiedDateTime: '2026-05-05T23:59:59.99Z' });
    nock(origin).get(listPathname).query(true).reply(200, list(old, invoiceRow()));

    expect((await collect()).map(({ id }) => id)).toEqual([idOf(3)]);
  });

  test('does not follow a link to another host', async () => {
    nock(origin).get(listPathname).query(true).reply(200, { value: [], '@odata.nextLink': 'https://elsewhere.test/page2' });

    await expect(collect()).rejects.toThrow('another host');
  });

  test('does not go round in a circle', async () => {
    nock(origin)
      .get(listPathname)
      .query((query) => '$filter' in query)
      .reply(200, { value: [], '@odata.nextLink': link(1) });
    nock(origin)
      .get(`${listPathname}?aid=FIN&$skiptoken=1`)
      .reply(200, { value: [], '@odata.nextLink': link(1) });

    await expect(collect()).rejects.toThrow('circle');
  });

  test('a page that fails ends the walk: nothing after it is guessed', async () => {
    nock(origin)
      .get(listPathname)
      .query((query) => '$filter' in query)
      .reply(200, { value: [invoiceRow()], '@odata.nextLink': link(1) });
    nock(origin).get(`${listPathname}?aid=FIN&$skiptoken=1`).times(3).reply(503);

    await expect(collect()).rejects.toMatchObject({ outcome: 'unknown', status: 503 });
  });
});

describe('seesPostedInvoices', () => {
  test.each([
    ['Paid', true],
    [null, false],
  ])('with a newest closed invoice %s is %s', async (status, seen) => {
    const rows = status === null ? [] : [{ id: idOf(3), number: '103001', status }];
    nock(origin)
      .get(`${companyPath}/salesInvoices`)
      .query(filterOf("status eq 'Paid' or status eq 'Canceled' or status eq 'Corrective'"))
      .reply(200, list(...rows));

    expect(await createTarget().target.seesPostedInvoices(companyId)).toBe(seen);
  });
});
