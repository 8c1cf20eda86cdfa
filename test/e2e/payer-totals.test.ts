import type { Page } from 'playwright-core';
import { openDesk, startMs, type Desk } from './desk.js';
import { listShows } from './list.js';

/** Totals by payer below the list (D.1.4): of the filter, of the choice, and a payer's name filters to it. */
let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk({
    bookings: [
      { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 1 },
      { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 2 },
      ...[4, 5, 6, 7, 8, 9, 10].map((daysAgo) => ({ service: 'Manicure', name: 'Zita Zorn', email: 'zita@zorn.test', daysAgo })),
      { service: 'Swedish massage', name: 'Freja Lund', email: 'freja@lund.test', daysAgo: 3 },
    ],
  });
  page = await desk.openList('?view=ready');
  await listShows(page, ['Anna Karlsen', 'Anna Karlsen', 'Freja Lund', ...Array<string>(7).fill('Zita Zorn')]);
}, startMs);

afterAll(() => desk?.close(), startMs);

const pane = () => page.getByTestId('payer-totals');
const toggle = () => page.getByRole('button', { name: 'Totals by payer', exact: true });
const payers = async () => (await pane().locator('tbody tr td:first-child').allInnerTexts()).map((text) => text.split(' (')[0]);

test('opens with the keyboard, sums up the filter and then the choice, and gives the focus back', async () => {
  await toggle().focus();
  await page.keyboard.press('Enter');
  await pane().getByRole('heading', { name: 'By payer: all 10 bookings in the list' }).waitFor();
  await pane()
    .getByRole('row', { name: /^Anna Karlsen .*2 2 170\.00/ })
    .waitFor();
  expect(await payers()).toEqual(['Zita Zorn', 'Anna Karlsen', 'Freja Lund']);

  await page.getByRole('checkbox', { name: /Select .*Freja Lund/ }).check();
  await pane().getByRole('heading', { name: 'By payer: the 1 selected booking' }).waitFor();
  await pane()
    .getByRole('row', { name: /Anna Karlsen/ })
    .waitFor({ state: 'detached' });
  expect(await payers()).toEqual(['Freja Lund']);

  await pane()
    .getByRole('button', { name: /Freja Lund/ })
    .focus();
  await page.keyboard.press('Escape');
  await pane().waitFor({ state: 'detached' });
  expect(await toggle().evaluate((button) => button === document.activeElement)).toBe(true);
}, 60_000);

test("a payer's name filters the list to what is billed to them", async () => {
  await toggle().click();
  await pane()
    .getByRole('button', { name: /Freja Lund/ })
    .click();

  await listShows(page, ['Freja Lund']);
  expect(new URL(page.url()).searchParams.get('f.billToNumber')).toMatch(/^C\d+$/);
}, 60_000);

test('the panel lists what else the payer has open, and leads to all of it in the list', async () => {
  await page.goto('/not-invoiced?view=ready&f.customerName=Anna*');
  await page.getByRole('gridcell', { name: 'Anna Karlsen' }).first().dblclick();
  const section = page.getByTestId('factbox').locator('section', { hasText: 'Other open bookings of Anna Karlsen' });
  await section.getByText('Swedish massage').waitFor();
  expect(await section.getByRole('listitem').count()).toBe(1);

  await page.goto('/not-invoiced?view=ready&f.customerName=Zita*');
  await listShows(page, Array<string>(7).fill('Zita Zorn'));
  await page.getByRole('gridcell', { name: 'Zita Zorn' }).first().dblclick();
  const ofZita = page.getByTestId('factbox').locator('section', { hasText: 'Other open bookings of Zita Zorn' });
  await ofZita.getByRole('listitem').first().waitFor();
  expect(await ofZita.getByRole('listitem').count()).toBe(5);
  await ofZita.getByRole('link', { name: 'Show all 6' }).click();
  await page.waitForURL(/f\.billToNumber=C\d+/);
  await listShows(page, Array<string>(7).fill('Zita Zorn'));
}, 60_000);
