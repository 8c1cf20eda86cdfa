import { isLocalDate } from '../domain/time.js';
import type { App } from '../app.js';
import { RequestError } from '../domain/errors.js';
import { groupBy } from '../domain/group.js';
import type { Invoice } from '../domain/invoice.js';
import { sum } from '../domain/money.js';
import type { Run, RunNote } from '../domain/run-store.js';
import type { CreateOptions, Preview, Selection } from '../sync/desk.js';
import { companyIds } from '../sync/profiles.js';
import { queryOf } from './list.js';
import { commandLineActor, exitCodes, withApp, type CommonOptions } from './session.js';
import { counted, print, roomFor, table } from './table.js';
import { describeStep, moment, money, reasons } from './words.js';

export interface CreateCommandOptions extends CommonOptions {
  all?: boolean;
  customer?: string;
  company?: string;
  item?: string[];
  others?: boolean;
  billAttendee?: boolean;
  date?: string;
}

/** Shows what `create` would make; writes nothing. */
export async function preview(options: CreateCommandOptions): Promise<void> {
  await withApp(options, async (app) => {
    const shown = await app.desk.preview(await selectionOf(app, options), optionsOf(options), commandLineActor());
    print(options.json, shown, () => describePreview(shown, roomFor(options)));
  });
}

/** Creates drafts and reports what became of every row. Exit code 3 when something was refused or still waits. */
export async function create(options: CreateCommandOptions): Promise<number> {
  return withApp(options, async (app) => {
    const queued = await app.desk.create(await selectionOf(app, options), optionsOf(options), null, commandLineActor());
    if (options.json !== true)
      process.stderr.write(`Working on ${counted(queued.counts.selected ?? 0, 'row')} (run ${queued.id}) …\n`);
    if (options.json !== true) app.onRun(progress());
    const run = await app.desk.work(queued.id);
    await report(app, run, options);
    return run.state === 'done' ? exitCodes.done : exitCodes.partly;
  });
}

/** Prints one line per step as it ends. */
export function progress(): (run: Run) => void {
  const told = new Set<string>();
  return (run) => {
    for (const [at, step] of run.steps.entries()) {
      // Steps run side by side: a later one may end first.
      const name = `${run.id} ${at}`;
      if (step.finishedAt === null || told.has(name)) continue;
      told.add(name);
      process.stderr.write(`  ${describeStep(step)}\n`);
    }
  };
}

async function report(app: App, run: Run, options: CommonOptions): Promise<void> {
  const { rows: invoices } = await app.store.invoices.list({
    push: [],
    runId: run.id,
    search: '',
    varianceOnly: false,
    offset: 0,
    limit: 10_000,
  });
  const { rows: notes } = await app.store.runs.notes(run.id, 0, 10_000);
  const created = invoices.filter((invoice) => invoice.erp !== null).sort(byCustomer);
  print(options.json, { run, invoices, notes }, () => {
    const documents = table(
      [
        { name: 'Draft' },
        { name: 'Customer', least: 14 },
        { name: 'Lines', right: true, drop: 2 },
        { name: 'Our total', right: true },
        { name: 'BC total', right: true },
        { name: 'Cur.' },
        { name: 'Key', drop: 1 },
      ],
      created.map((invoice) => [
        invoice.draftNumber ?? '',
        `${invoice.customer.number} ${invoice.customer.name}`,
        String(invoice.draft.lines.filter((line) => line.billingItemId !== null).length),
        money(invoice.expectedTotal, invoice.currency),
        money(invoice.erp!.pricesIncludeTax ? invoice.erp!.grossTotal : invoice.erp!.netTotal, invoice.currency) +
          (invoice.variance === '0' ? '' : ' !'),
        invoice.currency,
        invoice.key,
      ]),
      roomFor(options),
    );
    const noted = (level: RunNote['level']) =>
      reasons(notes.filter((note) => note.level === level).map((note) => ({ row: note.itemId ?? '', reason: note.message })));
    const count = (level: RunNote['level']) => notes.filter((note) => note.level === level).length;
    return [
      created.length === 0
        ? 'No draft was created.'
        : `${counted(created.length, 'draft')} created. Nothing was posted or sent.\n${documents}`,
      ...(count('skipped') === 0 ? [] : [`\n${counted(count('skipped'), 'row')} skipped:`, ...noted('skipped')]),
      ...(count('error') === 0 ? [] : [`\n${counted(count('error'), 'draft')} not created:`, ...noted('error')]),
      ...(run.state === 'queued' ? ['\nInterrupted. The run is kept: a running `bookledger serve` goes on with it.'] : []),
      ...(run.waitingUntil === null
        ? []
        : [`\nWaiting until ${moment(run.waitingUntil)}: ${run.waitingFor} A sync then, or a running service, goes on.`]),
      ...(run.error === null ? [] : [`\nThe run failed: ${run.error}`]),
    ].join('\n');
  });
}

