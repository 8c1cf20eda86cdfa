import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { readCsv } from '../server/csv.js';
import { openDesk, startMs, type Desk } from './desk.js';
import { englishIn } from './english.js';
import { rowsOf } from './list.js';

/** The pages in Danish, over bookings made to be awkward: nothing of ours is left in English. */
let desk: Desk;
let context: BrowserContext;
let page: Page;

interface Row {
  id: string;
  state: string;
  problems: { code: string; message: string }[];
}
interface Run {
  id: string;
  state: string;
  error: string | null;
}

/** What the browser of a Dane asks for. */
const danish = { 'accept-language': 'da-DK' };

beforeAll(async () => {
  // Whatever the sandbox begins with: people without name or address, odd names, no currency, seats that do not add up.
  desk = await openDesk({ prepare: async () => undefined });
  context = await desk.visit({ locale: 'da-DK' });
  page = await context.newPage();
  await page.goto('/not-invoiced?view=blocked');
  await rowsOf(page).first().waitFor();
}, startMs);

afterEach(() => desk.sandbox.clearFaults());
afterAll(() => desk?.close(), startMs);

test('the list and every kind of blocked row, with what is wrong and what to do', async () => {
  const rows = await matchedRows();
  const kinds = new Map(rows.flatMap((row) => row.problems.map(({ code }) => [code, row.id] as const)));

  expect(kinds.size).toBeGreaterThanOrEqual(6);
  await expectDanish();
  for (const [code, id] of kinds) {
    await page.goto(`/not-invoiced?view=all&item=${encodeURIComponent(id)}`);
    await page.locator(`[data-problem=${code}]`).first().waitFor();
    await expectDanish();
  }
}, 90_000);

test('the price of a ready row, how it came about, and the preview with what is left out', async () => {
  const [ready] = await rowsIn('ready');
  await page.goto(`/not-invoiced?view=all&item=${encodeURIComponent(ready!.id)}`);
  await page
    .getByTestId('factbox')
    .getByText(/Fast pris|pr\. time|Gratis/)
    .waitFor();
  await expectDanish();

  await page.goto('/not-invoiced?view=not-invoiced');
  await rowsOf(page).first().waitFor();
  await page.getByRole('button', { name: 'Opret kladder' }).click();
  await page.getByRole('menuitem', { name: 'For alt på listen…' }).click();
  await page.getByTestId('preview-document').first().waitFor();
  await page
    .getByText(/udeladt/)
    .first()
    .waitFor();
  await expectDanish();
}, 60_000);

test('a filter, its meaning, and one that cannot be read', async () => {
  await page.goto('/not-invoiced?f.startsAt=t-400d..t&f.reason=no-email');
  await page.getByRole('grid').waitFor();
  await page.keyboard.press('Shift+F3');
  await page.getByText(/Start er fra den .* til den/).waitFor();
  await page.getByText('Årsag er “Ingen e-mail”.').waitFor();
  await expectDanish();

  await page.goto('/not-invoiced?f.amount=40..x');
  await page.getByRole('alert').filter({ hasText: 'Beløb: "x" er ikke et tal' }).waitFor();
  await expectDanish();
}, 60_000);

test('a file read back', async () => {
  await page.goto('/not-invoiced?view=blocked');
  await rowsOf(page).first().waitFor();
  await page.getByRole('button', { name: 'Eksportér' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /CSV/ }).click()]);
  const shown = await readFile(await download.path(), 'utf8');
  const all = await page.request.get(
    '/api/export?format=csv&view=all&columns=state,reason,problems,priceType,documentStatus&locale=da-DK',
  );

  expect(readCsv(shown, ';')[0]).toContain('Kunde');
  expect(readCsv(await all.text(), ';').map(([state]) => state)).toEqual(expect.arrayContaining(['Status', 'Klar', 'Blokeret']));
  expect(englishIn(shown + (await all.text()))).toEqual([]);
}, 60_000);

test('a run that waits, what it waits for and until when, on the clock of the business', async () => {
  await desk.sandbox.fault({
    system: 'businessCentral',
    method: 'POST',
    pattern: 'salesInvoices',
    times: null,
    action: { kind: 'status', status: 503, message: 'Vi holder fyraften.' },
  });
  const run = await createOne();
  await page.goto(`/runs/${run}`);
  await page.locator('[data-run-state=waiting]').waitFor();
  await page.getByText('Vi holder fyraften.').first().waitFor();

  const text = await expectDanish();
  expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/);
  expect(text).toMatch(/\d{1,2}\. \p{L}+\.? \d{4},? (kl\. )?\d{2}\.\d{2}/u);
}, 60_000);

