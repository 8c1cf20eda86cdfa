import { startSandboxTarget, type SandboxTarget } from './sandbox-target.js';
import { draftInvoice, draftLine } from './drafts.js';

let on: SandboxTarget;
beforeAll(async () => {
  on = await startSandboxTarget({ now: '2026-06-01T08:00:00.000Z' });
});
afterAll(() => on.stop());
beforeEach(() => {
  on.sandbox.control.clearFaults();
  on.sandbox.control.clearCounters();
});

const routes = (): Record<string, Record<string, number>> => on.sandbox.control.counters().routes['businessCentral'] ?? {};
let lastKey = 0;

async function draftFor(email: string, itemNumber: string, changes = {}) {
  const [match] = (await on.target.findCustomersByEmail(on.fjord, [email])).get(email)!;
  const item = (await on.target.findItemsByNumber(on.fjord, [itemNumber])).get(itemNumber)!;
  lastKey += 1;
  return draftInvoice({
    key: `BKG-${lastKey}`,
    companyId: on.fjord,
    sellToCustomerId: match!.customer.id,
    lines: [draftLine({ erpItemId: item.id, unitOfMeasureCode: item.unitOfMeasureCode })],
    ...changes,
  });
}

describe('customers', () => {
  test('are found by card, by one of several addresses, by a person contact, or not at all; several are all told', async () => {
    const wanted = ['anna@x.test', 'b@x.test', 'shared@family.test', 'ida@nordlys.test', 'nobody@x.test'];

    const found = await on.target.findCustomersByEmail(on.fjord, wanted);

    expect(
      [...found].map(([email, matches]) => [email, matches.map(({ customer, foundBy }) => `${customer.name} by ${foundBy}`)]),
    ).toEqual([
      ['anna@x.test', ['Anna Karlsen by email']],
      ['b@x.test', ['Anders og Bodil Lund by email']],
      ['shared@family.test', ['Mette Holm by email', 'Peter Holm by email']],
      ['ida@nordlys.test', ['Nordlys ApS by contact']],
      ['nobody@x.test', []],
    ]);
  });

  test('200 unknown addresses cost two requests', async () => {
    const wanted = Array.from({ length: 200 }, (_, index) => `guest${index}@customers.example`);

    const found = await on.target.findCustomersByEmail(on.fjord, wanted);

    expect(found.size).toBe(200);
    expect(on.sandbox.control.counters().total.businessCentral).toBe(2);
  });

  test('are found whatever the capitals on the card', async () => {
    const created = await on.target.createCustomer(on.fjord, {
      displayName: 'Ola Ny',
      type: 'Person',
      email: 'Ola.NY@Example.test',
    });

    const found = await on.target.findCustomersByEmail(on.fjord, ['ola.ny@example.test']);

    expect(found.get('ola.ny@example.test')!.map(({ customer }) => customer.id)).toEqual([created.id]);
  });

  test('tell blocks, types and currencies in our words', async () => {
    const found = await on.target.findCustomersByEmail(on.fjord, ['blocked@x.test', 'grace@brooklyn.test', 'office@acme.test']);

    expect(
      [...found.values()].map(([match]) => [match!.customer.type, match!.customer.blocked, match!.customer.currencyCode]),
    ).toEqual([
      ['person', 'all', 'EUR'],
      ['person', 'none', 'USD'],
      ['company', 'none', 'EUR'],
    ]);
  });

  test('are read by id and by number, and the missing ones are missing', async () => {
    const byNumber = await on.target.findCustomersByNumber(on.fjord, ['c00010', 'C99999']);
    const id = byNumber.get('c00010')!.id;

    const byId = await on.target.readCustomers(on.fjord, [id, '99999999-9999-4999-8999-999999999999']);

    expect([...byNumber.keys()]).toEqual(['c00010']);
    expect([...byId].map(([key, { name }]) => [key === id, name])).toEqual([[true, 'Anna Karlsen']]);
  });

  test('are found by a person typing part of a name, whatever the capitals', async () => {
    expect((await on.target.searchCustomers(on.fjord, 'holm', 10)).map(({ name }) => name)).toEqual(['Mette Holm', 'Peter Holm']);
    expect((await on.target.searchCustomers(on.fjord, 'holm', 1)).length).toBe(1);
  });
});

describe('items', () => {
  test('are found by number, by exact name and by part of a name', async () => {
    const byNumber = await on.target.findItemsByNumber(on.fjord, ['S-CLOSED', '1000', 'S-NONE']);

    expect([...byNumber.values()].map(({ number, type, blocked }) => [number, type, blocked])).toEqual(
      expect.arrayContaining([
        ['S-CLOSED', 'service', true],
        ['1000', 'inventory', false],
      ]),
    );
    expect((await on.target.findItemsByName(on.fjord, 'Facial treatment')).map(({ number }) => number)).toEqual(['S-FACIAL']);
    expect(await on.target.findItemsByName(on.fjord, 'facial treatment')).toEqual([]);
    expect((await on.target.searchItems(on.fjord, 'massage', 5)).length).toBe(2);
  });

  test('are created as services', async () => {
    const fields = { number: 'S-NEW', displayName: 'Reflexology', type: 'Service', baseUnitOfMeasureCode: 'HOUR', unitPrice: 60 };

    expect(await on.target.createItem(on.fjord, fields)).toMatchObject({
      number: 'S-NEW',
      type: 'service',
      unitOfMeasureCode: 'HOUR',
    });
  });
});

