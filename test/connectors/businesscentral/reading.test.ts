import nock from 'nock';
import type { ErpInvoice } from '../../../src/domain/invoice.js';
import { useNock } from '../nock.js';
import { customerRow, errorBody, idOf, invoiceRow, itemRow, list } from './rows.js';
import { companyId, companyPath, createTarget, origin, root } from './target.js';

useNock();

const filterOf = (wanted: string | RegExp) => (query: Record<string, unknown>) =>
  typeof wanted === 'string' ? query['$filter'] === wanted : wanted.test(String(query['$filter']));

describe('look-ups', () => {
  test('by number: codes compare in upper case, keyed by what was asked', async () => {
    nock(origin)
      .get(`${companyPath}/customers`)
      .query(filterOf("number eq 'C1' or number eq 'NOBODY'"))
      .reply(200, list(customerRow({ number: 'C1' })));

    const found = await createTarget().target.findCustomersByNumber(companyId, ['c1', 'nobody']);

    expect([...found.keys()]).toEqual(['c1']);
  });

  test('by id: an unknown id is missing, and what is no id is not sent', async () => {
    nock(origin)
      .get(`${companyPath}/items`)
      .query(filterOf(`id eq ${idOf(2)} or id eq ${idOf(5)}`))
      .reply(200, list(itemRow()));

    const found = await createTarget().target.readItems(companyId, [idOf(2), idOf(5), "' or 1 eq 1"]);

    expect([...found.keys()]).toEqual([idOf(2)]);
  });

  test('items by name: exactly this name', async () => {
    nock(origin)
      .get(`${companyPath}/items`)
      .query(filterOf("displayName eq 'Cut*'"))
      .reply(200, list(itemRow({ displayName: 'Cut*' }), itemRow({ displayName: 'Cut & colour' })));

    const found = await createTarget().target.findItemsByName(companyId, 'Cut*');

    expect(found.map(({ name }) => name)).toEqual(['Cut*']);
  });

  test('invoices by key: every document that carries it, and an entry for each key', async () => {
    const two = [invoiceRow(), invoiceRow({ id: idOf(4), status: 'Open' })];
    nock(origin)
      .get(`${companyPath}/salesInvoices`)
      .query(filterOf(/externalDocumentNumber eq 'BKG-1' or/))
      .reply(200, list(...two));

    const found = await createTarget().target.findInvoices(companyId, ['BKG-1', 'BKG-2']);

    expect(found.get('BKG-1')).toHaveLength(2);
    expect(found.get('BKG-2')).toEqual([]);
  });

  test('a person searching: one list a property, usual spellings, each record once', async () => {
    let urls: string[] = [];
    nock(origin)
      .post(`${root}/$batch`)
      .reply(200, (_uri, body) => {
        const { requests } = body as { requests: { id: string; url: string }[] };
        urls = requests.map(({ url }) => decodeURIComponent(url));
        return { responses: requests.map(({ id }) => ({ id, status: 200, body: list(customerRow()) })) };
      });

    const found = await createTarget().target.searchCustomers(companyId, ' anna berg ', 10);

    expect(found).toHaveLength(1);
    expect(urls).toHaveLength(3);
    expect(urls[1]).toContain("contains(displayName,'Anna Berg')");
    for (const url of urls) expect(new Set(url.match(/contains\((\w+)/g)).size).toBe(1);
  });
});

describe('enum names', () => {
  test.each([
    ['Draft', 'draft'],
    ['In_x0020_Review', 'in-review'],
    ['In Review', 'in-review'],
    ['Canceled', 'canceled'],
  ])('the status %s is %s', async (wire, status) => {
    nock(origin)
      .get(`${companyPath}/salesInvoices(${idOf(3)})`)
      .reply(200, invoiceRow({ status: wire }));

    expect((await createTarget().target.readInvoice(companyId, idOf(3)))?.status).toBe(status);
  });

  test.each([
    ['_x0020_', 'none'],
    [' ', 'none'],
    ['', 'none'],
    ['Ship', 'ship'],
    ['All', 'all'],
  ])('the block "%s" is %s', async (wire, blocked) => {
    nock(origin)
      .get(`${companyPath}/customers`)
      .query(true)
      .reply(200, list(customerRow({ blocked: wire })));

    expect((await createTarget().target.readCustomers(companyId, [idOf(1)])).get(idOf(1))?.blocked).toBe(blocked);
  });

  test('an item type in its wire name and a blank currency are understood', async () => {
    nock(origin)
      .get(`${companyPath}/items`)
      .query(true)
      .reply(200, list(itemRow({ type: 'Non_x002D_Inventory' })));

    expect((await createTarget().target.readItems(companyId, [idOf(2)])).get(idOf(2))?.type).toBe('non-inventory');
  });

  test('an unknown block is not taken for none', async () => {
    nock(origin)
      .get(`${companyPath}/customers`)
      .query(true)
      .reply(200, list(customerRow({ blocked: 'Payment' })));

    await expect(createTarget().target.readCustomers(companyId, [idOf(1)])).rejects.toThrow(
      'blocked of customer C00010 as "Payment"',
    );
  });
});

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
  const row = { lineType: 'Item', itemId: idOf(2), description: 'Massage', unitPrice: 0.1, netAmount: 0.3 };
  nock(origin)
    .get(`${companyPath}/salesInvoices(${idOf(3)})/salesInvoiceLines`)
    .query(true)
    .reply(
      200,
      list({ ...row, id: idOf(12), sequence: 20000, quantity: 3 }, { ...row, id: idOf(11), sequence: 10000, quantity: 0.33333 }),
    );

  const lines = await createTarget().target.readLines(companyId, idOf(3));

  expect(lines.map(({ id, quantity, netAmount }) => [id, quantity, netAmount])).toEqual([
    [idOf(11), '0.33333', '0.3'],
    [idOf(12), '3', '0.3'],
  ]);
});

describe('listChangedInvoices', () => {
  const since = '2026-05-06T00:00:00.000Z';
  const listPathname = `${companyPath}/salesInvoices`;
  const link = (token: number): string => `${origin}${listPathname}?aid=FIN&$skiptoken=${token}`;

  async function collect(target = createTarget().target): Promise<ErpInvoice[]> {
    const all: ErpInvoice[] = [];
    for await (const page of target.listChangedInvoices(companyId, since)) all.push(...page);
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
