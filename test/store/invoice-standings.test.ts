import type { InvoiceSortColumn } from '../../src/domain/invoice-store.js';
import { erpInvoice, invoice, later } from './builders.js';
import { describeStore } from './databases.js';

describeStore('the invoices', (under) => {
  it('are listed by where they stand, counted, and ordered by day, customer and total', async () => {
    const { invoices } = under.store;
    const customer = (name: string) => ({ id: 'customer-1', number: 'C0001', name });
    const created = { push: 'created', draftNumber: 'D-100' } as const;
    await invoices.insert(invoice({ id: 'a', customer: customer('åse'), expectedTotal: '9.5' }), []);
    await invoices.insert(
      invoice({ id: 'b', customer: customer('Zorn'), expectedTotal: '100', ...created, erp: erpInvoice({ id: 'E2' }) }),
      [],
    );
    const paid = erpInvoice({ id: 'E3', number: 'P-3', status: 'paid' });
    await invoices.insert(
      invoice({ id: 'c', customer: customer('Ådal'), expectedTotal: '20', createdAt: later, ...created, erp: paid }),
      [],
    );
    const all = { push: [], search: '', varianceOnly: false, offset: 0, limit: 10 };
    const order = async (column: InvoiceSortColumn, direction: 'ascending' | 'descending') =>
      (await invoices.list({ ...all, sort: { column, direction } })).rows.map(({ id }) => id);

    const counts = await invoices.countStandings({ ...all, standing: 'paid', limit: 1 });
    const named = await invoices.countStandings({ ...all, search: 'zorn' });

    expect(counts).toEqual({ unsent: 1, draft: 1, posted: 0, paid: 1, cancelled: 0, stopped: 0 });
    expect(named).toMatchObject({ unsent: 0, draft: 1, paid: 0 });
    expect((await invoices.list({ ...all, standing: 'paid' })).rows.map(({ id }) => id)).toEqual(['c']);
    expect(await order('createdAt', 'descending')).toEqual(['c', 'b', 'a']);
    expect(await order('customerName', 'ascending')).toEqual(['b', 'c', 'a']);
    expect(await order('expectedTotal', 'descending')).toEqual(['b', 'c', 'a']);
  });
});
