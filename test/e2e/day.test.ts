import type { Page } from 'playwright-core';
import { openDesk, startMs, type Desk } from './desk.js';
import { arrowTo, tabTo } from './keyboard.js';
import { activeCell, listShows, rowOf, toast, viewTab } from './list.js';

/** The whole day of the desk without a mouse: nothing here clicks, and nothing is focused but by keys. */
let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk({
    bookings: [
      { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 1 },
      { service: 'Swedish massage', name: 'Mette Holm', email: 'shared@family.test', daysAgo: 2 },
      { service: 'Facial treatment', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 3 },
    ],
  });
  page = await desk.openList('', { colorScheme: 'light' });
}, startMs);

afterAll(() => desk?.close(), startMs);

test('the list shows what is finished, with what blocks it', async () => {
  await listShows(page, ['Anna Karlsen', 'Mette Holm', 'Anna Karlsen']);

  await rowOf(page, 'Mette Holm').getByText('Several customers fit').waitFor();
  await rowOf(page, 'Anna Karlsen').getByText('Item suggested').waitFor();
  expect(await page.locator('[role=row] [data-state=ready]').count()).toBe(1);
});

test('a row blocked for two possible customers is put right by assigning one', async () => {
  await tabTo(page.getByRole('tab', { selected: true }));
  await arrowTo(viewTab(page, 'Blocked'), 'ArrowRight');
  await page.keyboard.press('Enter');
  await listShows(page, ['Mette Holm', 'Anna Karlsen']);
  await tabTo(activeCell(page));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: 'Assign customer…' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Who is Mette Holm?' });
  await tabTo(dialog.getByRole('radio').first());
  await page.keyboard.press('Space');
  await tabTo(dialog.getByRole('button', { name: 'Assign' }));
  await page.keyboard.press('Enter');

  await toast(page, 'Assigned; 1 booking follows').waitFor();
  await listShows(page, ['Anna Karlsen']);
}, 60_000);

test('a service without an item is put right by choosing one, found by typing', async () => {
  await tabTo(activeCell(page));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: 'Choose item…' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Which item is “Facial treatment”?' });
  await tabTo(dialog.getByRole('searchbox'));
  await page.keyboard.type('facial');
  await tabTo(dialog.getByRole('radio', { name: /S-FACIAL/ }));
  await page.keyboard.press('Space');
  await tabTo(dialog.getByRole('button', { name: 'Use this item' }));
  await page.keyboard.press('Enter');

  await page.getByText('Nothing is blocked').waitFor();
}, 60_000);

test('all ready rows are previewed as one draft a customer, then created', async () => {
  await tabTo(page.getByRole('tab', { selected: true }));
  await arrowTo(viewTab(page, 'Ready'), 'ArrowLeft');
  await page.keyboard.press('Enter');
  await listShows(page, ['Anna Karlsen', 'Mette Holm', 'Anna Karlsen']);
  await tabTo(activeCell(page));
  await page.keyboard.press('Control+a');
  await page.getByText('All 3 matching selected').waitFor();
  await tabTo(page.getByRole('button', { name: 'Create drafts' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await arrowTo(page.getByRole('menuitem', { name: 'For 3 selected rows…' }), 'ArrowDown');
  await page.keyboard.press('Enter');
  const documents = page.getByTestId('preview-document');
  await documents.nth(1).waitFor();

  expect(await documents.count()).toBe(2);
  expect((await documents.allInnerTexts()).join('\n')).toMatch(/Anna Karlsen \(C00010\) · 2 lines[\s\S]*149\.50/);

  await tabTo(page.getByRole('button', { name: 'Create 2 drafts' }));
  await page.keyboard.press('Enter');
  await page.getByText('Created 2, skipped 0, failed 0.').waitFor();
}, 60_000);

test('the drafts stand in Business Central with their lines, and are posted there', async () => {
  const drafts = (await desk.sandbox.books()).drafts;
  const ledger = await page.context().newPage();
  await ledger.goto(desk.sandbox.ledgerUrl);
  const draft = ledger.locator('article', { hasText: 'Anna Karlsen' }).first();
  await tabTo(draft.locator('summary'));
  await ledger.keyboard.press('Enter');

  expect(drafts.map(({ customerNumber, status }) => [customerNumber, status]).sort()).toEqual([
    ['C00010', 'Draft'],
    ['C00020', 'Draft'],
  ]);
  const lines = drafts.find(({ customerNumber }) => customerNumber === 'C00010')!.lines;
  expect(lines.map(({ itemNumber, amount }) => [itemNumber, amount]).sort()).toEqual([
    ['S-FACIAL', 64.5],
    ['S-MASSAGE', 85],
  ]);

  await tabTo(draft.getByRole('button', { name: 'Post' }));
  await ledger.keyboard.press('Enter');
  const posted = ledger.getByRole('region', { name: /^Posted invoices/ }).locator('article.chosen', { hasText: 'Anna Karlsen' });
  await posted.waitFor();
  await ledger.close();
}, 60_000);

test('the posted invoice is seen under Invoices and in the view Posted', async () => {
  await tabTo(page.getByRole('dialog').getByRole('button', { name: 'Open the list of invoices' }));
  await page.keyboard.press('Enter');
  const row = page.getByRole('row', { name: /Anna Karlsen/ });
  await row.getByText('Posted', { exact: true }).waitFor();
  const { posted } = await desk.sandbox.books();
  const ours = posted.find(({ lines }) => lines.some(({ itemNumber }) => itemNumber === 'S-FACIAL') && lines.length === 2);

  expect(await row.innerText()).toContain(ours!.number);

  await tabTo(page.getByRole('navigation').getByRole('link', { name: /^Bookings not invoiced/ }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('tab', { selected: true }));
  await arrowTo(viewTab(page, 'Posted'), 'ArrowRight');
  await page.keyboard.press('Enter');
  await listShows(page, ['Anna Karlsen', 'Anna Karlsen']);
}, 60_000);
