import type { Page } from 'playwright-core';
import { openDesk, startMs, type Desk } from './desk.js';
import { listShows, toast } from './list.js';

/** The invoices by where they stand: drafts, posted, withdrawn; in the address, counted and in order. */
let desk: Desk;
let page: Page;
let postedId: string;

beforeAll(async () => {
  desk = await openDesk({
    bookings: [
      { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 1 },
      { service: 'Manicure', name: 'Freja Lund', email: 'freja@lund.test', daysAgo: 2 },
      { service: 'Swedish massage', name: 'Zita Zorn', email: 'zita@zorn.test', daysAgo: 3, price: 400 },
    ],
  });
  page = await desk.openList('?view=ready');
  await listShows(page, ['Anna Karlsen', 'Freja Lund', 'Zita Zorn']);
  await page.getByRole('button', { name: 'Create drafts' }).click();
  await page.getByRole('menuitem', { name: 'For everything in the list…' }).click();
  await page.getByRole('button', { name: 'Create 3 drafts' }).click();
  await page.getByText('Created 3, skipped 0, failed 0.').waitFor();
  postedId = (await desk.sandbox.books()).drafts.find(({ customerName }) => customerName === 'Anna Karlsen')!.invoiceId;
  await desk.sandbox.control('POST', '/businessCentral/post', { invoiceId: postedId });
}, startMs);

afterAll(() => desk?.close(), startMs);

const customers = () => page.locator('tbody tr td:nth-child(2)').allInnerTexts();
const tab = (name: RegExp) => page.getByRole('tab', { name });

test('each state has a view with its count, and the address says which', async () => {
  await page.goto('/invoices');
  await tab(/^Posted\s*1$/).waitFor();
  await tab(/^Drafts\s*2$/).click();
  await page.waitForURL(/standing=draft/);
  await page.getByRole('row', { name: /Anna Karlsen/ }).waitFor({ state: 'detached' });

  await page.reload();
  await tab(/^Drafts\s*2$/)
    .and(page.locator('[aria-selected=true]'))
    .waitFor();
  await page.getByRole('row', { name: /Zita Zorn/ }).waitFor();

  expect(await customers()).toHaveLength(2);
}, 60_000);

test('a withdrawn draft moves to the cancelled, and a search counts what it finds', async () => {
  await page
    .getByRole('row', { name: /Freja Lund/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('button', { name: 'Withdraw draft…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await toast(page, 'Draft withdrawn; 1 booking returned to the list').waitFor();
  await page.goto('/invoices?standing=cancelled');
  await page.getByRole('row', { name: /Freja Lund/ }).waitFor();

  await page.getByRole('searchbox').fill('zorn');

  await tab(/^All\s*1$/).waitFor();
  await page.getByText('Nothing matches').waitFor();
  await tab(/^Drafts\s*1$/).click();
  await page.getByRole('row', { name: /Zita Zorn/ }).waitFor();
}, 60_000);

test('headings put the invoices in order, one way and the other', async () => {
  await page.goto('/invoices');
  const byCustomer = page.getByRole('columnheader', { name: 'Customer' });
  await byCustomer.getByRole('button').click();
  await page.waitForURL(/sort=customerName/);
  await page.locator('tbody tr').first().getByText('Anna Karlsen').waitFor();
  await byCustomer.getByRole('button').click();
  await page.locator('tbody tr').first().getByText('Zita Zorn').waitFor();
  expect(await byCustomer.getAttribute('aria-sort')).toBe('descending');

  await page.getByRole('columnheader', { name: 'Expected total' }).getByRole('button').click();
  await page.locator('tbody tr').first().getByText('Freja Lund').waitFor();
}, 60_000);

test('a posted invoice that finance cancels tells the credit memo that cancelled it (D.1.8)', async () => {
  await desk.sandbox.control('POST', '/businessCentral/cancel', { invoiceId: postedId });
  await page.goto('/invoices?standing=cancelled');
  const row = page.getByRole('row', { name: /Anna Karlsen/ });
  await page.getByRole('columnheader', { name: 'Credit memo' }).waitFor();
  const cells = await row.getByRole('cell').allInnerTexts();

  await row.getByRole('link').first().click();

  const memo = page.locator('dt', { hasText: 'Credit memo' }).locator('xpath=following-sibling::dd[1]');
  expect(await memo.innerText()).toMatch(/^\d+ · /);
  expect(cells.at(-1)).toBe(await memo.innerText());
  await page.getByText('Credit memo in Business Central').waitFor();
}, 60_000);
