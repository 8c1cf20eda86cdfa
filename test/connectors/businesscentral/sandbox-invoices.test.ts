import { draftLine } from './drafts.js';
import { readable } from './readable.js';
import { draftFor, startSandboxTarget, type SandboxTarget } from './sandbox-target.js';

let on: SandboxTarget;
beforeAll(async () => {
  on = await startSandboxTarget({ now: '2026-06-01T08:00:00.000Z' });
});
afterAll(() => on.stop());
beforeEach(() => {
  on.sandbox.control.clearFaults();
  on.sandbox.control.clearCounters();
});

describe('invoices', () => {
  test('are created, found by key, read with their lines, changed and deleted', async () => {
    const draft = await draftFor(on, 'anna@x.test', 'S-CONSULT');
    draft.lines.push(draftLine({ billingItemId: null, erpItemId: null, description: 'Thank you' }));

    const created = await on.target.createDraft(draft);
    const found = await on.target.findInvoices(on.fjord, [draft.key, 'BKG-NONE']);
    const lines = await on.target.readLines(on.fjord, created.id);
    const current = readable(await on.target.readInvoice(on.fjord, created.id));
    await on.target.deleteDraft(on.fjord, created.id, current.etag);

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
    expect(lines.map(({ lineType, quantity, unitPrice, amounts }) => [lineType, quantity, unitPrice, amounts])).toEqual([
      ['Item', '1.5', '80', { net: '120', tax: '30', gross: '150', taxPercent: '25' }],
      ['Comment', '0', '0', { net: '0', tax: '0', gross: '0', taxPercent: '0' }],
    ]);
    expect(await on.target.readInvoice(on.fjord, created.id)).toBeNull();
  });

  test('carry a price of zero although the item has one', async () => {
    const draft = await draftFor(on, 'anna@x.test', 'S-MASSAGE');
    draft.lines[0]!.unitPrice = '0';

    expect((await on.target.createDraft(draft)).netTotal).toBe('0');
  });

  test('follow the document: posted keeps the id and changes the number, paid is seen', async () => {
    const created = await on.target.createDraft(await draftFor(on, 'anna@x.test', 'S-MASSAGE'));

    on.sandbox.businessCentral.control.post({ invoiceId: created.id });
    const posted = (await on.target.readInvoices(on.fjord, [created.id])).get(created.id)!;
    on.sandbox.businessCentral.control.pay({ invoiceId: created.id });
    const paid = await on.target.readInvoice(on.fjord, created.id);

    expect(posted).toMatchObject({ id: created.id, status: 'open' });
    expect(posted.number).not.toBe(created.number);
    expect(paid).toMatchObject({ status: 'paid', remainingAmount: '0' });
  });

  test('a draft that somebody changed is not deleted', async () => {
    const created = await on.target.createDraft(await draftFor(on, 'anna@x.test', 'S-MASSAGE'));
    const before = readable(await on.target.readInvoice(on.fjord, created.id));
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
    for (let n = 0; n < 4; n += 1) wanted.push((await on.target.createDraft(await draftFor(on, 'anna@x.test', 'S-YOGA'))).id);

    const seen = [];
    for await (const page of on.target.listChangedInvoices(on.fjord, since)) seen.push(...page.map(({ id }) => id));
    on.sandbox.businessCentral.control.settings({ maxPageSize: 20_000, nextLinkKeepsFilter: true });

    expect([...seen].sort()).toEqual([...wanted].sort());
  });

  test('documents are listed by the beginning of their key, also those before a moment, over links that forget the filter', async () => {
    on.sandbox.businessCentral.control.settings({ maxPageSize: 2, nextLinkKeepsFilter: false });
    const keys = async (prefix: string, since: string | null) => {
      const found: string[] = [];
      for await (const page of on.target.listKeyedInvoices(on.fjord, prefix, since)) found.push(...page.map(({ key }) => key));
      return found;
    };
    const earlier = await keys('BKG-', null);
    on.sandbox.clock.advance(60_000);
    const since = new Date(on.sandbox.clock.nowMs()).toISOString();
    const created = await on.target.createDraft(await draftFor(on, 'anna@x.test', 'S-YOGA'));

    const [all, fresh, others] = [await keys('BKG-', null), await keys('BKG-', since), await keys("O'X-", null)];
    on.sandbox.businessCentral.control.settings({ maxPageSize: 20_000, nextLinkKeepsFilter: true });

    expect(new Set(all)).toEqual(new Set([...earlier, created.key]));
    expect(fresh).toContain(created.key);
    expect(others).toEqual([]);
  });

  test.each([
    ['blocked@x.test', 'S-MASSAGE', /blocked/],
    ['olav@x.test', 'S-MASSAGE', /Posting Group must have a value/],
    ['anna@x.test', 'S-CLOSED', /Blocked must be equal to 'No'/],
  ])("for %s with %s are refused in Business Central's own words, and nothing is left behind", async (email, item, words) => {
    const draft = await draftFor(on, email, item);

    await expect(on.target.createDraft(draft)).rejects.toMatchObject({
      outcome: 'refused',
      status: 400,
      message: expect.stringMatching(words),
    });

    expect((await on.target.findInvoices(on.fjord, [draft.key])).get(draft.key)).toEqual([]);
  });
});
