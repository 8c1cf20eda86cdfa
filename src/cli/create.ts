import type { App } from '../app.js';
import { RequestError } from '../domain/errors.js';
import type { Run } from '../domain/run-store.js';
import type { CreateOptions, Preview, Selection } from '../sync/desk.js';
import { queryOf } from './list.js';
import { commandLineActor, exitCodes, withApp, type CommonOptions } from './session.js';
import { counted, print, table } from './table.js';

export interface CreateCommandOptions extends CommonOptions {
  all?: boolean;
  customer?: string;
  item?: string[];
  others?: boolean;
  billAttendee?: boolean;
  date?: string;
}

/** Shows what `create` would make; writes nothing. */
export async function preview(options: CreateCommandOptions): Promise<void> {
  await withApp(options, async (app) => {
    const shown = await app.desk.preview(selectionOf(options), optionsOf(options));
    print(options.json, shown, () => describePreview(shown));
  });
}

/** Creates drafts and reports what became of every row. Exit code 3 when something was refused or still waits. */
export async function create(options: CreateCommandOptions): Promise<number> {
  return withApp(options, async (app) => {
    const queued = await app.desk.create(selectionOf(options), optionsOf(options), null, commandLineActor());
    if (options.json !== true)
      process.stderr.write(`Working on ${counted(queued.counts.selected ?? 0, 'row')} (run ${queued.id}) …\n`);
    if (options.json !== true) app.onRun(progress());
    const run = await app.desk.work(queued.id);
    await report(app, run, options.json === true);
    return run.state === 'done' ? exitCodes.done : exitCodes.partly;
  });
}

/** Prints one line per step as it ends. */
export function progress(): (run: Run) => void {
  let told = 0;
  return (run) => {
    const finished = run.steps.filter((step) => step.finishedAt !== null);
    for (const step of finished.slice(told)) {
      const counts = Object.entries(step.counts).filter(([, count]) => count > 0);
      const result = step.error ?? (counts.map(([name, count]) => `${words(name)} ${count}`).join(', ') || 'nothing to do');
      process.stderr.write(`  ${step.name}: ${result}\n`);
    }
    told = finished.length;
  };
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

async function report(app: App, run: Run, json: boolean): Promise<void> {
  const { rows: invoices } = await app.store.invoices.list({
    push: [],
    runId: run.id,
    search: '',
    varianceOnly: false,
    offset: 0,
    limit: 10_000,
  });
  const { rows: notes } = await app.store.runs.notes(run.id, 0, 10_000);
  const created = invoices.filter((invoice) => invoice.erp !== null);
  print(json, { run, invoices, notes }, () => {
    const documents = table(
      [
        { name: 'Draft' },
        { name: 'Customer' },
        { name: 'Lines', right: true },
        { name: 'Our total', right: true },
        { name: 'BC total', right: true },
        { name: 'Cur.' },
        { name: 'Key' },
      ],
      created.map((invoice) => [
        invoice.draftNumber ?? '',
        `${invoice.customer.number} ${invoice.customer.name}`,
        String(invoice.draft.lines.filter((line) => line.billingItemId !== null).length),
        invoice.expectedTotal,
        (invoice.erp!.pricesIncludeTax ? invoice.erp!.grossTotal : invoice.erp!.netTotal) +
          (invoice.variance === '0' ? '' : ' !'),
        invoice.currency,
        invoice.key,
      ]),
    );
    const skipped = notes.filter((note) => note.level === 'skipped');
    const failed = notes.filter((note) => note.level === 'error');
    return [
      created.length === 0
        ? 'No draft was created.'
        : `${counted(created.length, 'draft')} created. Nothing was posted or sent.\n${documents}`,
      ...(skipped.length === 0
        ? []
        : [`\n${counted(skipped.length, 'row')} skipped:`, ...skipped.map((note) => `  ${note.itemId}  ${note.message}`)]),
      ...(failed.length === 0
        ? []
        : [`\n${counted(failed.length, 'draft')} not created:`, ...failed.map((note) => `  ${note.message}`)]),
      ...(run.waitingFor === null ? [] : [`\nWaiting until ${run.waitingUntil}: ${run.waitingFor}`]),
      ...(run.error === null ? [] : [`\nThe run failed: ${run.error}`]),
    ].join('\n');
  });
}

function describePreview(preview: Preview): string {
  const documents = preview.documents.map((document) => {
    const lines = table(
      [{ name: 'Line' }, { name: 'Quantity', right: true }, { name: 'Unit price', right: true }, { name: 'Amount', right: true }],
      document.lines.map((line) => [
        `  ${line.description}`,
        line.itemId === null ? '' : line.quantity,
        line.itemId === null ? '' : line.unitPrice,
        line.itemId === null ? '' : line.amount,
      ]),
    );
    const payer = document.billTo === null ? '' : `, billed to ${document.billTo.number} ${document.billTo.name}`;
    return `${document.customer.number} ${document.customer.name}${payer}: ${document.expectedTotal} ${document.currency}, dated ${document.invoiceDate}\n${lines}`;
  });
  const leftOut = preview.leftOut.map(
    (row) =>
      `  ${row.itemId}  ${row.customerName || '(nobody)'}, ${row.serviceName}: ${row.reasons.map((reason) => reason.message).join(' ') || row.state}`,
  );
  return [
    preview.documents.length === 0
      ? 'No draft would be created.'
      : `${counted(preview.documents.length, 'draft')} would be created. Nothing was written.`,
    ...documents.map((text) => `\n${text}`),
    ...(leftOut.length === 0 ? [] : [`\n${counted(leftOut.length, 'row')} left out:`, ...leftOut]),
    ...(preview.offeredOthers === 0
      ? []
      : [`\n${counted(preview.offeredOthers, 'more ready row')} of these customers could be taken too (--others).`]),
  ].join('\n');
}

function selectionOf(options: CreateCommandOptions): Selection {
  const given = [options.all === true, options.customer !== undefined, options.item !== undefined].filter(Boolean).length;
  if (given !== 1) throw new RequestError('invalid', 'Say which rows: --all, --customer NUMBER, or --item ROW (several times).');
  if (options.customer !== undefined) return { kind: 'customer', customerNumber: options.customer };
  return options.item === undefined ? { kind: 'all', query: queryOf('not-invoiced', '') } : { kind: 'items', ids: options.item };
}

function optionsOf(options: CreateCommandOptions): CreateOptions {
  const date = options.date ?? null;
  if (date !== null && !isLocalDate(date))
    throw new RequestError('invalid', `"${date}" is not a day. Write YYYY-MM-DD.`);
  return { takeCustomersOthers: options.others === true, billAttendee: options.billAttendee === true, invoiceDate: date };
}
