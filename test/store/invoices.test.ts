import type { BillingItem } from '../../src/domain/item.js';
import { claimedInvoice, readyItems } from './arrange.js';
import { blocking, company, erpInvoice, invoice, later, linesFor, minutesAfter, noon } from './builders.js';
import { describeStore } from './databases.js';

describeStore('invoices', (under) => {
  async function stagesOf(items: readonly BillingItem[]): Promise<string[]> {
    const found = await under.store.items.find(items.map((item) => item.facts.id));
    return found.map((item) => item.stage);
  }

  it('come back as they were inserted, with their lines', async () => {
    const items = await readyItems(under.store, 2);
    const inserted = invoice({ billTo: { id: 'b', number: 'B1', name: 'Payer' }, problem: blocking, runId: 'run-1' });

    await under.store.invoices.insert(inserted, linesFor('invoice-1', items));

    expect(await under.store.invoices.find('invoice-1')).toEqual(inserted);
    expect(await under.store.invoices.findByKey(inserted.key)).toEqual(inserted);
    expect(await under.store.invoices.lines('invoice-1')).toEqual(linesFor('invoice-1', items));
    expect(await under.store.invoices.find('nobody')).toBeNull();
  });

  it('claim ready items at their version and nothing else', async () => {
    const items = await readyItems(under.store, 3);
    const stale = { ...items[0]!, version: items[0]!.version - 1 };

    const unclaimed = await claimedInvoice(under.store, [stale, items[1]!, items[2]!]);

    expect(unclaimed).toEqual([stale.facts.id]);
    expect(await stagesOf(items)).toEqual(['ready', 'drafting', 'drafting']);
  });

  it('let one of two callers claim an item; the other finds it on a line already', async () => {
    const items = await readyItems(under.store, 1);

    const outcomes = await Promise.allSettled([
      claimedInvoice(under.store, items, 'invoice-1'),
      claimedInvoice(under.store, items, 'invoice-2'),
    ]);

    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ name: 'RequestError', kind: 'conflict' });
    const [item] = await under.store.items.find([items[0]!.facts.id]);
    expect(await under.store.invoices.find(item!.invoiceId!)).not.toBeNull();
  });

  it('refuse a key that is taken', async () => {
    await under.store.invoices.insert(invoice({ id: 'invoice-1', key: 'BL-1' }), []);

    await expect(under.store.invoices.insert(invoice({ id: 'invoice-2', key: 'BL-1' }), [])).rejects.toMatchObject({
      kind: 'conflict',
    });
  });

  it('are pushed by one of two callers', async () => {
    await under.store.invoices.insert(invoice(), []);

    const taken = await Promise.all([
      under.store.invoices.beginPush('invoice-1', 1, noon, later),
      under.store.invoices.beginPush('invoice-1', 1, noon, later),
    ]);

    const { id, companyId, key } = invoice();
    expect(taken.filter((one) => one !== null)).toEqual([{ id, companyId, key, version: 2 }]);
    expect(await under.store.invoices.find('invoice-1')).toEqual(
      invoice({ push: 'sending', attempts: 1, attemptedAt: noon, nextAttemptAt: later, version: 2 }),
    );
  });

  it('are due when their moment has come, oldest first, also those being sent', async () => {
    await under.store.invoices.insert(invoice({ id: 'b', nextAttemptAt: noon, runId: 'run-1' }), []);
    await under.store.invoices.insert(invoice({ id: 'a', nextAttemptAt: minutesAfter(-5), push: 'sending' }), []);
    await under.store.invoices.insert(invoice({ id: 'c', nextAttemptAt: later }), []);
    await under.store.invoices.insert(invoice({ id: 'd', push: 'refused' }), []);

    const due = await under.store.invoices.listDue(noon, 10);
    const ofRun = await under.store.invoices.listDue(noon, 10, { runId: 'run-1' });

    expect(due.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(ofRun.map(({ id }) => id)).toEqual(['b']);
    expect(await under.store.invoices.nextDueAt()).toBe(minutesAfter(-5));
  });

  it('go back to intended, or keep waiting, only for the one who is sending', async () => {
    await under.store.invoices.insert(invoice(), []);
    const { invoices } = under.store;
    const sending = await invoices.beginPush('invoice-1', 1, noon, later);

    const byAnother = await invoices.postpone('invoice-1', 1, minutesAfter(9), null, noon);
    const waiting = await invoices.keepWaiting('invoice-1', sending!.version, minutesAfter(7), blocking, noon);
    const postponed = await invoices.postpone('invoice-1', sending!.version + 1, minutesAfter(8), null, noon);
    const twice = await invoices.postpone('invoice-1', sending!.version + 2, minutesAfter(9), null, noon);

    expect([byAnother, waiting, postponed, twice]).toEqual([false, true, true, false]);
    expect(await invoices.find('invoice-1')).toMatchObject({ push: 'intended', nextAttemptAt: minutesAfter(8), problem: null });
  });

  it('know the tax of each item and the rate it was taxed at, follow changed lines, and keep amounts as history', async () => {
    const { invoices } = under.store;
    const [first, second] = await readyItems(under.store, 2);
    await claimedInvoice(under.store, [first!, second!]);
    const line = { lineType: 'Item', erpItemId: 'item-1', description: 'Haircut', quantity: '1', unitPrice: '100' };
    const amounts = { net: '100', tax: '25', gross: '125', taxPercent: '25' };
    const made = { ...line, amounts };
    await invoices.recordCreated(
      'invoice-1',
      1,
      erpInvoice(),
      [
        { ...made, id: 'l1', sequence: 10000 },
        { ...made, id: 'l2', sequence: 20000 },
      ],
      '0',
      noon,
    );

    const lower = { net: '100', tax: '12', gross: '112', taxPercent: '12' };
    const ids = [first!, second!].map((item) => item.facts.id);
    const before = await invoices.lineAmounts(ids);
    // Somebody took the first line off the draft and changed the tax of the second.
    await invoices.recordSettled('invoice-1', erpInvoice({ taxTotal: '12' }), later, [
      { ...line, id: 'l2', sequence: 20000, amounts: lower },
    ]);

    expect(ids.map((id) => before.get(id))).toEqual([amounts, amounts]);
    expect(await invoices.lineAmounts([...ids, 'unknown'])).toEqual(new Map([[ids[1], lower]]));
    expect(await invoices.taxRates(company, ['customer-1', 'customer-2'])).toEqual([
      {
        companyId: company,
        customerId: 'customer-1',
        payerId: null,
        erpItemId: 'item-1',
        taxPercent: '12',
        pricesIncludeTax: false,
      },
    ]);
    expect(await invoices.taxRates('another', ['customer-1'])).toEqual([]);
  });

  it('record what the ERP made of them, line by line, and draft their items', async () => {
    const items = await readyItems(under.store, 2);
    await claimedInvoice(under.store, items);
    const sending = await under.store.invoices.beginPush('invoice-1', 1, noon, later);
    const erpLine = {
      lineType: 'Item',
      erpItemId: 'item-1',
      description: 'Haircut',
      quantity: '1',
      unitPrice: '100',
      amounts: { net: '100', tax: '25', gross: '125', taxPercent: '25' },
    };
    const comment = { ...erpLine, id: 'x', sequence: 15000, lineType: 'Comment', erpItemId: '', description: 'By the ERP' };

    const recorded = await under.store.invoices.recordCreated(
      'invoice-1',
      sending!.version,
      erpInvoice(),
      [{ ...erpLine, id: 'l2', sequence: 20000 }, comment, { ...erpLine, id: 'l1', sequence: 10000 }],
      '0.01',
      later,
    );

    expect(recorded).toBe(true);
    expect(await under.store.invoices.find('invoice-1')).toMatchObject({
      push: 'created',
      erp: erpInvoice(),
      draftNumber: 'D-100',
      variance: '0.01',
    });
    expect((await under.store.invoices.lines('invoice-1')).map(({ erpLineId, amounts }) => [erpLineId, amounts?.tax])).toEqual([
      ['l1', '25'],
      ['l2', '25'],
    ]);
    expect(await stagesOf(items)).toEqual(['drafted', 'drafted']);
  });

  it('follow the document to its end and take their items along', async () => {
    const items = await readyItems(under.store, 1);
    await claimedInvoice(under.store, items);
    const { invoices } = under.store;
    await invoices.recordCreated('invoice-1', 1, erpInvoice(), [], '0', noon);
    const stages: string[] = [];

    for (const change of [
      { status: 'open' as const },
      { status: 'open' as const, number: 'P-7' },
      { status: 'paid' as const, number: 'P-7' },
    ]) {
      expect(await invoices.recordSettled('invoice-1', erpInvoice(change), later)).toBe(true);
      stages.push(...(await stagesOf(items)));
    }

    expect(stages).toEqual(['sent', 'posted', 'paid']);
    expect(await invoices.recordSettled('invoice-1', erpInvoice({ status: 'paid', number: 'P-7' }), minutesAfter(90))).toBe(
      false,
    );
    expect(await invoices.find('invoice-1')).toMatchObject({ settledAt: minutesAfter(90), draftNumber: 'D-100' });
    expect(await invoices.listOpen(company, null, 10)).toEqual([]);
  });

  it('keep what was last read while the document cannot be understood, and lose the remark when it can', async () => {
    const items = await readyItems(under.store, 1);
    const { invoices } = under.store;
    await claimedInvoice(under.store, items);
    await invoices.recordCreated('invoice-1', 1, erpInvoice(), [], '0', later);

    await invoices.recordUnreadable('invoice-1', blocking, later);
    await invoices.recordUnreadable('invoice-1', { ...blocking, code: 'erp-unreadable' }, later);
    const other = await invoices.find('invoice-1');

    expect(other).toMatchObject({ push: 'created', erp: erpInvoice(), problem: blocking });
    expect(await stagesOf(items)).toEqual(['drafted']);
  });

  it('lose the remark that they cannot be understood once they are read again, changed or not', async () => {
    const items = await readyItems(under.store, 1);
    const { invoices } = under.store;
    await claimedInvoice(under.store, items);
    await invoices.recordCreated('invoice-1', 1, erpInvoice(), [], '0', later);
    await invoices.recordUnreadable('invoice-1', { ...blocking, code: 'erp-unreadable' }, later);

    expect(await invoices.recordSettled('invoice-1', erpInvoice(), later)).toBe(true);

    expect(await invoices.find('invoice-1')).toMatchObject({ erp: erpInvoice(), problem: null });
  });

  it('give their items back with the refusal on each, and clearing it makes them ready again', async () => {
    const items = await readyItems(under.store, 2);
    await claimedInvoice(under.store, items);

    const refused = await under.store.invoices.recordRefused('invoice-1', 1, blocking, later);
    const stages = await stagesOf(items);
    const cleared = await under.store.items.clearRefusals(
      items.map((item) => item.facts.id),
      later,
    );

    expect([refused, cleared]).toEqual([true, 2]);
    expect(stages).toEqual(['blocked', 'blocked']);
    expect(await stagesOf(items)).toEqual(['ready', 'ready']);
    expect((await under.store.invoices.lines('invoice-1')).map(({ releasedAt }) => releasedAt)).toEqual([later, later]);
    expect(await under.store.items.countUnmapped()).toBe(2);
  });

  it('block their items when two documents carry the key', async () => {
    const items = await readyItems(under.store, 1);
    await claimedInvoice(under.store, items);

    await under.store.invoices.recordConflict('invoice-1', 1, blocking, later);

    expect(await stagesOf(items)).toEqual(['blocked']);
    expect(await under.store.invoices.find('invoice-1')).toMatchObject({ push: 'conflict', problem: blocking });
  });

  it.each(['deleted', 'withdrawn'] as const)('return their items when %s, and these can be claimed again', async (push) => {
    const items = await readyItems(under.store, 1);
    await claimedInvoice(under.store, items);
    await under.store.invoices.recordCreated('invoice-1', 1, erpInvoice(), [], '0', noon);

    const returned = await under.store.invoices.release('invoice-1', 2, push, null, later);
    const again = await claimedInvoice(under.store, returned!, 'invoice-2');

    expect(returned).toMatchObject([{ invoiceId: null, stage: 'ready' }]);
    expect(again).toEqual([]);
    expect(await under.store.invoices.find('invoice-1')).toMatchObject({ push });
  });

  it('are not released at another version, nor while a document may be under way', async () => {
    await under.store.invoices.insert(invoice(), []);
    const sending = await under.store.invoices.beginPush('invoice-1', 1, noon, later);

    const outdated = await under.store.invoices.release('invoice-1', 1, 'withdrawn', null, later);
    const underWay = await under.store.invoices.release('invoice-1', sending!.version, 'withdrawn', null, later);

    expect([outdated, underWay]).toEqual([null, null]);
  });

  it('are found by the ids of the ERP and by what a person types', async () => {
    await under.store.invoices.insert(invoice({ id: 'a', push: 'created', erp: erpInvoice({ id: 'E1' }), variance: '0.5' }), []);
    await under.store.invoices.insert(invoice({ id: 'b', push: 'created', erp: erpInvoice({ id: 'e1' }), createdAt: later }), []);
    const all = { push: [], search: '', varianceOnly: false, offset: 0, limit: 10 };

    const byErpId = await under.store.invoices.findByErpIds(company, ['e1', 'unknown']);
    const typed = await under.store.invoices.list({ ...all, search: 'ØSTERGÅRD bl-a' });
    const differing = await under.store.invoices.list({ ...all, varianceOnly: true });
    const second = await under.store.invoices.list({ ...all, offset: 1, limit: 1 });

    expect([...byErpId].map(([erpId, { id }]) => [erpId, id])).toEqual([['e1', 'b']]);
    expect(typed.rows.map(({ id }) => id)).toEqual(['a']);
    expect(differing.rows.map(({ id }) => id)).toEqual(['a']);
    expect([second.rows.map(({ id }) => id), second.total]).toEqual([['a'], 2]);
  });
});
