import type { Page } from 'playwright-core';
import { openDesk, startMs, type Booked, type Desk } from './desk.js';
import { tabTo } from './keyboard.js';
import { cell, listShows, namesIn, rowOf, rowsOf, toast, totals } from './list.js';

/** Filters, selection and totals, and that the address bar keeps them. */
let desk: Desk;
let page: Page;

const salon: Booked[] = [
  { service: 'Swedish massage', name: 'Anna Karlsen', email: 'anna@x.test', daysAgo: 1 },
  { service: 'Manicure', name: "Conor O'Brien", email: 'conor@x.test', daysAgo: 2, price: 32.95 },
  { service: 'Manicure', name: 'שרה לוי', email: 'sara@x.test', daysAgo: 3, price: 40 },
  { service: 'Swedish massage', name: 'Zoë 🌊 Lindqvist', email: 'zoe@x.test', daysAgo: 4 },
];
const studio: Booked[] = [
  { service: 'Portrait session', name: 'Liam Carter', email: 'liam@x.test', daysAgo: 5, business: 'studio@hudson.test' },
];
const everybody = [...salon, ...studio].map(({ name }) => name);

beforeAll(async () => {
  desk = await openDesk({ bookings: [...salon, ...studio] });
}, startMs);

beforeEach(async () => {
  page = await desk.openList();
  await listShows(page, everybody);
}, startMs);

afterEach(() => page.context().close());
afterAll(() => desk?.close(), startMs);

const typed = [
  ['conor*', []],
  ['@conor*', ["Conor O'Brien"]],
  ["'Conor O''Brien'", ["Conor O'Brien"]],
  ['<>Anna*', ["Conor O'Brien", 'שרה לוי', 'Zoë 🌊 Lindqvist', 'Liam Carter']],
  ['Anna*|Liam*', ['Anna Karlsen', 'Liam Carter']],
  ['שרה*', ['שרה לוי']],
] as const;

test('filters typed in the grammar of Business Central find what they say, and each is explained in a sentence', async () => {
  await page.keyboard.press('Shift+F3');
  await addFilter(page, 'Customer', 'not empty', '');
  for (const [text, names] of typed) {
    await page.getByRole('region', { name: 'Filter' }).getByLabel('Customer', { exact: true }).fill(text);
    await page.keyboard.press('Enter');

    await listShows(page, names);
    expect(new URL(page.url()).searchParams.get('f.customerName')).toBe(text);
  }
}, 60_000);

test('a filter that says nothing is answered with a sentence, and the rows stay away rather than lie', async () => {
  await page.keyboard.press('Shift+F3');
  await addFilter(page, 'Amount', 'is at least', '40');
  await listShows(page, ['Anna Karlsen', 'שרה לוי', 'Zoë 🌊 Lindqvist', 'Liam Carter']);
  await page.getByRole('region', { name: 'Filter' }).getByLabel('Amount', { exact: true }).fill('40..x');
  await page.keyboard.press('Enter');

  await page.getByRole('alert').filter({ hasText: 'Could not load' }).waitFor();
  expect(await page.getByText('Nothing matches the filter').count()).toBe(0);
});

test('the plain builder writes the grammar, and a reload keeps view, filter and order', async () => {
  await page.getByRole('tab', { name: /^Ready/ }).click();
  await page.keyboard.press('Shift+F3');
  await addFilter(page, 'Service', 'contains', 'MASSAGE');
  await page.getByRole('columnheader', { name: 'Customer' }).click();
  await listShows(page, ['Anna Karlsen', 'Zoë 🌊 Lindqvist']);
  await page.getByRole('columnheader', { name: 'Customer' }).click();
  await listShows(page, ['Zoë 🌊 Lindqvist', 'Anna Karlsen']);
  const address = new URL(page.url()).searchParams;
  await page.reload();

  await listShows(page, ['Zoë 🌊 Lindqvist', 'Anna Karlsen']);
  expect(Object.fromEntries(address)).toEqual({ view: 'ready', sort: '-customerName', 'f.serviceName': '@*MASSAGE*' });
  await page.goBack();
  await listShows(page, ['Anna Karlsen', 'Zoë 🌊 Lindqvist']);
});

test('the menu of a row filters to the value the pointer is at; a state is a view', async () => {
  await cell(page, 1, 'serviceName').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Only this value of Service/ }).click();
  await listShows(page, ["Conor O'Brien", 'שרה לוי']);
  await cell(page, 1, 'state').click();
  await page.keyboard.press('Alt+F3');
  await page.locator('[role=tab][aria-selected=true]').filter({ hasText: 'Ready' }).waitFor();

  expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({ view: 'ready' });
  await page.keyboard.press('Control+Shift+Alt+F3');
  await page.getByRole('tab', { name: /^Not invoiced/ }).click();
  await listShows(page, everybody);
});

