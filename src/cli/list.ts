import { stringify } from 'csv-stringify/sync';
import type { App } from '../app.js';
import { RequestError } from '../domain/errors.js';
import { views, type ItemQuery, type View } from '../domain/filter.js';
import type { BillingItem } from '../domain/item.js';
import { stateOf } from '../domain/state.js';
import type { ListRow, ListTotal } from '../domain/list-store.js';
import { guarded } from '../domain/spreadsheet.js';
import { billingPeriodOf } from '../mapping/period.js';
import { itemRowOf, withInvoices, type RowSources } from '../server/itemRow.js';
import type { ItemRow } from '../server/schemas/list.js';
import { inEnglish } from '../domain/words/plain.js';
import { readAlert } from '../sync/alerts.js';
import { readDataAsOf } from '../sync/pull.js';
import type { Column } from './fit.js';
import { payerTotals } from './payer-totals.js';
import { withApp, type CommonOptions } from './session.js';
import { counted, print, roomFor, table, when } from './table.js';
import { moment, money } from './words.js';

export interface ListOptions extends CommonOptions {
  view?: string;
  search?: string;
  csv?: boolean;
  limit?: string;
  byPayer?: boolean;
}

/** Prints the list: table, JSON or CSV. Throws RequestError for an unknown view. */
export async function list(options: ListOptions): Promise<void> {
  if (options.csv === true && options.json === true) throw new RequestError('invalid', 'Choose --csv or --json, not both.');
  await withApp(options, async (app) => {
    const query = queryOf(options.view ?? 'not-invoiced', options.search ?? '');
    const now = app.context.clock.now();
    const limit = limitOf(options.limit);
    if (options.byPayer === true) return void process.stdout.write(await payerTotals(app, query, limit, options));
    const { rows, total } = await app.store.list.page(query, now, 0, limit);
    if (options.csv === true)
      return void process.stdout.write(
        stringify((await recordsOf(app, rows, now)).map(guardedRecord), { header: true, bom: true }),
      );
    const totals = await app.store.list.totals(query, now);
    if (options.json === true) return print(true, { total, totals, rows: await recordsOf(app, rows, now) }, () => '');
    const text = await describe(app, query.view, rows, total, totals, roomFor(options));
    print(false, null, () => text);
  });
}

function limitOf(text = '200'): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new RequestError('invalid', `"${text}" is not a number of rows. Write --limit 50, for example.`);
}

/** A query for a view named on the command line. */
export function queryOf(view: string, search: string): ItemQuery {
  if (!(views as readonly string[]).includes(view))
    throw new RequestError('invalid', `There is no view "${view}". Choose one of ${views.join(', ')}.`);
  return { view: view as View, filters: [], search, sort: { column: 'startsAt', direction: 'ascending' } };
}

const columns: Column[] = [
  { name: 'Row' },
  { name: 'Service date', drop: 2 },
  { name: 'Customer', least: 14 },
  { name: 'Service', least: 12, drop: 1 },
  { name: 'Amount', right: true },
  { name: 'Cur.' },
  { name: 'State' },
  { name: 'Why, or on which document', least: 40, below: true },
];

async function describe(
  app: App,
  view: View,
  rows: readonly ListRow[],
  total: number,
  totals: readonly ListTotal[],
  room: number | null,
): Promise<string> {
  const asOf = await describeAge(app);
  if (rows.length === 0) return `No rows in the view "${view}".\n${asOf}`;
  const body = table(
    columns,
    rows.map((row) => cells(row, app.context.clock.now())),
    room,
  );
  const sums = totals.map(({ amount, currency, count }) =>
    currency === null
      ? `${counted(count, 'row')} without a currency`
      : `${money(amount, currency)} ${currency} in ${counted(count, 'row')}`,
  );
  const shown = rows.length < total ? `The first ${rows.length} of ${total} rows.` : `${counted(total, 'row')}.`;
  return `${body}\n\n${shown} Together ${sums.join('; ')}.\n${asOf}`;
}

function cells(row: ListRow, now: string): string[] {
  const { facts, billing } = row.item;
  return [
    facts.id,
    when(facts.startsAt, facts.timeZone),
    billing.sellTo === null ? (facts.attendee?.name ?? '(nobody)') : `${billing.sellTo.number} ${billing.sellTo.name}`,
    facts.serviceName,
    money(billing.amount, billing.currency),
    billing.currency ?? '',
    stateOf(row.item, now),
    reasonOf(row),
  ];
}

