import type { ItemQuery } from '../../src/domain/filter.js';
import type { ItemBilling } from '../../src/domain/item.js';
import { claimedInvoice } from './arrange.js';
import { billing, company, erpInvoice, facts, noon, reading } from './builders.js';
import { describeStore } from './databases.js';

const everything: ItemQuery = { view: 'all', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } };
const reference = (number: string) => ({ id: `id-${number}`, number, name: `Name of ${number}` });
const kim = reference('C1');
const fjord = reference('C2');

describeStore('totals by payer (D.1.4)', (under) => {
  /** Items of an hour, each with its own billing. */
  async function seed(items: Record<string, Partial<ItemBilling>>, companyId: string | null = company): Promise<void> {
    await under.store.appointments.saveReadings(
      Object.keys(items).map((id) => reading({ appointmentId: id, items: [facts({ id, appointmentId: id, companyId })] })),
    );
    const read = await under.store.items.find(Object.keys(items));
    await under.store.items.saveMapping(
      read.map((item) => ({ itemId: item.facts.id, version: item.version, billing: billing(items[item.facts.id]) })),
      noon,
    );
  }

  async function sums(of: Parameters<typeof under.store.list.payerTotals>[0], offset = 0, limit = 100): Promise<string[]> {
    const { rows } = await under.store.list.payerTotals(of, noon, offset, limit);
    return rows.map((sum) => `${sum.billToNumber} ${sum.count} ${sum.minutes} ${sum.amount} ${sum.currency}`);
  }

  const all = (changes: Partial<ItemQuery> = {}, except: string[] = []) => ({ query: { ...everything, ...changes }, except });

  it('sums what goes to the payer and what goes to the customer itself, the largest of each currency first', async () => {
    await seed({
      a: { sellTo: kim, amount: '30' },
      b: { sellTo: fjord, billTo: kim, amount: '20.25' },
      c: { sellTo: fjord, amount: '70' },
      d: { sellTo: fjord, amount: '900', currency: 'DKK' },
      e: { sellTo: null, amount: '5' },
      f: { sellTo: null, amount: null, currency: null },
    });

    const { rows, total } = await under.store.list.payerTotals(all(), noon, 0, 100);

    expect(total).toBe(rows.length);
    // Facts name a currency even where the billing has none yet.
    expect(await sums(all())).toEqual(['C2 1 60 900.00 DKK', 'C2 1 60 70.00 EUR', 'C1 2 120 50.25 EUR', 'null 2 120 5.00 EUR']);
    expect(rows.map(({ billToName }) => billToName)).toEqual(['Name of C2', 'Name of C2', 'Name of C1', null]);
  });

  it('follows the filter, leaves out what is left out, and sums up chosen items once each', async () => {
    await seed({ a: { sellTo: kim }, b: { sellTo: kim }, c: { sellTo: fjord }, d: { sellTo: fjord } });

    const filter = { column: 'billToNumber', term: { kind: 'equals', value: 'c1', ignoreCase: true } } as const;

    expect(await sums(all({ filters: [filter] }))).toEqual(['C1 2 120 200.00 EUR']);
    expect(await sums(all({}, ['a', 'c', 'd', 'elsewhere']))).toEqual(['C1 1 60 100.00 EUR']);
    expect(await sums({ ids: ['b', 'c', 'd', 'c'] })).toEqual(['C2 2 120 200.00 EUR', 'C1 1 60 100.00 EUR']);
  });

  it('keeps the customers of two companies apart, though they have the same number', async () => {
    await seed({ a: { sellTo: kim } });
    await seed({ b: { sellTo: { ...reference('C1'), name: 'Somebody else' } } }, 'another-company');

    const { rows } = await under.store.list.payerTotals(all(), noon, 0, 100);

    expect(rows.map(({ companyId, billToName }) => [companyId, billToName])).toEqual([
      ['another-company', 'Somebody else'],
      [company, 'Name of C1'],
    ]);
  });

  it('tells tax and gross of those on a document', async () => {
    await seed({ a: { sellTo: kim }, b: { sellTo: kim } });
    await claimedInvoice(under.store, await under.store.items.find(['a']));
    const line = { id: 'line-1', sequence: 1, lineType: 'Item', erpItemId: 'item-1', description: 'Haircut' };
    const amounts = { net: '100', tax: '25', gross: '125', taxPercent: '25' };
    await under.store.invoices.recordCreated(
      'invoice-1',
      1,
      erpInvoice(),
      [{ ...line, quantity: '1', unitPrice: '100', amounts }],
      '0',
      noon,
    );

    const { rows } = await under.store.list.payerTotals(all(), noon, 0, 100);

    expect(rows).toMatchObject([{ count: 2, amount: '200.00', taxed: { count: 1, tax: '25.00', gross: '125.00' } }]);
  });

  it('shows a page of many and says how many there are', async () => {
    await seed(Object.fromEntries(['1', '2', '3'].map((n) => [n, { sellTo: reference(`C${n}`), amount: `${n}0` }])));

    const page = await under.store.list.payerTotals(all(), noon, 1, 1);

    expect(page).toMatchObject({ total: 3, rows: [{ billToNumber: 'C2', amount: '20.00' }] });
  });

  it('tells what else is to be invoiced to a payer (D.1.9)', async () => {
    await seed({ a: { sellTo: kim }, b: { sellTo: fjord, billTo: kim }, c: { sellTo: kim }, d: { sellTo: fjord } });
    await claimedInvoice(under.store, await under.store.items.find(['c']));
    await seed({ e: { sellTo: kim } }, 'another-company');
    const payer = { companyId: company, billToNumber: 'C1' };

    const read = async (besides: string, limit: number) => {
      const { rows, total } = await under.store.list.openOfPayer(payer, noon, besides, limit);
      return [rows.map(({ item }) => item.facts.id), total];
    };

    expect(await read('a', 5)).toEqual([['b'], 1]);
    expect(await read('c', 1)).toEqual([[expect.stringMatching(/^[ab]$/)], 2]);
    expect(await read('d', 5)).toEqual([expect.arrayContaining(['a', 'b']), 2]);
  });
});
