import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { BillingItem, ItemBilling, ItemFacts } from '../../src/domain/item.js';
import type { ErpInvoice, ErpInvoiceLine, Invoice } from '../../src/domain/invoice.js';
import type { Store } from '../../src/domain/store.js';
import { openStore } from '../../src/store/open.js';
import { createRunEvents, type RunEvents } from '../../src/server/events.js';
import { defaultCues } from '../../src/server/cues.js';
import { defaultLimits, type ServerOptions, type StatusFacts } from '../../src/server/options.js';
import { buildServer } from '../../src/server/server.js';
import type { Desk } from '../../src/sync/desk.js';
import { businessId, companyId, invoice, invoiceLine, itemBilling, itemFacts, now, run } from './builders.js';

/** A server over a real SQLite store, with the desk's answers written down by the test. */
export interface TestServer {
  app: FastifyInstance;
  store: Store;
  events: RunEvents;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** With the token and cookie a page would send. */
  post(url: string, payload?: InjectOptions['payload']): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export interface TestOptions extends Omit<Partial<ServerOptions>, 'desk' | 'limits' | 'status'> {
  desk?: Partial<Desk>;
  limits?: Partial<ServerOptions['limits']>;
  status?: Partial<StatusFacts>;
}

export async function openServer({ desk, limits, status, ...rest }: TestOptions = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'bookledger-server-'));
  const store = await openStore({ kind: 'sqlite', file: join(directory, 'test.sqlite') }, { now: () => now });
  const events = createRunEvents((error) => {
    throw error;
  });
  const options: ServerOptions = {
    store,
    desk: { ...quietDesk, ...desk },
    clock: { now: () => now },
    cardUrl: (company, kind, number) => `https://bc.test/${company}/${kind}/${number}`,
    appointmentUrl: () => null,
    periodOf: ({ startsAt }) => ({ from: `${startsAt.slice(0, 7)}-01`, to: `${startsAt.slice(0, 7)}-30` }),
    status: async () => ({ ...statusFacts, ...status }),
    events,
    actor: { kind: 'loopback', name: 'Kari' },
    limits: { ...defaultLimits, ...limits },
    cues: defaultCues,
    uiDirectory: null,
    metrics: new Registry(),
    log: pino({ level: 'silent' }),
    secureCookies: false,
    ...rest,
  };
  const app = await buildServer(options);
  return {
    app,
    store: options.store,
    events: options.events,
    get: (url, headers = {}) => app.inject({ method: 'GET', url, headers }),
    post: (url, payload) => postAsPage(app, url, payload),
    async close() {
      await app.close();
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function postAsPage(app: FastifyInstance, url: string, payload: InjectOptions['payload']): Promise<LightMyRequestResponse> {
  const me = await app.inject({ method: 'GET', url: '/api/me' });
  const cookies = Object.fromEntries(me.cookies.map((cookie) => [cookie.name, cookie.value]));
  const headers = { 'x-csrf-token': me.json<{ csrfToken: string }>().csrfToken };
  return app.inject({ method: 'POST', url, cookies, headers, ...(payload !== undefined && { payload }) });
}

export const statusFacts: StatusFacts = {
  dataAsOf: '2026-06-15T07:30:00.000Z',
  nextSyncAt: '2026-06-15T08:30:00.000Z',
  syncRunning: false,
  banners: [],
  businesses: [{ id: businessId, displayName: 'Salon Fjord', timeZone: 'Europe/Oslo', currency: 'NOK', companyId }],
  companies: [{ id: companyId, name: 'Fjord AS' }],
  rulesVersion: 'rules-1',
  version: '1.2.3',
  migrationsCurrent: true,
  lease: { owner: 'one', expiresAt: '2026-06-15T08:01:00.000Z' },
};

/** A desk that has nothing to do: a test gives the answers it needs. */
const quietDesk: Desk = {
  preview: async () => ({ documents: [], leftOut: [], offeredOthers: 0, dataVersion: 'v1' }),
  create: async () => run({ state: 'queued' }),
  work: async () => run(),
  decide: async () => [],
  assignCustomer: () => Promise.reject(new Error('Not expected.')),
  mapService: () => Promise.reject(new Error('Not expected.')),
  retry: async () => 0,
  searchCustomers: async () => [],
  searchItems: async () => [],
  withdraw: async () => ({ returnedItems: 0 }),
  syncNow: async () => undefined,
};

/** Saves an item as a reading and a mapping would. */
export async function seedItem(
  store: Store,
  facts: Partial<ItemFacts> = {},
  billing: Partial<ItemBilling> = {},
): Promise<BillingItem> {
  const [item] = await seedItems(store, [itemFacts(facts)], billing);
  return item!;
}

export async function seedItems(
  store: Store,
  facts: readonly ItemFacts[],
  billing: Partial<ItemBilling> = {},
): Promise<BillingItem[]> {
  await store.appointments.saveReadings(
    facts.map((one) => ({
      businessId: one.businessId,
      appointmentId: one.appointmentId,
      startsAt: one.startsAt,
      endsAt: one.endsAt,
      lastUpdatedAt: one.lastUpdatedAt,
      fingerprint: null,
      complete: true,
      readAt: now,
      items: [one],
    })),
  );
  const ids = facts.map((one) => one.id);
  const read = await store.items.find(ids);
  const results = read.map((item) => ({ itemId: item.facts.id, version: item.version, billing: itemBilling(billing) }));
  await store.items.saveMapping(results, now);
  return store.items.find(ids);
}

/** Claims an item for an invoice, as creating a draft does. */
export async function seedInvoice(store: Store, item: BillingItem, overrides: Partial<Invoice> = {}): Promise<Invoice> {
  const claimed = invoice(overrides);
  await store.transaction(async (tx) => {
    await tx.invoices.insert(claimed, [invoiceLine(claimed.id, item.facts.id)]);
    await tx.items.claim(claimed.id, [{ id: item.facts.id, version: item.version }], now);
  });
  return claimed;
}

/** Records that BC made the draft. */
export async function seedCreated(
  store: Store,
  of: Invoice,
  erp: ErpInvoice,
  variance = '0',
  lines: readonly ErpInvoiceLine[] = [],
): Promise<void> {
  const sending = await store.invoices.beginPush(of.id, of.version, now, now);
  if (sending === null) throw new Error('The invoice is not due.');
  await store.invoices.recordCreated(of.id, sending.version, erp, lines, variance, now);
}
