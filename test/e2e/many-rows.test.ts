import type { Page } from 'playwright-core';
import { openDesk, startMs, type Desk } from './desk.js';
import { tabTo } from './keyboard.js';
import { activeCell, rowsOf } from './list.js';

/** A list far longer than a screen. */
let desk: Desk;
let page: Page;

const bookings = 10_000;
/** Enough for a tall screen and what is drawn ahead of it, far below the length of the list. */
const mostDrawnRows = 120;

beforeAll(async () => {
  desk = await openDesk({
    sandboxFlags: ['--seed-size', String(bookings), '--customers', '40', '--page-size', '1000'],
    prepare: async (sandbox) =>
      void (await sandbox.control('PATCH', '/settings', {
        graph: { customersInLists: 'filled', customerIds: 'guid', pageSize: 1000 },
      })),
    sync: { schedule: '0 0 1 1 *', settle: { every: '1h', sweep: '1h', overlap: '10m' } },
  });
  const context = await desk.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  // While more bookings come in, rows move on under the hands of whoever counts them.
  await page.goto('/runs');
  await page.getByRole('row').filter({ hasText: 'Sync' }).getByText('Done').waitFor({ timeout: 120_000 });
  await page.goto('/not-invoiced?view=all');
  await page.getByText(/^10,\d{3} bookings$/).waitFor();
}, 180_000);

afterAll(() => desk?.close(), startMs);

test('the list scrolls from one end to the other without blank rows, and the page never holds more rows than a few screens', async () => {
  const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
  const drawn: number[] = [];

  for (const share of [0.1, 0.35, 0.6, 0.85, 1]) {
    await scrollTo(page, share);
    await everyVisibleRowHasText(page, Math.floor((total - 60) * share));
    drawn.push(await page.locator('[role=row]').count());
  }

  expect(total).toBeGreaterThanOrEqual(bookings);
  expect(Math.max(...drawn)).toBeLessThan(mostDrawnRows);
}, 60_000);

test('keys move through the whole list: Ctrl+End to the last row, Ctrl+Home back, page by page between', async () => {
  await page.evaluate(() => document.querySelector('[role=grid]')!.scrollTo(0, 0));
  await tabTo(activeCell(page));
  await page.keyboard.press('Control+End');
  const last = Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
  await page.waitForFunction(
    (index) => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex') === String(index),
    last,
  );
  await everyVisibleRowHasText(page, last - 60);
  await page.keyboard.press('Control+Home');
  await page.waitForFunction(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex') === '2');
  await page.keyboard.press('PageDown');
  await page.waitForFunction(() => Number(document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex')) > 15);

  await everyVisibleRowHasText(page, 0);
}, 60_000);

test('a row chosen at the top stays chosen after a trip to the end, and Shift chooses everything between', async () => {
  await page.keyboard.press('Control+Home');
  await page.waitForFunction(() => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex') === '2');
  await page.keyboard.press('Space');
  await page.getByText('1 selected').waitFor();
  await scrollTo(page, 1);
  await everyVisibleRowHasText(page, bookings - 100);
  await scrollTo(page, 0);
  await everyVisibleRowHasText(page, 0);
  const first = rowsOf(page).and(page.locator('[data-row="0"]'));

  expect(await first.getByRole('checkbox').isChecked()).toBe(true);

  await scrollTo(page, 0.3);
  await everyVisibleRowHasText(page, 1_000);
  const shown = rowsOf(page).and(page.locator(':not([data-row="0"])')).last();
  const last = Number(await shown.getAttribute('data-row'));
  await page
    .locator(`[role=row][data-row="${last}"] [role=gridcell]`)
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.getByText(`${(last + 1).toLocaleString('en-GB')} selected`).waitFor();
}, 60_000);

test('chosen rows are copied from beyond the screen too, in their order, with the headings', async () => {
  await page.keyboard.press('Escape');
  await scrollTo(page, 0);
  await everyVisibleRowHasText(page, 0);
  await page.locator('[role=row][data-row="2"] input').click();
  await page.evaluate((px) => document.querySelector('[role=grid]')!.scrollTo(0, px), 30 * 255);
  await page
    .locator('[role=row][data-row="261"] [role=gridcell]')
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.getByText('260 selected').waitFor();
  await page.getByRole('button', { name: 'Copy rows' }).click();
  await page.locator('.fui-Toast').filter({ hasText: '260 rows copied' }).waitFor();

  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\r\n').map((line) => line.split('\t'));
  const shown = await page.locator('[role=row][data-row="261"] [role=gridcell]').allInnerTexts();
  const heads = await page.locator('[role=columnheader][data-column]').allInnerTexts();
  expect(lines).toHaveLength(261);
  expect(lines[0]).toEqual(heads);
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([heads.length]));
  expect(lines.at(-1)![heads.indexOf('Customer')]).toBe(shown[heads.indexOf('Customer') + 1]);
}, 60_000);

test('Ctrl+A means all that match, not the rows that are drawn', async () => {
  await page.locator('[role=row][data-row] [role=gridcell]').nth(2).click();
  const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
  await page.keyboard.press('Control+a');

  await page.getByText(`All ${total.toLocaleString('en-GB')} matching selected`).waitFor();
  await scrollTo(page, 0);
  await everyVisibleRowHasText(page, 0);
  await page.locator('[role=row][data-row="0"] input').click();

  // All but one have sums of their own.
  const sums = page.getByTestId('selected-totals');
  await sums
    .filter({ hasText: `${(total - 1).toLocaleString('en-GB')} selected` })
    .filter({ hasText: /EUR\s[\d,.]+\s·\s[\d,.]+\sh/ })
    .waitFor();
});

async function scrollTo(on: Page, share: number): Promise<void> {
  await on.evaluate((part) => {
    const grid = document.querySelector('[role=grid]')!;
    grid.scrollTo(0, (grid.scrollHeight - grid.clientHeight) * part);
  }, share);
}

/** Resolves when the screen is full of rows with text, from this row on or later. */
async function everyVisibleRowHasText(on: Page, fromRow: number): Promise<void> {
  await on.waitForFunction(
    (least) => {
      const grid = document.querySelector('[role=grid]')!;
      const frame = grid.getBoundingClientRect();
      const seen = [...document.querySelectorAll<HTMLElement>('[role=row][data-row]')].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > frame.top + 40 && box.top < frame.bottom;
      });
      const covered = seen.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0);
      return (
        covered > frame.height - 80 &&
        seen.every(
          (row) => (row.textContent ?? '').trim() !== '' && row.hasAttribute('data-id') && Number(row.dataset['row']) >= least,
        )
      );
    },
    fromRow,
    { timeout: 10_000 },
  );
}
