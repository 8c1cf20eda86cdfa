import type { Page } from 'playwright-core';
import { openDesk, startMs, type Desk } from './desk.js';
import { focused } from './keyboard.js';
import { activeCell, listShows, rowsOf } from './list.js';

/** Somebody without a mouse never loses their place. */
let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await openDesk({
    bookings: ['Anna Karlsen', 'Bodil Lund', 'Carl Blom', 'Acme'].map((name, at) => ({
      service: 'Swedish massage',
      name,
      email: `${at}@place.test`,
      daysAgo: at + 1,
    })),
  });
  page = await desk.openList();
  await listShows(page, ['Anna Karlsen', 'Bodil Lund', 'Carl Blom', 'Acme']);
}, startMs);

afterAll(() => desk?.close(), startMs);

test('a search that takes the row with the focus away leaves the focus in the list', async () => {
  await activeCell(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('F3');
  await page.keyboard.type('Anna');
  await page.keyboard.press('Enter');
  await listShows(page, ['Anna Karlsen']);

  expect(await focused(page)).toMatch(/^gridcell/);

  await page.keyboard.press('Control+Shift+Alt+F3');
  await listShows(page, ['Anna Karlsen', 'Bodil Lund', 'Carl Blom', 'Acme']);
  expect(await focused(page)).toMatch(/^gridcell/);
}, 60_000);

test('the key that opens the filter pane closes it and gives the focus back', async () => {
  await page.keyboard.press('Shift+F3');
  await page.getByRole('form', { name: 'Add a filter' }).waitFor();
  await page.keyboard.press('Shift+F3');
  await page.getByRole('form', { name: 'Add a filter' }).waitFor({ state: 'detached' });

  expect(await focused(page)).toMatch(/^gridcell/);
});

test('a question mark in the list shows the keys, and Escape goes back to the list', async () => {
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys of the list' });
  await dialog.getByText('Ctrl+Shift+Alt+F3').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await activeCell(page).and(page.locator(':focus')).waitFor();

  expect(await rowsOf(page).count()).toBe(4);
});

test('a notice with Undo is reached by its key', async () => {
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Exclude…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Why?').fill('A gift');
  await page.getByRole('button', { name: 'Exclude', exact: true }).press('Enter');
  await page.locator('.fui-Toast').waitFor();
  await page.keyboard.press('Control+m');
  await page
    .locator(':focus')
    .filter({ has: page.locator('.fui-Toast') })
    .waitFor();
});

test('the panel of an appointment in the calendar takes the focus and gives it back', async () => {
  await page.goto('/calendar');
  await page.getByRole('button', { name: 'Month' }).click();
  const appointment = page.locator('.fc-event').filter({ hasText: 'Anna Karlsen' }).first();
  await appointment.focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=factbox]:focus').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('factbox').waitFor({ state: 'detached' });

  expect(await appointment.evaluate((element) => element === document.activeElement)).toBe(true);
}, 60_000);
