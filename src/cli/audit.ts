import { pipeline } from 'node:stream/promises';
import type { App } from '../app.js';
import type { AuditEntry, AuditScope } from '../domain/audit-store.js';
import { RequestError } from '../domain/errors.js';
import { isLocalDate } from '../domain/time.js';
import { auditCsv, plainAudit } from '../server/export/audit.js';
import { withApp, type CommonOptions } from './session.js';
import { counted, print, roomFor, table } from './table.js';
import { moment } from './words.js';

export interface AuditOptions extends CommonOptions {
  item?: string;
  invoice?: string;
  run?: string;
  since?: string;
  limit?: string;
  csv?: boolean;
}

/**
 * Who did what, when, from what to what and why (D.1.14): the latest entries as a table, all of them as CSV or, one a line, as JSON. Throws
 * RequestError for a day that is none and an invoice nobody knows.
 */
export async function audit(options: AuditOptions): Promise<void> {
  if (options.csv === true && options.json === true) throw new RequestError('invalid', 'Choose --csv or --json, not both.');
  await withApp(options, async (app) => {
    const scope = await scopeOf(app, options);
    if (options.csv === true) return writeCsv(app, scope);
    if (options.json === true) return writeJson(app, scope);
    const { rows, total } = await app.store.audit.list(scope, 0, limitOf(options.limit));
    print(false, null, () => describe(rows, total, roomFor(options)));
  });
}

async function scopeOf(app: App, { item, invoice, run, since }: AuditOptions): Promise<AuditScope> {
  if (since !== undefined && !isLocalDate(since))
    throw new RequestError('invalid', `"${since}" is not a day. Write --since 2026-06-01, for example.`);
  return {
    ...(item !== undefined && { itemId: item }),
    ...(invoice !== undefined && { invoiceId: await invoiceIdOf(app, invoice) }),
    ...(run !== undefined && { runId: run }),
    ...(since !== undefined && { since: `${since}T00:00:00.000Z` }),
  };
}

/** By our key, or by its number as a draft. */
async function invoiceIdOf({ store }: App, named: string): Promise<string> {
  const byKey = await store.invoices.findByKey(named);
  if (byKey !== null) return byKey.id;
  const { rows } = await store.invoices.list({ push: [], search: named, varianceOnly: false, offset: 0, limit: 50 });
  const found = rows.find((invoice) => invoice.draftNumber === named || invoice.erp?.number === named);
  if (found !== undefined) return found.id;
  throw new RequestError('not-found', `There is no document ${named}. Give its key (BKG-…) or its number.`);
}

function limitOf(text = '50'): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new RequestError('invalid', `"${text}" is not a number of entries. Write --limit 50, for example.`);
}

function describe(rows: readonly AuditEntry[], total: number, room: number | null): string {
  if (rows.length === 0) return 'Nothing was done yet that the audit keeps.';
  const body = table(
    [
      { name: 'When' },
      { name: 'Who', least: 10 },
      { name: 'What' },
      { name: 'Row', drop: 1 },
      { name: 'From', least: 12, drop: 2 },
      { name: 'To', least: 12, drop: 3 },
      { name: 'Why', least: 20, below: true },
    ],
    rows.map((entry) => [
      moment(entry.at),
      entry.actor,
      entry.action,
      entry.itemId ?? '',
      entry.before ?? '',
      entry.after ?? '',
      entry.reason,
    ]),
    room,
  );
  const shown =
    rows.length < total
      ? `The latest ${rows.length} of ${counted(total, 'entry', 'entries')}.`
      : `${counted(total, 'entry', 'entries')}.`;
  return `${body}\n\n${shown}`;
}

/** As a stream: the audit may be kept for ever. */
async function writeCsv({ store }: App, scope: AuditScope): Promise<void> {
  await pipeline(auditCsv(store.audit.walk(scope), plainAudit), process.stdout, { end: false });
}

async function writeJson({ store }: App, scope: AuditScope): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    for await (const entries of store.audit.walk(scope)) for (const entry of entries) yield `${JSON.stringify(entry)}\n`;
  };
  await pipeline(lines(), process.stdout, { end: false });
}
