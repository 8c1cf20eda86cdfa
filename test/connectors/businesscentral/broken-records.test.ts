import nock from 'nock';
import { useNock } from '../nock.js';
import { customerRow, idOf, invoiceRow, itemRow, list } from './rows.js';
import { companyId, companyPath, createTarget, origin, root } from './target.js';

useNock();

const onList = (entitySet: string, ...rows: unknown[]): void =>
  void nock(origin)
    .get(`${companyPath}/${entitySet}`)
    .query(true)
    .reply(200, list(...rows));

/** Answers every part of the next batches with the rows of its entity set, whatever the filter. */
function onBatches(rows: Record<string, unknown[]>, calls: number): void {
  nock(origin)
    .post(`${root}/$batch`)
    .times(calls)
    .reply(200, (_uri, body) => ({
      responses: (body as { requests: { id: string; url: string }[] }).requests.map(({ id, url }) => {
        const [, entitySet] = /companies\([^)]*\)\/(\w+)\?/.exec(url)!;
        return { id, status: 200, body: list(...(rows[entitySet!] ?? [])) };
      }),
    }));
}

describe('a customer that says something unknown', () => {
  const good = customerRow({ id: idOf(8), number: 'C8', email: 'bo@fjord.test' });

  test('is told with what is wrong, and the others as ever', async () => {
    onList('customers', customerRow({ blocked: 'Quarantine' }), good);

    const found = await createTarget().target.readCustomers(companyId, [idOf(1), idOf(8)]);

    expect(found.get(idOf(1))).toMatchObject({
      blocked: 'unknown',
      fault: 'Business Central tells blocked of customer C00010 as "Quarantine", which is not known here.',
    });
    expect(found.get(idOf(8))).toMatchObject({ blocked: 'none' });
    expect(found.get(idOf(8))).not.toHaveProperty('fault');
  });

  test('stays usable where the property decides nothing', async () => {
    onList('customers', customerRow({ type: 'Household', lastModifiedDateTime: 'yesterday', displayName: 7 }));

    const found = await createTarget().target.readCustomers(companyId, [idOf(1)]);

    expect(found.get(idOf(1))).toMatchObject({ type: 'unknown', number: 'C00010', blocked: 'none' });
    expect(found.get(idOf(1))).not.toHaveProperty('fault');
  });

  test.each([
    ['id', { id: null }],
    ['everything', 'no record at all'],
  ])('whose %s cannot be read leaves no id that was asked for unfound', async (_, row) => {
    onList('customers', typeof row === 'string' ? row : customerRow(row), good);

    const found = await createTarget().target.readCustomers(companyId, [idOf(1), idOf(8)]);

    expect(found.get(idOf(1))!.fault).toMatch(/does not tell id/);
    expect(found.get(idOf(8))).not.toHaveProperty('fault');
  });

  test('whose address cannot be read leaves no address unfound, and is never linked: its id is empty', async () => {
    onBatches({ customers: [customerRow({ email: 42 }), good] }, 1);

    const found = await createTarget().target.findCustomersByEmail(companyId, ['anna@fjord.test', 'bo@fjord.test']);

    expect(found.get('anna@fjord.test')).toMatchObject([{ customer: { id: '', number: 'C00010' } }]);
    expect(found.get('anna@fjord.test')![0]!.customer.fault).toMatch(/does not tell email of customer C00010/);
    expect(found.get('bo@fjord.test')).toMatchObject([{ customer: { number: 'C8' } }]);
  });
});

test('a contact person whose customer cannot be read is somebody, without an id', async () => {
  onBatches({ customerContacts: [{ id: idOf(50), email: 'anna@fjord.test', customerId: 12, customerName: 'Berg ApS' }] }, 2);

  const found = await createTarget().target.findCustomersByEmail(companyId, ['anna@fjord.test']);

  expect(found.get('anna@fjord.test')).toMatchObject([{ foundBy: 'contact', customer: { id: '' } }]);
});

