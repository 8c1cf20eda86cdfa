import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttendeeSketch } from '../../sandbox/graph/event-parts.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.js';
import { openApp, type App } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import type { ItemQuery } from '../../src/domain/filter.js';
import type { BillingItem } from '../../src/domain/item.js';
import { silentLog } from '../../src/domain/log.js';
import { stateOf, type ItemState } from '../../src/domain/state.js';
import type { Run } from '../../src/domain/run-store.js';
import type { Store } from '../../src/domain/store.js';
import { createDesk } from '../../src/sync/actions/create-desk.js';
import type { SyncContext } from '../../src/sync/context.js';
import { runCycle } from '../../src/sync/cycle.js';
import type { CreateOptions, Desk, Selection } from '../../src/sync/desk.js';
import { writeConfig, type ConfigChanges } from './config.js';

export const salon = 'salon@fjord.test';
export const studio = 'studio@hudson.test';
/** Wednesday, noon in Copenhagen. */
export const start = '2026-06-10T10:00:00.000Z';
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const plain: CreateOptions = { takeCustomersOthers: false, billAttendee: false, invoiceDate: null };
export const notInvoiced: ItemQuery = {
  view: 'not-invoiced',
  filters: [],
  search: '',
  sort: { column: 'startsAt', direction: 'ascending' },
};
export const everything: Selection = { kind: 'all', query: notInvoiced };

/** Customer C00010 of the salon's company. */
export const anna = { name: 'Anna Karlsen', emailAddress: 'anna@x.test' };
/** Nobody in Business Central knows him yet. */
export const bo = { name: 'Bo Krag', emailAddress: 'bo@x.test' };
/** Two customers have this address: C00020 Mette and C00030 Peter. */
export const mette = { name: 'Mette Holm', emailAddress: 'shared@family.test' };

export interface Booking {
  business?: string;
  /** A service of the sandbox's business. Default: Swedish massage. */
  service?: string;
  /** ISO instant. Default: eight o'clock this morning. */
  at?: string;
  minutes?: number;
  /** Default: 60.00 fixed. */
  price?: number;
  priceType?: 'fixedPrice' | 'hourly' | 'free' | 'startingAt' | 'priceVaries' | 'callUs' | 'notSet' | 'undefined';
  /** Default: Anna. */
  who?: readonly AttendeeSketch[];
}

/** The whole product against a sandbox of its own. Both share a clock that stands still until a test moves it. */
export interface Pipeline {
  sandbox: Sandbox;
  app: App;
  store: Store;
  context: SyncContext;
  desk: Desk;
  /** The configuration's file. */
  file: string;
  now(): string;
  advance(ms: number): void;
  /** Something is booked; returns the appointment's id. */
  book(booking?: Booking): string;
  sync(settleNow?: boolean): Promise<Run>;
  /** Queues a create run and works it off. */
  create(selection?: Selection, options?: Partial<CreateOptions>): Promise<Run>;
  itemsOf(appointmentId: string): Promise<BillingItem[]>;
  /** The one item of an appointment. */
  itemOf(appointmentId: string): Promise<BillingItem>;
  stateOf(appointmentId: string): Promise<ItemState>;
  notesOf(run: Run): Promise<string[]>;
  /** Appointments on the list Bookings Not Invoiced. */
  listed(): Promise<string[]>;
  /** Drafts and posted documents of ours in the salon's company, by name of the customer. */
  documents(): Document[];
  /** Answers a route gave since the counters were cleared. */
  answers(system: 'graph' | 'businessCentral', route: string): number;
  /** The program on the same database as another process would open it: connections, waits and owner of its own. */
  again(changes?: Partial<SyncContext>): Promise<Pipeline>;
}

type CompanyState = ReturnType<Sandbox['businessCentral']['control']['state']>[number];
export type Document = CompanyState['drafts'][number];

const opened: (() => Promise<void>)[] = [];