describe('invoices', () => {
  test('are created, found by key, read with their lines, changed and deleted', async () => {
    const draft = await draftFor('anna@x.test', 'S-CONSULT', {});
    draft.lines.push(draftLine({ billingItemId: null, erpItemId: null, description: 'Thank you' }));

    const created = await on.target.createDraft(draft);
    const found = await on.target.findInvoices(on.fjord, [draft.key, 'BKG-NONE']);
    const lines = await on.target.readLines(on.fjord, created.id);
    const current = await on.target.readInvoice(on.fjord, created.id);
    await on.target.deleteDraft(on.fjord, created.id, current!.etag);

    expect(created).toMatchObject({
      status: 'draft',
      key: draft.key,
      netTotal: '120',
      taxTotal: '30',
      grossTotal: '150',
      currencyCode: 'EUR',
    });
    expect(found.get(draft.key)!.map(({ id }) => id)).toEqual([created.id]);
    expect(found.get('BKG-NONE')).toEqual([]);
    expect(lines.map(({ lineType, quantity, unitPrice, netAmount }) => [lineType, quantity, unitPrice, netAmount])).toEqual([
      ['Item', '1.5', '80', '120'],
      ['Comment', '0', '0', '0'],
    ]);
    expect(await on.target.readInvoice(on.fjord, created.id)).toBeNull();
  });

  test('carry a price of zero although the item has one', async () => {
    const draft = await draftFor('anna@x.test', 'S-MASSAGE');
    draft.lines[0]!.unitPrice = '0';

    expect((await on.target.createDraft(draft)).netTotal).toBe('0');
  });

  test('follow the document: posted keeps the id and changes the number, paid is seen', async () => {
    const created = await on.target.createDraft(await draftFor('anna@x.test', 'S-MASSAGE'));

    on.sandbox.businessCentral.control.post({ invoiceId: created.id });
    const posted = (await on.target.readInvoices(on.fjord, [created.id])).get(created.id)!;
    on.sandbox.businessCentral.control.pay({ invoiceId: created.id });
    const paid = await on.target.readInvoice(on.fjord, created.id);

    expect(posted).toMatchObject({ id: created.id, status: 'open' });
    expect(posted.number).not.toBe(created.number);
    expect(paid).toMatchObject({ status: 'paid', remainingAmount: '0' });
  });

  test('a draft that somebody changed is not deleted', async () => {
    const created = await on.target.createDraft(await draftFor('anna@x.test', 'S-MASSAGE'));
    const before = (await on.target.readInvoice(on.fjord, created.id))!;
    on.sandbox.businessCentral.control.editLine({ invoiceId: created.id, lineNo: 1, changes: { quantity: 3 } });

    const refusal = on.target.deleteDraft(on.fjord, created.id, before.etag);

    await expect(refusal).rejects.toMatchObject({ outcome: 'refused', status: 409, code: 'Request_EntityChanged' });
    expect(await on.target.readInvoice(on.fjord, created.id)).not.toBeNull();
  });

  test('changes are listed from a moment on, over small pages whose links forget the filter', async () => {
    on.sandbox.businessCentral.control.settings({ maxPageSize: 3, nextLinkKeepsFilter: false });
    on.sandbox.clock.advance(60_000);
    const since = new Date(on.sandbox.clock.nowMs()).toISOString();
    const wanted = [];
    for (let n = 0; n < 4; n += 1) wanted.push((await on.target.createDraft(await draftFor('anna@x.test', 'S-YOGA'))).id);

    const seen = [];
    for await (const page of on.target.listChangedInvoices(on.fjord, since)) seen.push(...page.map(({ id }) => id));
    on.sandbox.businessCentral.control.settings({ maxPageSize: 20_000, nextLinkKeepsFilter: true });

    expect([...seen].sort()).toEqual([...wanted].sort());
  });

  test.each([
    ['blocked@x.test', 'S-MASSAGE', /blocked/],
    ['olav@x.test', 'S-MASSAGE', /Posting Group must have a value/],
    ['anna@x.test', 'S-CLOSED', /Blocked must be equal to 'No'/],
  ])("for %s with %s are refused in Business Central's own words, and nothing is left behind", async (email, item, words) => {
    const draft = await draftFor(email, item);

    await expect(on.target.createDraft(draft)).rejects.toMatchObject({
      outcome: 'refused',
      status: 400,
      message: expect.stringMatching(words),
    });

    expect((await on.target.findInvoices(on.fjord, [draft.key])).get(draft.key)).toEqual([]);
  });
});

