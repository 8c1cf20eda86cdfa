import type { Page } from 'playwright-core';
import { openDesk, startMs, type Desk } from './desk.js';
import { listShows, rowOf, toast, totals, viewTab } from './list.js';

/** Several rows are put right in one go, and every answer can be taken back. */
let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk({
    bookings: [
      { service: 'Swedish massage', name: 'Walk-in guest', email: null, daysAgo: 1 },
      { service: 'Swedish massage', name: 'Mette Holm', email: 'shared@family.test', daysAgo: 2 },
      { service: 'Facial treatment', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 3 },
      { service: 'Open consultation', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 4 },
    ],
  });
  page = await desk.openList('?view=blocked');
  await listShows(page, ['Walk-in guest', 'Mette Holm', 'Anna Karlsen', 'Anna Karlsen']);
}, startMs);

afterAll(() => desk?.close(), startMs);

test('one customer is assigned to the people of two rows, and Undo blocks them again', async () => {
  for (const name of ['Walk-in guest', 'Mette Holm']) await rowOf(page, name).getByRole('checkbox').check();
  await correct(page, 'Assign customer…');
  const dialog = page.getByRole('dialog', { name: 'Who is the customer of these 2 bookings?' });
  await dialog.getByRole('searchbox').fill('C00020');
  await dialog.getByRole('radio', { name: /C00020/ }).check();
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await listShows(page, ['Anna Karlsen', 'Anna Karlsen']);

  await toast(page, 'Assigned; 2 bookings follow').getByRole('button', { name: 'Undo' }).click();

  await listShows(page, ['Walk-in guest', 'Mette Holm', 'Anna Karlsen', 'Anna Karlsen']);
  await rowOf(page, 'Mette Holm').getByText('Several customers fit').waitFor();
}, 90_000);

test('the item of a service is chosen from its row menu, and Undo asks for it again', async () => {
  const facial = rowOf(page, 'Anna Karlsen').filter({ hasText: 'Facial treatment' });
  await page.keyboard.press('Escape');
  await facial.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Choose item…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Which item is “Facial treatment”?' });
  await dialog.getByRole('button', { name: 'Use this item' }).click();
  await listShows(page, ['Walk-in guest', 'Mette Holm', 'Anna Karlsen']);

  await toast(page, 'Chosen; 1 booking follows').getByRole('button', { name: 'Undo' }).click();

  await facial.getByText('Item suggested').waitFor();
}, 90_000);

test('one price is set for two rows, in the currency it says', async () => {
  await page.goto('/not-invoiced?view=blocked&f.customerName=Anna*');
  await listShows(page, ['Anna Karlsen', 'Anna Karlsen']);
  await page.getByRole('checkbox', { name: 'Select everything in the filter' }).check();
  await totals(page).getByText('All 2 matching selected').waitFor();
  await correct(page, 'Set price…');
  const dialog = page.getByRole('dialog', { name: 'Set the price of 2 bookings' });
  await dialog.getByText('In EUR').waitFor();
  await dialog.getByLabel('Unit price').fill('40');
  await dialog.getByLabel('Why?').fill('As agreed by telephone');
  await dialog.getByRole('button', { name: 'Set price' }).click();
  await toast(page, 'Price set for 2 bookings').waitFor();

  await viewTab(page, 'All').click();
  await totals(page).getByText('EUR 80.00').first().waitFor();
}, 90_000);

test('of everything but one row the totals are those of the rest', async () => {
  await page.goto('/not-invoiced?view=all&f.customerName=Anna*');
  await listShows(page, ['Anna Karlsen', 'Anna Karlsen']);
  await page.getByRole('checkbox', { name: 'Select everything in the filter' }).check();
  await rowOf(page, 'Anna Karlsen').first().getByRole('checkbox').uncheck();

  await page.getByTestId('selected-totals').getByText('EUR 40.00').waitFor();
  expect(await page.getByTestId('selected-totals').innerText()).toContain('1 selected');
}, 60_000);

test('a row menu means its own row when others are chosen', async () => {
  await page.goto('/not-invoiced?view=blocked');
  await listShows(page, ['Walk-in guest', 'Mette Holm', 'Anna Karlsen']);
  await rowOf(page, 'Walk-in guest').getByRole('checkbox').check();
  await rowOf(page, 'Mette Holm').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Exclude…' }).click();
  await page.getByLabel('Why?').fill('Was a gift');
  await page.getByRole('button', { name: 'Exclude', exact: true }).click();

  await listShows(page, ['Walk-in guest', 'Anna Karlsen']);
}, 60_000);

test('what was typed stays when the service does not answer', async () => {
  await rowOf(page, 'Walk-in guest').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Mark as invoiced…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why?').fill('Paid in the shop');
  await dialog.getByRole('button', { name: 'Mark as invoiced' }).click();
  await dialog.getByText('Write the number of the document').waitFor();
  await dialog.getByLabel('Document number').fill('K-1001');
  await page.route('**/api/items/decide', (route) => route.abort());
  await dialog.getByRole('button', { name: 'Mark as invoiced' }).click();
  await dialog.getByRole('alert').getByText('Bookledger does not answer').waitFor();

  expect(await dialog.getByLabel('Why?').inputValue()).toBe('Paid in the shop');

  await page.unroute('**/api/items/decide');
  await dialog.getByRole('button', { name: 'Mark as invoiced' }).click();
  await listShows(page, ['Anna Karlsen']);
}, 60_000);

async function correct(page: Page, command: string): Promise<void> {
  await page.getByRole('button', { name: 'Correct' }).click();
  await page.getByRole('menuitem', { name: command }).click();
}
