import type { Page } from 'playwright-core';
import { anna, bo, openDesk, startMs, type Desk } from './desk.js';
import { listShows, rowOf, toast } from './list.js';

/** Two people, each at a machine of their own, on the same rows. */
let desk: Desk;
let annas: Page;
let bos: Page;

beforeAll(async () => {
  desk = await openDesk({
    bookings: [
      { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 1 },
      { service: 'Swedish massage', name: 'Anders og Bodil Lund', email: 'b@x.test', daysAgo: 2 },
      { service: 'Swedish massage', name: 'Acme', email: 'office@acme.test', daysAgo: 3 },
    ],
  });
  annas = await desk.openList('?view=ready');
  bos = await desk.openList('?view=ready');
  await actAs(bos, bo);
  for (const page of [annas, bos]) await listShows(page, ['Anna Karlsen', 'Anders og Bodil Lund', 'Acme']);
}, startMs);

afterAll(() => desk?.close(), startMs);

test('the second to exclude a row is told that it changed, and nothing of the first is lost', async () => {
  await holdStill(bos);
  await ask(annas, 'Acme', 'Exclude…');
  await ask(bos, 'Acme', 'Exclude…');
  await answer(annas, 'Exclude', 'Birthday present');
  await toast(annas, '1 booking excluded').waitFor();
  await answer(bos, 'Exclude', 'I thought so too');

  await toast(bos, /1 booking was not changed.*Anna Lind, finance/s).waitFor();
  const history = await historyOf(bos, 'Acme');
  expect(history.map(({ actor, reason }) => [actor, reason])).toContainEqual([anna, 'Birthday present']);
  expect(history.map(({ reason }) => reason)).not.toContain('I thought so too');
}, 60_000);

test('of two who create drafts for the same row the second is told who was first, and one draft exists', async () => {
  await bos.unroute('**/api/events');
  await bos.goto('/not-invoiced?view=ready');
  await annas.goto('/not-invoiced?view=ready');
  await openPreview(annas, 'Anna Karlsen');
  await openPreview(bos, 'Anna Karlsen');
  await annas.getByRole('button', { name: 'Create 1 draft' }).click();
  await annas.getByText('Created 1, skipped 0, failed 0.').waitFor();
  await bos.getByRole('button', { name: 'Create 1 draft' }).click();

  await bos.getByRole('alert').filter({ hasText: 'Nothing was created' }).waitFor();
  await bos.getByText('Nothing would be created').waitFor();
  const drafts = (await desk.sandbox.books()).drafts.filter(({ customerNumber }) => customerNumber === 'C00010');
  expect(drafts).toHaveLength(1);
}, 60_000);

test('a second run over a row that is on a draft already says whose draft it is', async () => {
  await bos.goto('/not-invoiced?view=all');
  await openPreview(bos, 'Anna Karlsen');

  await bos.getByText('Nothing would be created').waitFor();
  await bos.getByRole('link', { name: 'See the run that has it' }).click();
  await bos.getByText('Creation of drafts').waitFor();
  expect(await bos.locator('main').innerText()).toContain(anna);
}, 60_000);

test('a run over rows of which one is taken makes the rest, and names who took the other', async () => {
  await bos.goto('/not-invoiced?view=all');
  await listShows(bos, ['Anna Karlsen', 'Anders og Bodil Lund', 'Acme']);
  for (const customer of ['Anna Karlsen', 'Anders og Bodil Lund']) await rowOf(bos, customer).getByRole('checkbox').check();
  await bos.getByRole('button', { name: 'Create drafts' }).click();
  await bos.getByRole('menuitem', { name: 'For 2 selected rows…' }).click();
  await bos.getByRole('button', { name: 'Create 1 draft' }).click();
  const result = bos.getByTestId('run-result');

  await result.getByText('Created 1, skipped 1, failed 0.').waitFor();
  expect(await result.innerText()).toContain(anna);
  const drafts = (await desk.sandbox.books()).drafts.map(({ customerNumber }) => customerNumber).sort();
  expect(drafts).toEqual(['C00010', 'C00050']);
}, 60_000);

async function actAs(page: Page, user: string): Promise<void> {
  await page.getByRole('button', { name: /^Acting as/ }).click();
  await page.getByRole('menuitemradio', { name: user }).click();
  await page.getByRole('button', { name: `Acting as ${user}` }).waitFor();
}

/** From here on the page hears nothing from the server by itself, as when a message is late. */
async function holdStill(page: Page): Promise<void> {
  await page.route('**/api/events', (route) => route.abort());
  await page.reload();
  await rowOf(page, 'Acme').waitFor();
}

async function ask(page: Page, customer: string, command: string): Promise<void> {
  await rowOf(page, customer).click({ button: 'right' });
  await page.getByRole('menuitem', { name: command }).click();
  await page.getByRole('dialog').getByLabel('Why?').waitFor();
}

async function answer(page: Page, button: string, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why?').fill(reason);
  await dialog.getByRole('button', { name: button, exact: true }).click();
}

async function openPreview(page: Page, customer: string): Promise<void> {
  await rowOf(page, customer).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Create draft…' }).click();
  await page.getByRole('dialog', { name: 'Preview of drafts' }).getByText('Bill the attendee instead').waitFor();
}

interface AuditLine {
  actor: string;
  reason: string | null;
}

async function historyOf(page: Page, customer: string): Promise<AuditLine[]> {
  const found = await page.request.get('/api/items', { params: { view: 'all', search: customer } });
  const { rows } = (await found.json()) as { rows: { id: string }[] };
  const detail = await page.request.get(`/api/items/${rows[0]!.id}`);
  return ((await detail.json()) as { history: AuditLine[] }).history;
}