test('Alt+F3 filters to the value under the cursor, Ctrl+Shift+Alt+F3 takes all filters away, F3 searches', async () => {
  await cell(page, 1, 'serviceName').click();
  await page.keyboard.press('Alt+F3');
  await listShows(page, ["Conor O'Brien", 'שרה לוי']);
  await page.keyboard.press('Control+Shift+Alt+F3');
  await listShows(page, everybody);
  await page.keyboard.press('F3');
  await page.keyboard.type('lindq');

  await listShows(page, ['Zoë 🌊 Lindqvist']);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('[role=grid]') !== null);
});

test('totals follow the filter and the selection, one for each currency', async () => {
  await totals(page).getByText('5 bookings').waitFor();
  await totals(page)
    .getByText(/EUR\s242\.95/)
    .waitFor();
  await totals(page)
    .getByText(/USD\s180\.00/)
    .waitFor();
  await rowOf(page, 'Anna Karlsen').getByRole('checkbox').check();
  await rowOf(page, 'שרה לוי').getByRole('checkbox').check();
  const selected = page.getByTestId('selected-totals');

  await selected.getByText('2 selected').waitFor();
  await selected.getByText(/125\.00/).waitFor();
  expect(await selected.innerText()).not.toContain('180');
});

test('the selection survives another order and ends with another filter; Ctrl+A means everything that matches', async () => {
  await rowOf(page, "Conor O'Brien").getByRole('checkbox').check();
  await page.getByRole('columnheader', { name: 'Customer' }).click();
  await page.waitForFunction(() => document.querySelector('[role=columnheader][aria-sort=ascending]') !== null);

  expect(await rowOf(page, "Conor O'Brien").getByRole('checkbox').isChecked()).toBe(true);

  await page.keyboard.press('F3');
  await page.keyboard.type('a');
  await page.keyboard.press('Enter');
  await page.getByTestId('selected-totals').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+Alt+F3');
  await page.waitForFunction(() => document.querySelectorAll('[role=row][data-id]').length === 5);
  await tabTo(page.locator('[role=columnheader][tabindex="0"]'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  await page.getByText('All 5 matching selected').waitFor();
});

test('an exclusion is taken back with Undo, and both are in the history', async () => {
  await rowOf(page, 'Zoë 🌊 Lindqvist').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Exclude…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why?').fill('Gift voucher');
  await dialog.getByRole('button', { name: 'Exclude', exact: true }).click();
  await toast(page, '1 booking excluded').waitFor();
  await listShows(
    page,
    everybody.filter((name) => !name.startsWith('Zoë')),
  );
  await toast(page, '1 booking excluded').getByRole('button', { name: 'Undo' }).click();
  await listShows(page, everybody);
  await rowOf(page, 'Zoë 🌊 Lindqvist').getByText('Zoë 🌊 Lindqvist').click();

  const panel = page.getByTestId('factbox');
  await panel.getByText('Undone', { exact: true }).waitFor();
  await panel.getByText('Gift voucher', { exact: true }).waitFor();
});

test('dark colours and Danish are remembered, and numbers and dates follow the language', async () => {
  await page.getByRole('button', { name: 'Language and colours' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Language and colours' }).click();
  await page.getByRole('menuitemradio', { name: 'Dansk' }).click();
  await page.getByRole('tab', { name: /^Klar/ }).waitFor();
  await page.reload();
  await listShows(page, everybody);

  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.style.colorScheme])).toEqual([
    'da',
    'dark',
  ]);
  expect(await page.getByRole('grid').innerText()).toContain('32,95');
  await totals(page).getByText('5 bookinger').waitFor();
});

test('names that run from right to left keep their letters and their side', async () => {
  const name = rowOf(page, 'שרה לוי').locator('[title="שרה לוי"]');

  expect(await name.innerText()).toBe('שרה לוי');
  expect(await namesIn(page)).toContain('Zoë 🌊 Lindqvist');
  expect(await rowsOf(page).count()).toBe(5);
});

async function addFilter(on: Page, column: string, condition: string, value: string): Promise<void> {
  const form = on.getByRole('form', { name: 'Add a filter' });
  await form.getByLabel('Column').selectOption({ label: column });
  await form
    .getByLabel('Condition')
    .selectOption({ label: condition.startsWith('is') ? condition : condition === 'contains' ? condition : `is ${condition}` });
  if (value !== '') await form.getByLabel('Value').fill(value);
  await form.getByRole('button', { name: /^Add filter/ }).click();
}