function byCustomer(a: Invoice, b: Invoice): number {
  return a.customer.name.localeCompare(b.customer.name);
}

function describePreview(preview: Preview, room: number | null): string {
  const documents = preview.documents.map((document) => {
    const lines = table(
      [
        { name: 'Line', least: 24 },
        { name: 'Quantity', right: true },
        { name: 'Unit price', right: true },
        { name: 'Amount', right: true },
      ],
      document.lines.map((line) => [
        `  ${line.description}`,
        line.itemId === null ? '' : line.quantity,
        line.itemId === null ? '' : money(line.unitPrice, document.currency),
        line.itemId === null ? '' : money(line.amount, document.currency),
      ]),
      room,
    );
    const payer = document.billTo === null ? '' : `, billed to ${document.billTo.number} ${document.billTo.name}`;
    const { customer, currency, expectedTax } = document;
    const tax =
      expectedTax === null
        ? ''
        : ` (expected VAT ${money(expectedTax.tax, currency)}, with VAT ${money(expectedTax.gross, currency)})`;
    const warnings = document.warnings.map(({ message }) => `\n  ! ${message}`).join('');
    return `${customer.number} ${customer.name}${payer}: ${money(document.expectedTotal, currency)} ${currency}${tax}, dated ${document.invoiceDate}${warnings}\n${lines}`;
  });
  const leftOut = reasons(
    preview.leftOut.map((row) => ({
      row: `${row.itemId} ${row.customerName || '(nobody)'}`,
      reason: row.reasons.map((reason) => reason.message).join(' ') || `Its state is ${row.state}.`,
    })),
  );
  return [
    preview.documents.length === 0
      ? 'No draft would be created.'
      : `${counted(preview.documents.length, 'draft')} would be created, together ${sums(preview)}. Nothing was written.`,
    ...documents.map((text) => `\n${text}`),
    ...(leftOut.length === 0 ? [] : [`\n${counted(preview.leftOut.length, 'row')} left out:`, ...leftOut]),
    ...(preview.offeredOthers === 0
      ? []
      : [`\n${counted(preview.offeredOthers, 'more ready row')} of these customers could be taken too (--others).`]),
  ].join('\n');
}

/** Currencies are never added together. */
function sums(preview: Preview): string {
  const totals = [...groupBy(preview.documents, (document) => document.currency)].map(
    ([currency, documents]) => `${money(sum(documents.map((document) => document.expectedTotal)), currency)} ${currency}`,
  );
  return totals.join(' and ');
}

async function selectionOf(app: App, options: CreateCommandOptions): Promise<Selection> {
  const given = [options.all === true, options.customer !== undefined, options.item !== undefined].filter(Boolean).length;
  if (given !== 1) throw new RequestError('invalid', 'Say which rows: --all, --customer NUMBER, or --item ROW (several times).');
  if (options.company !== undefined && options.customer === undefined)
    throw new RequestError('invalid', '--company goes with --customer: it says whose customer the number is.');
  if (options.customer !== undefined)
    return { kind: 'customer', customerNumber: options.customer, companyId: await companyNamed(app, options.company) };
  return options.item === undefined ? { kind: 'all', query: queryOf('not-invoiced', '') } : { kind: 'items', ids: options.item };
}

/** A company's id by its name or id; undefined when none is given. Throws RequestError `invalid` for one that is not there. */
async function companyNamed(app: App, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const companies = await companyIds(app.context);
  const wanted = name.trim().toLowerCase();
  const found = [...companies].find(([known]) => known.toLowerCase() === wanted);
  if (found !== undefined) return found[1];
  throw new RequestError('invalid', `There is no company "${name}". Choose one of ${[...companies.keys()].join(', ')}.`);
}

function optionsOf(options: CreateCommandOptions): CreateOptions {
  const date = options.date ?? null;
  if (date !== null && !isLocalDate(date)) throw new RequestError('invalid', `"${date}" is not a day. Write YYYY-MM-DD.`);
  return { takeCustomersOthers: options.others === true, billAttendee: options.billAttendee === true, invoiceDate: date };
}