describe('faults', () => {
  test('a draft made by a call whose answer was lost is made once and found by its key', async () => {
    const draft = await draftFor('anna@x.test', 'S-MASSAGE');
    on.sandbox.control.addFault({
      system: 'businessCentral',
      method: 'POST',
      pattern: 'salesInvoices',
      action: { kind: 'doneThenCut' },
    });

    await expect(on.target.createDraft(draft)).rejects.toMatchObject({ outcome: 'unknown', code: 'ECONNRESET' });

    expect((await on.target.findInvoices(on.fjord, [draft.key])).get(draft.key)).toHaveLength(1);
  });

  test('a call that was cut before it arrived is as unknown, and there is nothing to find', async () => {
    const draft = await draftFor('anna@x.test', 'S-MASSAGE');
    on.sandbox.control.addFault({
      system: 'businessCentral',
      method: 'POST',
      pattern: 'salesInvoices',
      action: { kind: 'cutBefore' },
    });

    await expect(on.target.createDraft(draft)).rejects.toMatchObject({ outcome: 'unknown' });

    expect((await on.target.findInvoices(on.fjord, [draft.key])).get(draft.key)).toEqual([]);
  });

  test('an error page is survived by a read', async () => {
    on.sandbox.control.addFault({ system: 'businessCentral', times: 2, action: { kind: 'html' } });

    expect((await on.target.listCurrencies(on.fjord)).length).toBeGreaterThan(0);
  });

  test('an expired token is renewed within the call, for writes too', async () => {
    const draft = await draftFor('anna@x.test', 'S-MASSAGE');
    on.sandbox.control.revokeTokens();

    await on.target.createDraft(draft);

    expect((await on.target.findInvoices(on.fjord, [draft.key])).get(draft.key)).toHaveLength(1);
  });

  test('a throttled batch is asked again', async () => {
    on.sandbox.control.addFault({
      system: 'businessCentral',
      pattern: '\\$batch',
      action: { kind: 'status', status: 429, retryAfter: '0.01' },
    });

    const found = await on.target.findCustomersByEmail(on.fjord, ['anna@x.test']);

    expect(found.get('anna@x.test')).toHaveLength(1);
    expect(Object.values(routes()).flatMap(Object.entries)).toEqual(expect.arrayContaining([['429', 1]]));
  });
});

test('twenty calls at once are at most five on the wire', async () => {
  const calls = Array.from({ length: 20 }, () => on.target.findItemsByNumber(on.fjord, ['S-MASSAGE']));

  const answers = await Promise.all(calls);

  expect(answers.every((found) => found.has('S-MASSAGE'))).toBe(true);
  expect(on.sandbox.control.counters().peakInFlight.businessCentral).toBeLessThanOrEqual(5);
});

describe('check', () => {
  const needs = () => ({
    companyIds: [on.fjord, on.hudson],
    createCustomers: true,
    createItems: true,
    itemNumbers: new Map([[on.fjord, ['S-MASSAGE', 'S-CLOSED', '1000', 'S-NONE']]]),
    currencies: new Map([[on.hudson, ['USD', 'EUR', 'XXX']]]),
  });
  const resultsOf = async () => new Map((await on.target.check(needs())).map(({ subject, result }) => [subject, result]));

  test('names what is missing and changes nothing', async () => {
    const before = on.sandbox.businessCentral.control.state();

    const results = await resultsOf();

    expect(on.sandbox.businessCentral.control.state()).toEqual(before);
    const bad = [...results].filter(([, result]) => result === 'failed').map(([subject]) => subject.replace(/ in .*/, ''));
    expect(bad).toEqual(['Item S-CLOSED', 'Item 1000', 'Item S-NONE', 'Currency XXX']);
    expect([...results].filter(([subject]) => /^(Read|Create|See)/.test(subject)).every(([, result]) => result === 'ok')).toBe(
      true,
    );
  });

  test('cannot prove that posted invoices are visible when they are hidden', async () => {
    const released = await on.target.createDraft(await draftFor('anna@x.test', 'S-MASSAGE'));
    on.sandbox.businessCentral.control.release({ invoiceId: released.id });
    on.sandbox.businessCentral.control.hidePostedInvoices({ hidden: true });

    const results = await resultsOf();
    const seen = await on.target.seesPostedInvoices(on.fjord);
    on.sandbox.businessCentral.control.hidePostedInvoices({ hidden: false });

    expect([...results].filter(([subject]) => subject.startsWith('See posted')).map(([, result]) => result)).toEqual([
      'unproven',
      'unproven',
    ]);
    expect(seen).toBe(false);
    expect(await on.target.seesPostedInvoices(on.fjord)).toBe(true);
  });

  test('finds a right that the application lacks', async () => {
    on.sandbox.businessCentral.control.settings({ denied: ['write customers', 'read items'] });

    const results = await resultsOf();
    on.sandbox.businessCentral.control.settings({ denied: [] });

    const bad = [...results]
      .filter(([subject, result]) => result === 'failed' && /^(Read|Create)/.test(subject))
      .map(([subject]) => subject.split(' ').slice(0, 2).join(' '));
    expect(bad).toEqual(['Read items', 'Create customers', 'Read items', 'Create customers']);
  });
});
