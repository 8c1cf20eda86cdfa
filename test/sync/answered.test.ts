import type { BillingItem } from '../../src/domain/item.js';
import type { SyncContext } from '../../src/sync/context.js';
import { namedBy } from '../../src/sync/actions/answered.js';
import { facts } from '../store/builders.js';

const query = { view: 'all', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } } as const;
const asked = { ...query, filters: [] };

/** A list of so many rows of a few people, of which never more than a chunk is read at once. */
function listOf(count: number, people: number, companyOf: (row: number) => string = () => 'company') {
  const idOf = (row: number) => `row-${String(row).padStart(20, '0')}`;
  let mostAtOnce = 0;
  const context = {
    clock: { now: () => '2026-06-01T12:00:00.000Z' },
    store: {
      list: {
        async *ids() {
          for (let row = 0; row < count; row += 1000) {
            const size = Math.min(1000, count - row);
            yield Array.from({ length: size }, (_, index) => ({ id: idOf(row + index), version: 1 }));
          }
        },
      },
      items: {
        find: async (ids: readonly string[]) => {
          mostAtOnce = Math.max(mostAtOnce, ids.length);
          return ids.map((id) => {
            const row = Number(id.slice(4));
            return { facts: facts({ id, partyKey: `person-${row % people}`, companyId: companyOf(row) }) } as BillingItem;
          });
        },
      },
    },
  } as unknown as SyncContext;
  return { context, idOf, mostAtOnce: () => mostAtOnce };
}

const person = ({ facts: { partyKey } }: BillingItem) => ({ key: partyKey!, number: null });

test('an answer for more rows than fit into a request is about each of their people once', async () => {
  const rows = 60_000;
  const list = listOf(rows, 7);
  const ids = Array.from({ length: rows }, (_, row) => list.idOf(row));
  expect(JSON.stringify(ids).length).toBeGreaterThan(1_048_576);

  const described = await namedBy(list.context, { query: asked, except: [], count: rows }, person);
  const listed = await namedBy(list.context, ids, person);

  expect(described.named.map(({ key }) => key)).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `person-${number}`));
  expect(listed).toEqual(described);
  expect(list.mostAtOnce()).toBe(1000);
});

test('rows taken out of everything are not asked', async () => {
  const list = listOf(3, 3);

  const { named } = await namedBy(list.context, { query: asked, except: [list.idOf(1)], count: 2 }, person);

  expect(named.map(({ key }) => key)).toEqual(['person-0', 'person-2']);
});

test('when the list holds others by now, nothing is answered for them', async () => {
  const list = listOf(3, 3);

  const answered = namedBy(list.context, { query: asked, except: [], count: 2 }, person);

  await expect(answered).rejects.toThrow('The list has changed: 2 rows were chosen and it would be 3 now.');
});

test('rows of several companies are told apart however far they lie from each other', async () => {
  const list = listOf(2_500, 5, (row) => (row === 2_400 ? 'another' : 'company'));

  const answered = namedBy(list.context, { query: asked, except: [], count: 2_500 }, person);

  await expect(answered).rejects.toThrow('billed by different companies');
});
