import type { Locator, Page } from 'playwright-core';

/** The rows on the screen, in order. */
export function rowsOf(page: Page): Locator {
  return page.locator('[role=row][data-id]');
}

/** The rows of a customer. */
export function rowOf(page: Page, customer: string): Locator {
  return rowsOf(page).filter({ has: page.locator(`[title="${customer.replaceAll('"', '\\"')}"]`) });
}

/** The names in the customer column, from top to bottom. */
export function namesIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const heads = [...document.querySelectorAll('[role=columnheader][data-column]')];
    const column = heads.find((head) => head.getAttribute('data-column') === 'customerName')?.getAttribute('aria-colindex');
    const rows = [...document.querySelectorAll<HTMLElement>('[role=row][data-id]')];
    rows.sort((a, b) => Number(a.dataset['row']) - Number(b.dataset['row']));
    return rows.map((row) => row.querySelector(`[aria-colindex="${column}"]`)?.textContent ?? '');
  });
}

/** Resolves when exactly these customers are listed, in this order. Fails saying which were. */
export async function listShows(page: Page, names: readonly string[], timeoutMs = 20_000): Promise<void> {
  const wanted = JSON.stringify(names);
  const until = Date.now() + timeoutMs;
  for (;;) {
    const shown = JSON.stringify(await namesIn(page));
    if (shown === wanted) return;
    if (Date.now() > until) throw new Error(`The list shows ${shown} instead of ${wanted}.`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

export function viewTab(page: Page, name: string): Locator {
  return page.getByRole('tab', { name: new RegExp(`^${name}`) });
}

export function cell(page: Page, row: number, column: string): Locator {
  return page.locator(`[role=row][data-row="${row}"] [role=gridcell]`).nth(columnAt(column));
}

const firstColumns = ['state', 'startsAt', 'durationMinutes', 'customerName', 'serviceName', 'quantity', 'unitPrice', 'amount'];

/** Where a column stands before anybody has moved it; 0 is the checkbox. */
function columnAt(column: string): number {
  const at = firstColumns.indexOf(column);
  if (at < 0) throw new Error(`${column} is not among the first columns.`);
  return at + 1;
}

/** The grid's cell that takes part in tabbing. */
export function activeCell(page: Page): Locator {
  return page.locator('[role=gridcell][tabindex="0"]');
}

export function totals(page: Page): Locator {
  return page.getByTestId('totals');
}

export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator('.fui-Toast').filter({ hasText: text });
}