/** Ends everything that was opened; for `afterEach`. */
export async function closePipelines(): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close();
}

/** Opens the product on an empty calendar and the seeded Business Central. */
export async function openPipeline({
  sandbox: options = {},
  ...changes
}: { sandbox?: SandboxOptions } & ConfigChanges = {}): Promise<Pipeline> {
  const directory = mkdtempSync(join(tmpdir(), 'bookledger-sync-'));
  const sandbox = await startSandbox({
    now: start,
    ...options,
    seed: { empty: true, ...options.seed },
    identity: { expiresInSeconds: 30_000_000 },
  });
  sandbox.control.setClock({ now: start, frozen: true });
  sandbox.control.settings({ faults: { throttleEarlyCalls: false } });
  opened.push(async () => {
    await sandbox.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  return openOn(sandbox, writeConfig(directory, sandbox, changes), {});
}

async function openOn(sandbox: Sandbox, file: string, changes: Partial<SyncContext>): Promise<Pipeline> {
  const app = await openApp(loadConfig(file).config, silentLog, changes.stop);
  opened.push(() => app.close());
  const now = (): string => new Date(sandbox.clock.nowMs()).toISOString();
  const context: SyncContext = { ...app.context, clock: { now }, ...changes };
  const desk = createDesk(context);
  const { store } = context;
  const itemsOf = async (appointmentId: string): Promise<BillingItem[]> => {
    const found = await Promise.all([salon, studio].map((business) => store.items.findByAppointment(business, appointmentId)));
    return found.flat();
  };
  const itemOf = async (appointmentId: string): Promise<BillingItem> => {
    const items = await itemsOf(appointmentId);
    if (items.length !== 1) throw new Error(`${appointmentId} has ${items.length} items.`);
    return items[0]!;
  };
  return {
    sandbox,
    app,
    store,
    context,
    desk,
    file,
    now,
    advance: (ms) => sandbox.clock.advance(ms),
    book: (booking) => book(sandbox, booking),
    async sync(settleNow = true) {
      const run = await runCycle(context, { requestedBy: 'test', settleNow, onChange: () => {} });
      if (run === null) throw new Error('Somebody else has the lease.');
      return run;
    },
    async create(selection = everything, options = {}) {
      const run = await desk.create(selection, { ...plain, ...options }, null, 'Kari');
      return desk.work(run.id);
    },
    itemsOf,
    itemOf,
    stateOf: async (appointmentId) => stateOf(await itemOf(appointmentId), now()),
    notesOf: async (run) => (await store.runs.notes(run.id, 0, 1000)).rows.map((note) => note.message),
    async listed() {
      const { rows } = await store.list.page(notInvoiced, now(), 0, 100);
      return rows.map(({ item }) => item.facts.appointmentId);
    },
    documents() {
      const [company] = sandbox.businessCentral.control.state();
      const ours = [...company!.drafts, ...company!.posted].filter(({ externalDocumentNumber: key }) => key.startsWith('BKG-'));
      return ours.sort((a, b) => (a.customerName < b.customerName ? -1 : 1));
    },
    answers(system, route) {
      const byStatus = sandbox.control.counters().routes[system]?.[route] ?? {};
      return Object.values(byStatus).reduce((sum, count) => sum + count, 0);
    },
    again: (more = {}) => openOn(sandbox, file, more),
  };
}

function book(sandbox: Sandbox, booking: Booking = {}): string {
  const { business = salon, service = 'Swedish massage', at = '2026-06-10T06:00:00.000Z', minutes = 60, who = [anna] } = booking;
  const { price = 60, priceType = 'fixedPrice' } = booking;
  const outcome = sandbox.control.event({
    kind: 'addAppointment',
    business,
    service,
    startDateTime: at,
    endDateTime: new Date(Date.parse(at) + minutes * minute).toISOString(),
    attendees: who,
    price,
    priceType,
  });
  return outcome.appointmentId!;
}
