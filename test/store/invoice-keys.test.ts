import { readyItems } from './arrange.js';
import { invoice, later, linesFor } from './builders.js';
import { describeStore } from './databases.js';

describeStore('invoices and their keys', (under) => {
  it('know their keys, and when the newest of a company was written down', async () => {
    const items = await readyItems(under.store, 2);
    const [older, newer] = [invoice({ id: 'a', key: 'BKG-A' }), invoice({ id: 'b', key: 'BKG-B', createdAt: later })];
    await under.store.invoices.insert(newer, linesFor('b', items.slice(0, 1)));
    await under.store.invoices.insert(older, linesFor('a', items.slice(1)));

    expect(await under.store.invoices.knownKeys(['BKG-B', 'BKG-C', 'BKG-A'])).toEqual(new Set(['BKG-A', 'BKG-B']));
    expect(await under.store.invoices.newestOf(older.companyId)).toBe(later);
    expect(await under.store.invoices.newestOf('another company')).toBeNull();
  });
});
