import type { Page } from 'playwright-core';
import { openDesk, startMs, type Desk } from './desk.js';
import { listShows, rowOf, toast } from './list.js';

/** D.1.12: chosen rows are moved into another billing period and back. */
let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk({
    bookings: [
      { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 1 },
      { service: 'Swedish massage', name: 'Mette Holm', email: 'mette@x.test', daysAgo: 2 },
    ],
  });
  page = await desk.openList('?view=all');
  await listShows(page, ['Anna Karlsen', 'Mette Holm']);
}, startMs);

afterAll(() => desk?.close(), startMs);

test('D.1.12: Change period under Correct moves all chosen rows, the panel shows where from, and Undo brings them back', async () => {
  await rowOf(page, 'Anna Karlsen').getByText('Swedish massage').click();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Correct' }).click();
  await page.getByRole('menuitem', { name: 'Change period…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move 2 bookings into another period' });
  await dialog.getByLabel('A day of the new period').fill('2031-03-15');
  await dialog.getByLabel('Why?').fill('Billed with March');
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await toast(page, '2 bookings moved into another period').waitFor();

  await rowOf(page, 'Anna Karlsen').getByText('Anna Karlsen').dblclick();
  const panel = page.getByRole('complementary', { name: 'Booking' });
  await panel.getByText(/^Billed in .*2031.* instead of/).waitFor();
  await panel.getByText('Moved into another period').waitFor();

  await toast(page, '2 bookings moved').last().getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'what held before holds again').waitFor();
  await panel.getByText(/^Billed in/).waitFor({ state: 'hidden' });
}, 90_000);
