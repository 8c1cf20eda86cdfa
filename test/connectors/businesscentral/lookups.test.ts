import { gzipSync } from 'node:zlib';
import nock from 'nock';
import { useNock } from '../nock.js';
import { customerRow, idOf, invoiceRow, itemRow, list } from './rows.js';
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

    expect(await createTarget().target.readInvoice(companyId, idOf(3))).toMatchObject({ status });
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
});

test('a compressed answer is understood', async () => {
  const body = gzipSync(JSON.stringify(list(customerRow())));
  nock(origin).get(`${companyPath}/customers`).query(true).reply(200, body, { 'Content-Encoding': 'gzip' });
  const { target } = createTarget();

  expect((await target.readCustomers(companyId, [idOf(1)])).get(idOf(1))?.name).toBe('Anna Berg');
});
