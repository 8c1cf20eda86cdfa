import fc from 'fast-check';
import { views, sortColumns, type View } from '../../src/domain/filter.js';
import { exclusionReasons, undecided, type BillingItem, type ItemDecision } from '../../src/domain/item.js';
import { stageOf, stateOf, type ItemState } from '../../src/domain/state.js';
import type { Store } from '../../src/domain/store.js';
import { claimedInvoice } from './arrange.js';
import { billing, blocking, business, erpInvoice, facts, minutesAfter, reading } from './builders.js';
import { databases } from './databases.js';
import { openStore } from '../../src/store/open.js';

const appointmentIds = ['a', 'b', 'c', 'd'];
const attendees = ['x', 'y'];
const itemIds = appointmentIds.flatMap((appointment) => attendees.map((attendee) => `${appointment}/${attendee}`));

/** Which states a view shows (feature landscape D.1.1). */
const statesOf: Record<View, readonly ItemState[] | 'all'> = {
  'not-invoiced': ['ready', 'blocked'],
  ready: ['ready'],
  blocked: ['blocked'],
  upcoming: ['upcoming'],
  scheduled: ['scheduled'],
  drafted: ['drafting', 'drafted', 'sent'],
  posted: ['posted', 'paid', 'credited'],
  excluded: ['excluded'],
  cancelled: ['cancelled'],
  all: 'all',
};

interface Step {
  do:
    | 'read'
    | 'missing'
    | 'clear'
    | 'gone'
    | 'decide'
    | 'map'
    | 'draft'
    | 'push'
    | 'created'
    | 'refused'
    | 'conflict'
    | 'settle'
    | 'release'
    | 'retry';
  which: number;
  how: number;
  minute: number;
}

const steps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom(
      'read',
      'read',
      'missing',
      'clear',
      'gone',
      'decide',
      'map',
      'map',
      'draft',
      'draft',
      'push',
      'created',
      'refused',
      'conflict',
      'settle',
      'release',
      'retry',
    ),
    which: fc.nat({ max: 7 }),
    how: fc.nat({ max: 7 }),
    minute: fc.integer({ min: -3000, max: 3000 }),
  }),
  { minLength: 5, maxLength: 40 },
);

function pick<T>(values: readonly T[], index: number): T {
  return values[index % values.length]!;
}

async function take(store: Store, step: Step, index: number): Promise<void> {
  const now = minutesAfter(index);
  const appointment = pick(appointmentIds, step.which);
  const [item] = await store.items.find([pick(itemIds, step.which)]);
  const invoices = (await store.invoices.list({ push: [], search: '', varianceOnly: false, offset: 0, limit: 100 })).rows;
  const target = invoices.length === 0 ? null : pick(invoices, step.which);
  switch (step.do) {
    case 'read': {
      const listed = attendees.filter((_, place) => ((step.how + 1) >> place) % 2 === 1);
      const times = {
        startsAt: minutesAfter(step.minute),
        endsAt: minutesAfter(step.minute + step.how * 9 - 9),
        maturesAt: minutesAfter(step.minute + step.how * 9),
      };
      const items = listed.map((who) =>
        facts({ id: `${appointment}/${who}`, appointmentId: appointment, attendeeKey: who, ...times }),
      );
      const told = {
        startsAt: times.startsAt,
        endsAt: times.endsAt,
        items,
        complete: step.how < 6,
        readAt: now,
        lastUpdatedAt: null,
      };
      await store.appointments.saveReadings([reading({ appointmentId: appointment, ...told })]);
      return;
    }
    case 'missing':
      return store.appointments.markMissing(business, [appointment], now);
    case 'clear':
      return store.appointments.clearMissing(business, [appointment], now);
    case 'gone':
      await store.appointments.markGone(business, [appointment], now);
      return;
    case 'decide':
      if (item !== undefined)
        await store.items.decide(item.facts.id, null, decisionOf(step, now), now, { evenClaimed: step.how === 7 });
      return;
    case 'map': {
      const waiting = await store.items.listUnmapped(null, 100);
      const change = pick([{}, {}, { problems: [blocking] }, { exclusion: 'free' as const }, { amount: null }], step.how);
      await store.items.saveMapping(
        waiting.map((one) => ({ itemId: one.facts.id, version: one.version, billing: billing(change) })),
        now,
      );
      return;
    }
    case 'draft': {
      const found = await store.items.find(itemIds.slice(step.which));
      await claimedInvoice(
        store,
        found.filter((one) => one.stage === 'ready'),
        `invoice-${index}`,
      );
      return;
    }
    case 'push':
      if (target !== null) await store.invoices.beginPush(target.id, target.version, minutesAfter(9999), minutesAfter(9999));
      return;
    case 'created':
      if (target !== null) await store.invoices.recordCreated(target.id, target.version, erpInvoice(), [], '0', now);
      return;
    case 'refused':
      if (target !== null) await store.invoices.recordRefused(target.id, target.version, blocking, now);
      return;
    case 'conflict':
      if (target !== null) await store.invoices.recordConflict(target.id, target.version, blocking, now);
      return;
    case 'settle': {
      const status = pick(['draft', 'in-review', 'open', 'paid', 'canceled', 'corrective'] as const, step.how);
      if (target !== null)
        await store.invoices.recordSettled(target.id, erpInvoice({ status, number: step.which > 3 ? 'P-1' : 'D-100' }), now);
      return;
    }
    case 'release':
      if (target !== null)
        await store.invoices.release(target.id, target.version, pick(['deleted', 'withdrawn'] as const, step.how), null, now);
      return;
    case 'retry':
      await store.items.clearRefusals(itemIds, now);
  }
}

