import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { readCsv } from '../server/csv.js';
import { readWorkbook } from '../server/workbook.js';
import { openDesk, startMs, type Desk } from './desk.js';
import { listShows, namesIn, rowsOf } from './list.js';

/** Files saved from the page and read back as Excel would. */
let desk: Desk;
let page: Page;

const formula = '=HYPERLINK("http://evil.test";"Click")';
const command = "+cmd|' /C calc'!A0";
const unusual = 'Zoë 🌊 נור; "quoted", Ltd';

beforeAll(async () => {
  desk = await openDesk({
    bookings: [
      { service: 'Manicure', name: formula, email: 'evil@x.test', daysAgo: 1, price: 32.95 },
      { service: 'Manicure', name: command, email: 'cmd@x.test', daysAgo: 2, price: 1234.5 },
      { service: 'Manicure', name: unusual, email: 'zoe@x.test', daysAgo: 3, price: 32.95 },
      { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 4 },
    ],
  });
  page = await desk.openList('?f.serviceName=Manicure');
  await listShows(page, [formula, command, unusual]);
}, startMs);

afterAll(() => desk?.close(), startMs);

test('the CSV holds exactly the visible columns and the filtered rows, in the order shown, behind a byte order mark', async () => {
  const [head, ...rows] = readCsv(await saved(page, 'Text (CSV)'), ',');

  expect(head!.map(plain)).toEqual(await headsOf(page));
  expect(rows).toHaveLength(3);
  expect(rows.map((row) => row[head!.indexOf('Customer')])).toEqual([`'${formula}`, `'${command}`, unusual]);
  expect(rows.map((row) => row[head!.indexOf('Amount')])).toEqual(['32.95', '1234.5', '32.95']);
});

test('columns a person hides or adds leave and join the file', async () => {
  await page.getByRole('button', { name: 'Columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns' });
  await dialog.getByRole('checkbox', { name: 'Duration' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'E-mail' }).check();
  await dialog.getByRole('button', { name: 'Close' }).click();
  const [head, first] = readCsv(await saved(page, 'Text (CSV)'), ',');

  expect(head!.map(plain)).toEqual(await headsOf(page));
  expect(head).not.toContain('Duration');
  expect(first![head!.indexOf('E-mail')]).toBe('evil@x.test');
});

test('the workbook has numbers as numbers, and no cell that would be calculated', async () => {
  const [head, ...rows] = readWorkbook(await savedFile(page, 'Excel (XLSX)'));
  const column = (name: string) => head!.findIndex(({ value }) => value === name);

  expect(head!.map(({ value }) => plain(value))).toEqual(await headsOf(page));
  expect(rows.map((row) => row[column('Customer')]!.value)).toEqual([formula, command, unusual]);
  expect(rows.flat().filter((stored) => stored.formula)).toEqual([]);
  expect(rows.map((row) => [row[column('Amount')]!.type, Number(row[column('Amount')]!.value)])).toEqual([
    ['n', 32.95],
    ['n', 1234.5],
    ['n', 32.95],
  ]);
});

test('in Danish the CSV has semicolons and decimal commas, so that Excel there opens it by a double click', async () => {
  const danish = await desk.openList('?f.serviceName=Manicure', { locale: 'da-DK' });
  const [head, ...rows] = readCsv(await saved(danish, /CSV/), ';');
  const amount = (await headsOf(danish)).indexOf('Beløb');

  expect(rows.map((row) => row[amount])).toEqual(['32,95', '1234,5', '32,95']);
  expect(head!.length).toBe(rows[0]!.length);
});

test('what would be a formula elsewhere is plain text on the page', async () => {
  expect(await namesIn(page)).toContain(formula);
  expect(await rowsOf(page).locator('a[href*="evil"]').count()).toBe(0);
});

async function saved(from: Page, format: string | RegExp): Promise<string> {
  return (await savedFile(from, format)).toString('utf8');
}

async function savedFile(from: Page, format: string | RegExp): Promise<Buffer> {
  await from.getByRole('button', { name: /^(Export|Eksport)/ }).click();
  const [download] = await Promise.all([from.waitForEvent('download'), from.getByRole('menuitem', { name: format }).click()]);
  return readFile(await download.path());
}

/** In a file the unit and the zone stand in the heading, because the cells hold bare numbers and clock times. */
function plain(heading: string): string {
  return heading.replace(/ \(Europe\/Copenhagen\)$| in minutes$/, '');
}

function headsOf(of: Page): Promise<string[]> {
  return of.locator('[role=columnheader][data-column]').allInnerTexts();
}
