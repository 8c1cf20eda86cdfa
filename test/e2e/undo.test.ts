import type { Locator, Page } from 'playwright-core';
import { bo, openDesk, startMs, type Desk } from './desk.js';
import { listShows, rowOf, toast } from './list.js';

/** Undo gives back what held before, also where that was a decision itself. */
let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk({
    bookings: [{ service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 1 }],
  });
  page = await desk.openList('?view=all');
  await listShows(page, ['Anna Karlsen']);
}, startMs);

afterAll(() => desk?.close(), startMs);

test('of two prices Undo bills the first again, and the panel leads back to none', async () => {
  await setPrice('40', 'First agreement');
  // A second decision on the row as it was before the first would be refused.
  await rowOf(page, 'Anna Karlsen').getByText('40.00').first().waitFor();
  await setPrice('55', 'Second agreement');
  await rowOf(page, 'Anna Karlsen').getByText('55.00').first().waitFor();

  await toast(page, 'Price set for 1 booking').last().getByRole('button', { name: 'Undo' }).click();

  await toast(page, 'what held before holds again').waitFor();
  await rowOf(page, 'Anna Karlsen').getByText('40.00').first().waitFor();
  const panel = await openPanel();
  await panel.getByText('First agreement').first().waitFor();
  await panel.getByRole('button', { name: 'Undo' }).click();
  await rowOf(page, 'Anna Karlsen').getByText('85.00').first().waitFor();
  await page.keyboard.press('Escape');
}, 90_000);

test('of two exclusions Undo leaves the first, with its reason', async () => {
  await exclude('Was a gift');
  await decide('Mark as invoiced…', 'Mark as invoiced', { 'Document number': 'K-1001', 'Why?': 'Paid in the shop' });

  await toast(page, '1 booking excluded').last().getByRole('button', { name: 'Undo' }).click();

  const panel = await openPanel();
  await panel.getByText('Was a gift').first().waitFor();
  await rowOf(page, 'Anna Karlsen').getByText('Excluded').waitFor();
  await panel.getByRole('button', { name: 'Undo' }).click();
  await rowOf(page, 'Anna Karlsen').getByText('Ready').waitFor();
  await page.keyboard.press('Escape');
}, 90_000);

test('Undo is refused with a sentence once somebody else has decided', async () => {
  await exclude('Not billed');
  const other = await desk.openList('?view=excluded');
  await other.getByRole('button', { name: /Acting as/ }).click();
  await other.getByRole('menuitemradio', { name: bo }).click();
  await menuOf(other, 'Bill after all');
  await toast(other, 'back on the list').waitFor();

  await toast(page, '1 booking excluded').last().getByRole('button', { name: 'Undo' }).click();

  await toast(page, bo.slice(0, 7)).waitFor();
}, 90_000);

async function menuOf(on: Page, command: string): Promise<void> {
  await rowOf(on, 'Anna Karlsen').click({ button: 'right' });
  await on.getByRole('menuitem', { name: command }).click();
}

async function decide(command: string, button: string, answers: Record<string, string>): Promise<void> {
  await menuOf(page, command);
  const dialog = page.getByRole('dialog');
  for (const [label, answer] of Object.entries(answers)) await dialog.getByLabel(label).fill(answer);
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

function setPrice(price: string, why: string): Promise<void> {
  return decide('Set price…', 'Set price', { 'Unit price': price, 'Why?': why });
}

function exclude(why: string): Promise<void> {
  return decide('Exclude…', 'Exclude', { 'Why?': why });
}

async function openPanel(): Promise<Locator> {
  await rowOf(page, 'Anna Karlsen').getByText('Anna Karlsen').dblclick();
  const panel = page.getByRole('complementary', { name: 'Booking' });
  await panel.waitFor();
  return panel;
}