function decisionOf(step: Step, now: string): ItemDecision {
  const signed = { by: 'clerk', at: now, reason: '' };
  const instant = minutesAfter(step.minute);
  return pick<ItemDecision>(
    [
      undecided,
      { ...undecided, notBefore: { ...signed, date: instant.slice(0, 10), instant } },
      { ...undecided, notBefore: { ...signed, date: instant.slice(0, 10), instant } },
      { ...undecided, exclusion: { ...signed, kind: exclusionReasons[0], reference: 'X-1' } },
    ],
    step.how,
  );
}

async function expectConsistent(store: Store, items: readonly BillingItem[]): Promise<void> {
  const invoices = new Map(
    (await store.invoices.findMany(items.flatMap((item) => item.invoiceId ?? []))).map((one) => [one.id, one]),
  );
  const all = await store.invoices.list({ push: [], search: '', varianceOnly: false, offset: 0, limit: 100 });
  const lines = (await Promise.all(all.rows.map(({ id }) => store.invoices.lines(id)))).flat();
  for (const item of items) {
    const invoice = item.invoiceId === null ? null : (invoices.get(item.invoiceId) ?? null);
    const openLines = lines.filter((line) => line.billingItemId === item.facts.id && line.releasedAt === null);
    expect(item.stage).toBe(stageOf(item, invoice));
    expect(openLines.map((line) => line.invoiceId)).toEqual(item.invoiceId === null ? [] : [item.invoiceId]);
  }
}

async function expectViews(store: Store, items: readonly BillingItem[], now: string): Promise<void> {
  const counts = await store.list.counts(now);
  for (const view of views) {
    const states = statesOf[view];
    const expected = items.filter((item) => states === 'all' || states.includes(stateOf(item, now))).map((item) => item.facts.id);
    const sort = { column: pick(sortColumns, view.length), direction: 'descending' as const };
    for (const column of ['startsAt' as const, sort.column]) {
      const page = await store.list.page({ view, filters: [], search: '', sort: { ...sort, column } }, now, 0, 100);
      expect([view, page.total, page.rows.map((row) => row.item.facts.id).sort()]).toEqual([
        view,
        expected.length,
        expected.sort(),
      ]);
    }
    expect([view, counts[view]]).toEqual([view, expected.length]);
  }
}

describe.each(databases)('whatever happens ($name)', ({ create }) => {
  it('the stage is what the facts say, a claimed item is on one open line, and each view shows its states', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: -3000, max: 3000 }), async (taken, minute) => {
        const database = await create();
        const store = await openStore(database.options);
        try {
          for (const [index, step] of taken.entries()) {
            await take(store, step, index);
            await expectConsistent(store, await store.items.find(itemIds));
          }
          await expectViews(store, await store.items.find(itemIds), minutesAfter(minute));
        } finally {
          await store.close();
          await database.drop();
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
