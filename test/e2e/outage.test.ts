import type { Page } from 'playwright-core';
import { openDesk, startMs, type Booked, type Desk } from './desk.js';
import { listShows, rowOf, rowsOf, toast } from './list.js';

/** What the desk sees while one of the two sides, or our own service, does not answer. */
let desk: Desk;
let page: Page;

const names = ['Anna Karlsen', 'Anders og Bodil Lund', 'Acme', 'Lena Friis', 'Nina Ny', 'Olav Vik'];
const bookings: Booked[] = [
  ['Anna Karlsen', 'anna@x.test'],
  ['Bodil Lund', 'b@x.test'],
  ['Acme reception', 'office@acme.test'],
  ['Lena Friis', 'lena@x.test'],
  ['Nina Ny', 'nina.new@x.test'],
  ['Olav Vik', 'olav@x.test'],
].map(([name, email], index) => ({ service: 'Swedish massage', name: name!, email: email!, daysAgo: index + 1 }));

beforeAll(async () => {
  desk = await openDesk({ bookings, sync: { vanish: { secondLook: '1s', guardShare: 0.2, guardMinimum: 2 } } });
  page = await desk.openList();
  await listShows(page, names);
}, startMs);

afterEach(() => desk.sandbox.clearFaults());
afterAll(() => desk?.close(), startMs);

const outages = [
  ['Bookings refuses access', 'until somebody gives us access to Microsoft Bookings', { kind: 'forbidden' }],
  ['Bookings is down', 'until Microsoft Bookings answers again', { kind: 'status', status: 503 }],
  ['Bookings throttles', 'because Microsoft Bookings asked for a pause', { kind: 'status', status: 429, retryAfter: '4' }],
] as const;

test.each(outages)(
  'while %s a banner says so and until when, the list stays with its age, and recovery clears it',
  async (_, waits, action) => {
    await desk.sandbox.fault({ system: 'graph', times: null, action });
    const banner = page.locator('[data-banner=sync-failed]').filter({ hasText: waits }).first();
    await banner.waitFor();
    const asOf = await ageShown(page);

    expect(await rowsOf(page).count()).toBe(names.length);
    expect(await banner.innerText()).toMatch(/Next attempt at \d\d:\d\d CES?T\./);
    expect(await banner.innerText()).not.toMatch(/\d{4}-\d\d-\d\dT/);
    expect(asOf).not.toBe('');

    await desk.sandbox.clearFaults();
    await banner.waitFor({ state: 'detached' });
    await page.waitForFunction(
      (before) => document.querySelector('[data-testid=data-age] time')?.getAttribute('datetime') !== before,
      asOf,
    );
  },
  60_000,
);

test('when most bookings vanish at once nothing is cancelled, and an alert asks a person to look', async () => {
  await desk.sandbox.fault({ system: 'graph', pattern: 'calendarView', times: null, action: { kind: 'truncateList' } });
  const alert = page.locator('[data-banner=source-shrunk]');
  await alert.waitFor();

  await listShows(page, names);
  expect(await alert.innerText()).toMatch(/\d/);

  await desk.sandbox.clearFaults();
  await alert.waitFor({ state: 'detached' });
  await listShows(page, names);
}, 60_000);

test('while Business Central is down drafts wait, saying for what, and are made once when it is back', async () => {
  await desk.sandbox.fault({ system: 'businessCentral', times: null, action: { kind: 'status', status: 503 } });
  await rowOf(page, 'Anna Karlsen').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Create draft…' }).click();
  await page.getByRole('button', { name: 'Create 1 draft' }).click();
  const run = page.getByTestId('run');
  await page.locator('[data-run-state=waiting]').waitFor();

  expect(await run.innerText()).toMatch(/503|answer|reach|unavailable/i);
  expect(await run.innerText()).toMatch(/Next attempt at \d\d:\d\d CES?T\./);
  await listShows(page, names.slice(1));

  await desk.sandbox.clearFaults();
  await run.getByText('Created 1, skipped 0, failed 0.').waitFor();
  expect((await desk.sandbox.books()).drafts).toHaveLength(1);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}, 60_000);

test('a failed fetch shows what failed with a way to try again, never an empty list', async () => {
  await page.route('**/api/items?*', (route) => route.abort());
  await page.goto('/not-invoiced?search=acme');
  const failure = page.getByRole('alert').filter({ hasText: 'Could not load' });
  await failure.waitFor();

  expect(await page.getByText('Nothing matches the filter').count()).toBe(0);
  expect(await failure.innerText()).toContain('Bookledger does not answer');

  await page.unroute('**/api/items?*');
  await failure.getByRole('button', { name: 'Try again' }).click();
  await listShows(page, ['Acme']);
  await failure.waitFor({ state: 'detached' });
}, 60_000);

test('while our own service is gone the rows stay, a refusal says so, and the pages find it again by themselves', async () => {
  await page.goto('/not-invoiced?view=ready');
  await rowOf(page, 'Acme').waitFor();
  const shown = await rowsOf(page).count();
  await desk.stopService();
  await page.getByText('The state of the service is unknown.').waitFor({ timeout: 40_000 });

  expect(await rowsOf(page).count()).toBe(shown);
  await rowOf(page, 'Acme').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Check again' }).click();
  await toast(page, 'That was not done').waitFor();

  await desk.startService();
  await page.getByText('The state of the service is unknown.').waitFor({ state: 'detached', timeout: 60_000 });
  expect(await rowsOf(page).count()).toBe(shown);
}, 120_000);

function ageShown(of: Page): Promise<string> {
  return of.evaluate(() => document.querySelector('[data-testid=data-age] time')?.getAttribute('datetime') ?? '');
}
