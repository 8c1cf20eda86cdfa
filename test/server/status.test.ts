import type { Store } from '../../src/domain/store.js';
import { addMs } from '../../src/domain/time.js';
import { blocks } from '../../src/domain/problems.js';
import { itemFacts, now, run } from './builders.js';
import { openServer, seedItem, seedItems, type TestOptions, type TestServer } from './desk.js';

async function withServer(options: TestOptions, work: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await openServer(options);
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

it('says how old the data is, what comes next and what ran last', async () => {
  const banner = {
    code: 'throttled',
    severity: 'warning' as const,
    message: 'BC asks us to wait.',
    until: '2026-06-15T08:05:00.000Z',
  };
  await withServer({ status: { banners: [banner] } }, async ({ store, get }) => {
    await store.runs.insert(run({ kind: 'sync' }));

    const response = await get('/api/status');

    expect(response.json()).toMatchObject({
      dataAsOf: '2026-06-15T07:30:00.000Z',
      nextSyncAt: '2026-06-15T08:30:00.000Z',
      syncRunning: false,
      lastRun: { id: 'run-1' },
      banners: [banner],
      businesses: [{ id: 'salon@fjord.test', timeZone: 'Europe/Oslo' }],
      companies: [{ name: 'Fjord AS' }],
      listensOnLoopbackOnly: true,
      signInConfigured: false,
      rulesVersion: 'rules-1',
      version: '1.2.3',
    });
    expect(response.body).not.toContain('migrationsCurrent');
  });
});

it('sums up what waits', async () => {
  await withServer({}, async ({ store, get }) => {
    await seedItem(store);

    const response = await get('/api/overview');

    expect(response.json()).toMatchObject({
      byAge: [{ bucket: '0-7', currency: 'NOK', count: 1, amount: '450.00' }],
      byWeek: [{ week: '2026-06-08', currency: 'NOK', count: 1 }],
      oldestWaiting: '2026-06-10T08:00:00.000Z',
      counts: { ready: 1 },
    });
  });
});

describe('what asks for attention on the overview', () => {
  const minutesAgo = (minutes: number) => addMs(now, -minutes * 60_000);
  const attentionWith = async (dataAsOf: string | null, blockedRows: number) => {
    let attention: unknown;
    await withServer({ status: { dataAsOf } }, async (server) => {
      const facts = Array.from({ length: blockedRows }, (_, row) => itemFacts({ id: `item-${row}` }));
      const problems = [blocks('no-email', 'assign-customer', 'There is no e-mail address.')];
      if (facts.length > 0) await seedItems(server.store, facts, { problems });
      ({ attention } = (await server.get('/api/overview')).json<{ attention: unknown }>());
    });
    return attention;
  };

  it.each([
    ['fresh data and nothing blocked', minutesAgo(5), 0, { blocked: 'none', oldestWaiting: 'none', dataAge: 'none' }],
    ['one blocked row and data of an hour', minutesAgo(60), 1, { blocked: 'soon', oldestWaiting: 'none', dataAge: 'soon' }],
    ['five blocked rows and data never read', null, 5, { blocked: 'urgent', oldestWaiting: 'none', dataAge: 'urgent' }],
  ])('%s', async (_, dataAsOf, blockedRows, attention) => {
    expect(await attentionWith(dataAsOf, blockedRows)).toEqual(attention);
  });
});

it('asks for a sync in the name of the person', async () => {
  const actors: string[] = [];
  await withServer({ desk: { syncNow: async (actor) => void actors.push(actor) } }, async (server) => {
    const heard: string[] = [];
    server.events.subscribe((event) => heard.push(event.type));

    const response = await server.post('/api/sync');

    expect(response.statusCode).toBe(202);
    expect(actors).toEqual(['Kari']);
    expect(heard).toEqual(['status']);
  });
});

describe('health', () => {
  it('is alive whatever the database does', async () => {
    const cursors = {
      read: () => Promise.reject(new Error('Login failed for user sa at 10.0.0.4')),
      save: () => Promise.resolve(),
    };
    await withServer({ store: { cursors } as unknown as Store }, async (server) => {
      const live = await server.get('/livez');
      const ready = await server.get('/readyz');

      expect(live.json()).toEqual({ status: 'alive' });
      expect(ready.statusCode).toBe(503);
      expect(ready.json()).toEqual({
        status: 'not-ready',
        checks: [{ name: 'database', ok: false, detail: 'Does not answer; the log says why.' }],
      });
    });
  });

  it('is ready with a database of this version, a leader and fresh data', async () => {
    await withServer({}, async ({ get }) => {
      const response = await get('/readyz');

      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({ status: 'ready' });
    });
  });

  it('is not ready before the migrations', async () => {
    await withServer({ status: { migrationsCurrent: false } }, async ({ get }) => {
      const response = await get('/readyz');

      expect(response.statusCode).toBe(503);
    });
  });

  it.each([
    ['the data is old', { dataAsOf: '2026-06-15T05:59:00.000Z' }, 'sync'],
    ['there is no data yet', { dataAsOf: null }, 'sync'],
  ])('still serves the pages when %s, and says so', async (_what, status, check) => {
    await withServer({ status }, async ({ get }) => {
      const response = await get('/readyz');

      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({ status: 'degraded' });
      const failed = response.json<{ checks: { name: string; ok: boolean }[] }>().checks.filter((one) => !one.ok);
      expect(failed.map((one) => one.name)).toEqual([check]);
    });
  });

  it.each([
    ['between two cycles', null, 'No sync at this moment.'],
    [
      'while a cycle runs',
      { owner: 'one', expiresAt: '2026-06-15T08:01:00.000Z' },
      'Syncing; the lease is held until 2026-06-15T08:01:00.000Z.',
    ],
  ])('is ready %s', async (_what, lease, detail) => {
    await withServer({ status: { lease } }, async ({ get }) => {
      const response = await get('/readyz');

      expect(response.json()).toMatchObject({ status: 'ready' });
      expect(response.json<{ checks: object[] }>().checks).toContainEqual({ name: 'lease', ok: true, detail });
    });
  });
});

it('tells Prometheus nothing of an age that is not known, rather than 0', async () => {
  await withServer({ status: { dataAsOf: null, lease: null } }, async ({ get }) => {
    const { body } = await get('/metrics');

    expect(body).not.toMatch(/^bookledger_(sync_age|last_success_timestamp)_seconds \d/m);
    expect(body).toMatch(/^bookledger_lease_seconds 0$/m);
  });
});

it('counts for Prometheus', async () => {
  await withServer({}, async ({ store, get }) => {
    await seedItem(store);
    await get('/api/items/item-1');

    const response = await get('/metrics');

    expect(response.headers['content-type']).toContain('text/plain');
    for (const line of [
      'bookledger_sync_age_seconds 1800',
      'bookledger_lease_seconds 60',
      'bookledger_items{view="ready"} 1',
      'bookledger_ready_amount{currency="NOK"} 450',
      'bookledger_invoices{push="sending"} 0',
      'bookledger_queue_depth{queue="mapping"} 0',
      'bookledger_queue_depth{queue="runs"} 0',
      'bookledger_http_request_seconds_count{method="GET",route="/api/items/:id",status="200"} 1',
    ]) {
      expect(response.body.split('\n')).toContain(line);
    }
  });
});
