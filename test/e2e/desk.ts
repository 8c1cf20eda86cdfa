import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { stringify } from 'yaml';
import { startChromium } from './chromium.js';
import { findSteadyPort, startProgram, type Program } from './processes.js';
import { startSandboxProcess, type SandboxProcess } from './sandbox.js';

export const anna = 'Anna Lind, finance';
export const bo = 'Bo Krag, finance';

/** How long a page may take to show what it is waited for, on a busy machine. */
export const patienceMs = 20_000;
/** For `beforeAll`. */
export const startMs = 90_000;

/** A finished booking in the salon. */
export interface Booked {
  service: string;
  name: string;
  email: string | null;
  /** Whole days before now at which it ended; negative for one to come. */
  daysAgo: number;
  price?: number;
  business?: string;
}

export interface Desk {
  url: string;
  sandbox: SandboxProcess;
  browser: Browser;
  /** A browser of its own, as another person's machine. */
  visit(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** The list in a new browser of its own, with its rows there. */
  openList(query?: string, options?: BrowserContextOptions): Promise<Page>;
  book(...bookings: Booked[]): Promise<string[]>;
  stopService(): Promise<void>;
  /** At the address it had. */
  startService(): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  bookings?: readonly Booked[];
  /** Flags of `sandbox start`. */
  sandboxFlags?: readonly string[];
  /** Instead of `bookings`. */
  prepare?: (sandbox: SandboxProcess) => Promise<void>;
  /** Laid over the `sync` settings. */
  sync?: object;
}

/** The real daemon on free ports against the sandbox, each in a process of its own, with short intervals; and one Chromium. */
export async function openDesk({ bookings = [], sandboxFlags = [], prepare, sync = {} }: DeskOptions = {}): Promise<Desk> {
  const directory = await mkdtemp(join(tmpdir(), 'bookledger-e2e-'));
  const [sandbox, browser] = await Promise.all([startSandboxProcess(directory, sandboxFlags), startChromium()]);
  if (prepare) await prepare(sandbox);
  else await sandbox.control('POST', '/seed', { empty: true });
  await book(sandbox, bookings);
  const config = join(directory, 'bookledger.yaml');
  const start = async (port: number) => {
    await writeFile(config, configFor(sandbox, port, sync));
    return startProgram(['dist/src/cli.js', 'serve', '--config', config], 'stderr', addressIn);
  };
  let service: Program = await start(await findSteadyPort());
  const url = service.found;
  const visit = (options: BrowserContextOptions = {}) => openContext(browser, url, options);
  return {
    url,
    sandbox,
    browser,
    visit,
    openList: async (query = '', options = {}) => openList(await visit(options), query),
    book: (...more) => book(sandbox, more),
    stopService: () => service.stop(),
    async startService() {
      service = await start(Number(new URL(url).port));
    },
    async close() {
      await browser.close();
      await service.stop();
      await sandbox.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function openContext(browser: Browser, url: string, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    viewport: { width: 1400, height: 900 },
    // The sandbox's ledger page has a certificate of its own making.
    ignoreHTTPSErrors: true,
    acceptDownloads: true,
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  context.setDefaultNavigationTimeout(3 * patienceMs);
  return context;
}

async function openList(context: BrowserContext, query: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/not-invoiced${query}`);
  await page.locator('[role=row][data-id]').first().waitFor();
  return page;
}

async function book(sandbox: SandboxProcess, bookings: readonly Booked[]): Promise<string[]> {
  const ids: string[] = [];
  const hour = new Date().setUTCMinutes(0, 0, 0);
  for (const { service, name, email, daysAgo, price, business = 'salon@fjord.test' } of bookings) {
    const startDateTime = new Date(hour - daysAgo * 86_400_000 - 3 * 3_600_000 - ids.length * 60_000).toISOString();
    const attendees = [{ name, emailAddress: email }];
    const { appointmentId } = await sandbox.event({
      kind: 'addAppointment',
      business,
      service,
      startDateTime,
      attendees,
      ...(price !== undefined && { price }),
    });
    ids.push(appointmentId);
  }
  return ids;
}

function addressIn(line: string): string | null {
  if (!line.includes('"msg":"listening"')) return null;
  return (JSON.parse(line) as { url: string }).url;
}

function configFor(sandbox: SandboxProcess, port: number, sync: object): string {
  const { tenantId, clientId, clientSecret } = sandbox.credentials;
  return stringify({
    database: 'sqlite:bookledger.db',
    signIn: { authority: new URL(sandbox.authorityUrl).origin, tenantId, clientId, clientSecret, caFile: sandbox.caFile },
    bookings: { baseUrl: sandbox.graphUrl },
    businessCentral: { baseUrl: sandbox.businessCentralUrl },
    // A longer Retry-After is not slept through, so that the pages can say what is waited for.
    retry: { retries: 1, minDelay: '20ms', maxDelay: '200ms', maxRetryAfter: '1s' },
    sync: {
      schedule: '*/2 * * * * *',
      nudgePoll: '200ms',
      settle: { every: '500ms', sweep: '2s', overlap: '10m' },
      cards: { retryDelays: ['1s'] },
      push: { retryDelays: ['1s'] },
      ...sync,
    },
    templates: resolve('config/templates'),
    server: { port, demoUsers: [anna, bo], rateLimitPerMinute: 100_000 },
  });
}
