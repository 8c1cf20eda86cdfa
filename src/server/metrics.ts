import type { FastifyInstance } from 'fastify';
import { Gauge, Histogram, type Registry } from 'prom-client';
import { pushStates } from '../domain/invoice.js';
import { elapsedMinutes, msOf, type Instant } from '../domain/time.js';
import type { ServerOptions } from './options.js';

/** What the database and the status know, read when the metrics are asked for; the connectors count their own calls in the same registry. */
export function registerMetrics(app: FastifyInstance, options: ServerOptions): void {
  measureRequests(app, options.metrics);
  const { store, clock, metrics } = options;
  gauge(metrics, 'bookledger_sync_age_seconds', 'Age of the newest complete reading of the bookings', [], async (set) => {
    const { dataAsOf } = await options.status();
    if (dataAsOf !== null) set({}, elapsedMinutes(dataAsOf, clock.now()) * 60);
  });
  gauge(metrics, 'bookledger_last_success_timestamp_seconds', 'When the last sync without a failure ended', [], async (set) => {
    const finishedAt = await lastSuccess(options);
    if (finishedAt !== null) set({}, Math.round(msOf(finishedAt) / 1000));
  });
  gauge(
    metrics,
    'bookledger_lease_seconds',
    'Seconds the lease of the sync is still held, here or elsewhere; 0: nobody',
    [],
    async (set) => {
      const { lease } = await options.status();
      set({}, lease === null ? 0 : Math.max(0, Math.round((msOf(lease.expiresAt) - msOf(clock.now())) / 1000)));
    },
  );
  gauge(metrics, 'bookledger_items', 'Billing items by view of the list', ['view'], async (set) => {
    for (const [view, count] of Object.entries(await store.list.counts(clock.now()))) set({ view }, count);
  });
  gauge(metrics, 'bookledger_ready_amount', 'Value that could be drafted now, by currency', ['currency'], async (set) => {
    for (const total of await readyTotals(options)) set({ currency: total.currency ?? '' }, Number(total.amount));
  });
  gauge(metrics, 'bookledger_invoices', 'Our invoices by how far their push got', ['push'], async (set) => {
    for (const push of pushStates) set({ push }, await countInvoices(options, push));
  });
  gauge(metrics, 'bookledger_queue_depth', 'Work that waits: items to map, runs not finished', ['queue'], async (set) => {
    set({ queue: 'mapping' }, await store.items.countUnmapped());
    set({ queue: 'runs' }, (await store.runs.listUnfinished()).length);
  });
}

/** Looks back over the newest runs: one that far away is an alert in any case. */
async function lastSuccess({ store }: ServerOptions): Promise<Instant | null> {
  const { rows } = await store.runs.list(0, 200, 'sync');
  return rows.find((run) => run.state === 'done')?.finishedAt ?? null;
}

type Set = (labels: Record<string, string>, value: number) => void;

function gauge(registry: Registry, name: string, help: string, labelNames: string[], read: (set: Set) => Promise<void>): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    async collect() {
      this.reset();
      // Without labels a reset leaves a 0, and an age of 0 would say that all is well where nothing is known.
      if (labelNames.length === 0) this.remove();
      await read((labels, value) => this.set(labels, value));
    },
  });
}

function readyTotals({ store, clock }: ServerOptions) {
  return store.list.totals(
    { view: 'ready', filters: [], search: '', sort: { column: 'startsAt', direction: 'ascending' } },
    clock.now(),
  );
}

async function countInvoices({ store }: ServerOptions, push: (typeof pushStates)[number]): Promise<number> {
  return (await store.invoices.list({ push: [push], search: '', varianceOnly: false, offset: 0, limit: 1 })).total;
}

function measureRequests(app: FastifyInstance, registry: Registry): void {
  const seconds = new Histogram({
    name: 'bookledger_http_request_seconds',
    help: 'How long requests to the pages took',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: ids would make a time series each.
    const route = request.routeOptions.url ?? 'unknown';
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}
