import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { openDesk, startMs, type Desk } from './desk.js';
import { listShows, rowOf, rowsOf } from './list.js';

/** axe over every page and the main dialogs, in light and dark: nothing serious, nothing critical. */
let desk: Desk;
let invoicePath = '';
let runPath = '';
let customerPath = '';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

beforeAll(async () => {
  desk = await openDesk({
    bookings: [
      { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 1 },
      { service: 'Swedish massage', name: 'Bodil Lund', email: 'b@x.test', daysAgo: 2 },
      { service: 'Swedish massage', name: 'Mette Holm', email: 'shared@family.test', daysAgo: 2 },
      { service: 'Facial treatment', name: 'Bodil Lund', email: 'b@x.test', daysAgo: 3 },
      { service: 'Swedish massage', name: 'שרה לוי', email: 'sara@x.test', daysAgo: -2 },
    ],
  });
  const page = await desk.openList('?view=ready');
  await rowOf(page, 'Anna Karlsen').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Create draft…' }).click();
  await page.getByRole('button', { name: 'Create 1 draft' }).click();
  await page.getByText('Created 1, skipped 0, failed 0.').waitFor();
  await page.getByRole('button', { name: 'Open the draft' }).click();
  await page.waitForURL('**/invoices/*');
  invoicePath = new URL(page.url()).pathname;
  const { rows } = (await (await page.request.get('/api/invoices')).json()) as {
    rows: { runId: string; companyId: string; customer: { number: string } }[];
  };
  runPath = `/runs/${rows[0]!.runId}`;
  customerPath = `/customers/${rows[0]!.companyId}/${rows[0]!.customer.number}`;
  await page.context().close();
}, startMs);

afterAll(() => desk?.close(), startMs);

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  let page: Page;

  beforeAll(async () => {
    // The policy of our pages lets no foreign script in, axe's neither.
    page = await desk.openList('', { colorScheme, bypassCSP: true });
  }, startMs);

  afterAll(() => page?.context().close());

  const visited: [string, () => string, string][] = [
    ['the list', () => '/not-invoiced', '[role=row][data-id]'],
    ['an empty view', () => '/not-invoiced?view=cancelled', 'text=Nothing is cancelled'],
    ['the calendar', () => '/calendar', '.fc-event'],
    ['invoices', () => '/invoices', 'table'],
    ['an invoice', () => invoicePath, 'text=Lines as we sent them'],
    ['a customer', () => customerPath, 'table'],
    ['the overview', () => '/overview', 'svg'],
    ['runs', () => '/runs', 'table'],
    ['a run', () => runPath, '[data-testid=run]'],
    ['a page that does not exist', () => '/nowhere', 'text=There is no such page'],
  ];

  test.each(visited)('%s', async (_, path, sign) => {
    await page.goto(path());
    await page.locator(sign).first().waitFor();

    expect(await findings(page)).toEqual([]);
  });

  test('the list with filter pane and item panel', async () => {
    await page.goto('/not-invoiced?view=blocked&f.customerName=Mette*');
    await listShows(page, ['Mette Holm']);
    await page.keyboard.press('Shift+F3');
    await page.getByRole('form', { name: 'Add a filter' }).waitFor();
    await rowOf(page, 'Mette Holm').getByText('Mette Holm').click();
    await page.getByRole('button', { name: 'Assign customer…' }).waitFor();
    const underThePointer = await findings(page);
    await rowOf(page, 'Mette Holm').getByRole('checkbox').check();

    expect([...underThePointer, ...(await findings(page))]).toEqual([]);
  });

  test('the dialog that assigns a customer', async () => {
    await page.getByRole('button', { name: 'Assign customer…' }).click();
    await page.getByRole('dialog').getByRole('radio').first().waitFor();

    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('the preview, the column chooser, the row menu and a decision', async () => {
    await page.goto('/not-invoiced');
    await rowsOf(page).first().waitFor();
    await page.getByRole('button', { name: 'Create drafts' }).click();
    await page.getByRole('menuitem', { name: 'For everything in the list…' }).click();
    await page.getByTestId('preview-document').first().waitFor();
    const preview = await findings(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox').first().waitFor();
    const columns = await findings(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await rowsOf(page).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Exclude…' }).waitFor();
    const menu = await findings(page);
    await page.getByRole('menuitem', { name: 'Exclude…' }).click();
    await page.getByRole('dialog').getByLabel('Why?').waitFor();
    const decision = await findings(page);

    expect({ preview, columns, menu, decision }).toEqual({ preview: [], columns: [], menu: [], decision: [] });
    await page.keyboard.press('Escape');
  }, 90_000);

  test('the keys, the menu that corrects rows and a price for several', async () => {
    await page.goto('/not-invoiced');
    await rowsOf(page).nth(1).waitFor();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('dialog', { name: 'Keys of the list' }).waitFor();
    const keys = await findings(page);
    await page.keyboard.press('Escape');
    for (const at of [0, 1]) await rowsOf(page).nth(at).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Correct' }).click();
    await page.getByRole('menuitem', { name: 'Set price…' }).waitFor();
    const menu = await findings(page);
    await page.getByRole('menuitem', { name: 'Set price…' }).click();
    await page.getByRole('dialog').getByLabel('Unit price').waitFor();

    expect({ keys, menu, price: await findings(page) }).toEqual({ keys: [], menu: [], price: [] });
  }, 90_000);
});

/**
 * Serious and critical findings: the rule, and where. Fluent's keyboard traps are left out: elements nobody can see or rest on, which hand the
 * focus on at once.
 */
async function findings(page: Page): Promise<string[]> {
  // A colour that is on its way from one state to the next is nobody's colour: what is judged is where it ends.
  await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; animation: none !important; }' });
  await page.addScriptTag({ path: axeFile });
  const results = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run: (context: object, options: object) => Promise<AxeResults> } };
    return axe.run({ exclude: ['[data-tabster-dummy]'] }, { resultTypes: ['violations'] });
  });
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} (${failureSummary ?? ''})`),
    );
}