/** The sentence that explains the state: the first problem, the exclusion, or the document. */
export function reasonOf({ item, invoice }: ListRow): string {
  if (invoice !== null) {
    const number = invoice.erp?.number ?? invoice.key;
    const why = invoice.erp === null && invoice.problem !== null ? ` (${invoice.problem.message})` : '';
    return `${number}${why}`;
  }
  const exclusion = item.decision.exclusion;
  if (exclusion !== null)
    return `${exclusion.kind.replaceAll('-', ' ')} by ${exclusion.by}: ${exclusion.reason}${exclusion.reference === null ? '' : ` (${exclusion.reference})`}`;
  if (item.billing.exclusion !== null) return inEnglish(item.billing.reasoning) || item.billing.exclusion.replaceAll('-', ' ');
  const problems = [...(item.refusal === null ? [] : [item.refusal]), ...item.billing.problems];
  const first = problems.find((problem) => problem.severity === 'blocks') ?? problems[0];
  const more = problems.length > 1 ? ` (+${problems.length - 1} more)` : '';
  return first === undefined ? '' : `${first.message}${more}`;
}

/** Columns that hold what people typed. */
const typedColumns: ReadonlySet<string> = new Set(['customer', 'email', 'payer', 'service', 'staff', 'reason']);

function guardedRecord(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, text]) => [name, typedColumns.has(name) ? guarded(text) : text]));
}

/** Rows for machines: what the pages show of each (D.1.2), with the sentence of the table as the reason. */
async function recordsOf(app: App, rows: readonly ListRow[], now: string): Promise<Record<string, string>[]> {
  const sources: RowSources = {
    cardUrl: (companyId, kind, number) => app.context.erp.cardUrl(companyId, kind, number),
    periodOf: (facts) => billingPeriodOf(facts, app.rules),
  };
  const items = rows.map(({ item }) => item);
  const found = await withInvoices(app.store, items);
  return found.map((one, at) => recordOf(itemRowOf(one, now, sources), one.item, reasonOf(rows[at]!)));
}

function recordOf(row: ItemRow, { facts }: BillingItem, reason: string): Record<string, string> {
  return {
    id: row.id,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    timeZone: row.timeZone ?? '',
    durationMinutes: String(row.durationMinutes),
    business: row.businessId,
    company: row.companyId ?? '',
    customer: facts.attendee?.name ?? '',
    email: row.customerEmail,
    customerNumber: row.customerNumber ?? '',
    payerNumber: row.payerNumber ?? '',
    payer: row.payerName ?? '',
    service: row.serviceName,
    itemNumber: row.itemNumber ?? '',
    staff: row.staff.join(', '),
    attendees: String(row.attendees),
    priceType: row.priceType,
    quantity: row.quantity ?? '',
    unitPrice: row.unitPrice ?? '',
    amount: row.amount ?? '',
    netAmount: row.netAmount ?? '',
    taxAmount: row.taxAmount ?? '',
    grossAmount: row.grossAmount ?? '',
    taxBasis: row.taxBasis ?? '',
    currency: row.currency ?? '',
    periodFrom: row.periodFrom ?? '',
    periodTo: row.periodTo ?? '',
    state: row.state,
    reason: reason,
    daysWaiting: row.daysWaiting === null ? '' : String(row.daysWaiting),
    changedAt: row.changedAt,
    document: row.documentNumber ?? '',
    documentStatus: row.documentStatus ?? '',
    linkMode: row.linkMode ?? '',
  };
}

/** How old the data is: an empty list after a failed fetch must not look like "nothing to invoice" (trap 2). */
export async function describeAge(app: App): Promise<string> {
  const parts: string[] = [];
  for (const { id } of app.rules.businesses) {
    const asOf = await readDataAsOf(app.context, id);
    const alert = await readAlert(app, id);
    parts.push(
      `${id}: ${asOf === null ? 'never read completely' : `data as of ${moment(asOf)}`}${alert === null ? '' : `; ALERT: ${inEnglish(alert)}`}`,
    );
  }
  return parts.join('\n');
}