describe('an item that says something unknown', () => {
  test('is told with what is wrong, by number, id and part of a name', async () => {
    const odd = itemRow({ type: 'Bundle', number: 'S1', id: idOf(9) });
    for (let call = 0; call < 2; call += 1) onList('items', odd, itemRow());
    const { target } = createTarget();

    const byNumber = await target.findItemsByNumber(companyId, ['S1', 'S100']);
    const byId = await target.readItems(companyId, [idOf(9), idOf(2)]);

    for (const item of [byNumber.get('S1'), byId.get(idOf(9))]) {
      expect(item).toMatchObject({ type: 'unknown', fault: expect.stringContaining('tells type of item S1 as "Bundle"') });
    }
    expect(byNumber.get('S100')).toMatchObject({ type: 'service' });
    expect(byId.get(idOf(2))).not.toHaveProperty('fault');
  });

  test('counts as found where its name cannot be read, so that no second one is made', async () => {
    onList('items', itemRow({ displayName: { text: 'Massage' } }));

    expect(await createTarget().target.findItemsByName(companyId, 'Massage')).toMatchObject([
      { number: 'S100', fault: expect.stringContaining('displayName') },
    ]);
  });
});

describe('an invoice that says something unknown', () => {
  const odd = invoiceRow({ status: 'On_x0020_Hold' });
  const good = invoiceRow({ id: idOf(4), externalDocumentNumber: 'BKG-2', number: '102581' });
  const fault = 'Business Central tells status of sales invoice 102580 as "On Hold", which is not known here.';

  test('is there for its key, and the others are readable', async () => {
    onList('salesInvoices', odd, good);

    const found = await createTarget().target.findInvoices(companyId, ['BKG-1', 'BKG-2', 'BKG-3']);

    expect(found.get('BKG-1')).toMatchObject([{ id: idOf(3), number: '102580', fault }]);
    expect(found.get('BKG-2')).toMatchObject([{ status: 'draft' }]);
    expect(found.get('BKG-3')).toEqual([]);
  });

  test('whose key cannot be read may be any that found nothing', async () => {
    onList('salesInvoices', invoiceRow({ externalDocumentNumber: 1 }), good);

    const found = await createTarget().target.findInvoices(companyId, ['BKG-1', 'BKG-2']);

    expect(found.get('BKG-1')).toMatchObject([{ fault: expect.stringContaining('externalDocumentNumber') }]);
    expect(found.get('BKG-2')).toMatchObject([{ number: '102581' }]);
  });

  test('is among those read by id and among the changed ones', async () => {
    onList('salesInvoices', odd, good);
    onList('salesInvoices', good, odd);
    const { target } = createTarget();

    const byId = await target.readInvoices(companyId, [idOf(3), idOf(4)]);
    const changed = [];
    for await (const page of target.listChangedInvoices(companyId, '2026-05-01T00:00:00.000Z')) changed.push(...page);

    expect(byId.get(idOf(3))).toMatchObject({ fault });
    expect(byId.get(idOf(4))).toMatchObject({ status: 'draft' });
    expect(changed).toMatchObject([{ number: '102581', status: 'draft' }, { fault }]);
  });

  test('read alone is told as unreadable, not as gone', async () => {
    nock(origin)
      .get(`${companyPath}/salesInvoices(${idOf(3)})`)
      .reply(200, invoiceRow({ totalTaxAmount: 'much' }));

    expect(await createTarget().target.readInvoice(companyId, idOf(3))).toMatchObject({
      id: idOf(3),
      number: '102580',
      fault: 'Business Central does not tell totalTaxAmount of sales invoice 102580 in a form known here.',
    });
  });
});

test('a company or a currency that cannot be read does not hide the others', async () => {
  const fjord = { id: idOf(70), name: 'Fjord', displayName: '' };
  nock(origin)
    .get(`${root}/companies`)
    .reply(200, list({ id: 5, name: 'Odd' }, fjord, { id: idOf(71), name: null }));
  onList('currencies', { code: 'USD' }, { code: 840 }, null, { code: 'NOK' });
  const { target } = createTarget();

  expect(await target.listCompanies()).toEqual([
    { id: idOf(70), name: 'Fjord', displayName: 'Fjord' },
    { id: idOf(71), name: '', displayName: '' },
  ]);
  expect(await target.listCurrencies(companyId)).toEqual(['USD', 'NOK']);
});

test.each([{ values: [] }, { value: {} }, [], 'text', null])('a list that is none fails the call: %j', async (body) => {
  nock(origin)
    .get(`${companyPath}/currencies`)
    .query(true)
    .reply(200, JSON.stringify(body), { 'content-type': 'application/json' });

  await expect(createTarget().target.listCurrencies(companyId)).rejects.toThrow('unknown shape');
});