test('a draft that was refused, with its history', async () => {
  await desk.sandbox.fault({
    system: 'businessCentral',
    method: 'POST',
    pattern: 'salesInvoices',
    times: null,
    action: { kind: 'status', status: 400, message: 'Perioden er lukket.' },
  });
  const run = await createOne();
  await page.goto(`/runs/${run}`);
  await page.getByTestId('run-result').getByText('Perioden er lukket.').first().waitFor();
  await expectDanish();

  await page.getByRole('link', { name: 'Faktura', exact: true }).first().click();
  await page.getByText('Afvist af Business Central').first().waitFor();
  await expectDanish();
}, 60_000);

test('a sync that failed: the banner, the list of runs, the run and its notes', async () => {
  await desk.sandbox.fault({ system: 'graph', times: null, action: { kind: 'status', status: 503 } });
  const banner = page.locator('[data-banner=sync-failed]').first();
  await banner.waitFor();
  expect(await banner.innerText()).toContain('Læs bookinger');
  await expectDanish();

  await page.goto('/runs?kind=sync');
  await page.locator('table').first().waitFor();
  await expectDanish();
  const failed = ((await (await page.request.get('/api/runs?kind=sync')).json()) as { rows: Run[] }).rows.find(
    ({ state }) => state === 'partly-failed',
  );
  await page.goto(`/runs/${failed!.id}`);
  await page.getByTestId('run').waitFor();
  const text = await expectDanish();
  expect(text).not.toMatch(/[a-z][A-Z][A-Za-z]+: \d|schedule|nudge/);
}, 60_000);

test('a decision somebody else was faster with, and the history', async () => {
  const [row] = await rowsIn('ready');
  await page.goto(`/not-invoiced?view=all&item=${encodeURIComponent(row!.id)}`);
  await page.getByTestId('factbox').getByRole('button', { name: 'Udelad…' }).click();
  await page.getByLabel('Hvorfor?').fill('Aftalt');
  await page.getByRole('dialog').getByRole('button', { name: 'Udelad', exact: true }).click();
  await page
    .getByTestId('factbox')
    .getByText(/→ Opkrævning fjernet|→ \p{L}+/u)
    .first()
    .waitFor();
  await expectDanish();

  const me = (await (await page.request.get('/api/me')).json()) as { csrfToken: string };
  const late = await page.request.post('/api/items/decide', {
    headers: { ...danish, 'x-csrf-token': me.csrfToken },
    data: { rows: [{ id: row!.id, version: 1 }], change: { kind: 'confirm', on: true }, reason: '' },
  });
  expect(await late.text()).toMatch(/Denne række blev ændret, mens du så på den\. Senest: udeladt af .* Se på den igen/);
}, 60_000);

test.each(['/overview', '/calendar', '/invoices', '/nowhere', '/runs/unknown', '/invoices/unknown'])(
  'the page %s',
  async (address) => {
    await page.goto(address);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
    await expectDanish();
  },
  60_000,
);

test('changing the language changes what the server said, too', async () => {
  const [row] = await rowsIn('blocked');
  await page.goto(`/not-invoiced?view=all&item=${encodeURIComponent(row!.id)}`);
  await page.locator('[data-problem]').first().waitFor();
  await page.getByRole('button', { name: 'Sprog og farver' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await page.waitForFunction((text) => !document.body.innerText.includes(text), row!.problems[0]!.message);

  expect(englishIn(await page.locator('[data-problem]').first().innerText())).not.toEqual([]);
}, 60_000);

/** All that a person can read on the page, hints included, is Danish. Gives the text. */
async function expectDanish(): Promise<string> {
  const text = await page.evaluate(() => {
    const hints = [...document.querySelectorAll('[title], [aria-label]')].flatMap((element) => [
      element.getAttribute('title') ?? '',
      element.getAttribute('aria-label') ?? '',
    ]);
    return [document.body.innerText, ...hints].join('\n');
  });
  expect(englishIn(text)).toEqual([]);
  return text;
}

/** The blocked rows once the first sync has matched them all with Business Central. */
async function matchedRows(): Promise<Row[]> {
  for (;;) {
    const rows = await rowsIn('blocked');
    if (!rows.some(({ problems }) => problems.some(({ code }) => code === 'not-mapped'))) return rows;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

async function rowsIn(view: string): Promise<Row[]> {
  const response = await page.request.get(`/api/items?view=${view}&limit=500`, { headers: danish });
  return ((await response.json()) as { rows: Row[] }).rows;
}

/** Asks for a draft of one ready row. Gives the run. */
async function createOne(): Promise<string> {
  const [row] = await rowsIn('ready');
  const me = (await (await page.request.get('/api/me')).json()) as { csrfToken: string };
  const body = { selection: { kind: 'items', ids: [row!.id] }, options: {} };
  const headers = { 'x-csrf-token': me.csrfToken };
  const preview = (await (await page.request.post('/api/preview', { headers, data: body })).json()) as { dataVersion: string };
  const run = await page.request.post('/api/runs', { headers, data: { ...body, dataVersion: preview.dataVersion } });
  return ((await run.json()) as Run).id;
}
