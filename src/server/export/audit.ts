import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { AuditEntry } from '../../domain/audit-store.js';
import { guarded } from '../../domain/spreadsheet.js';

export const auditColumns = ['at', 'actor', 'action', 'itemId', 'invoiceId', 'runId', 'before', 'after', 'reason'] as const;
export type AuditColumn = (typeof auditColumns)[number];

/** How an entry is written, for a machine or for a reader. */
export interface AuditFormat {
  delimiter: ',' | ';';
  headingOf(column: AuditColumn): string;
  cellOf(entry: AuditEntry, column: AuditColumn): string;
}

/** As it is kept, for machines. */
export const plainAudit: AuditFormat = {
  delimiter: ',',
  headingOf: (column) => column,
  cellOf: (entry, column) => entry[column] ?? '',
};

/**
 * The history as CSV, oldest first: UTF-8 with a byte order mark, RFC 4180 quoting, no cell that a spreadsheet takes for a formula (D.1.14). A
 * stream, for there may be more of it than memory holds.
 */
export function auditCsv(chunks: AsyncIterable<AuditEntry[]>, format: AuditFormat): Readable {
  const { delimiter } = format;
  const stringifier = stringify({ bom: true, delimiter, record_delimiter: 'windows', quoted: true });
  return pipeline(Readable.from(records(chunks, format)), stringifier, () => undefined);
}

async function* records(chunks: AsyncIterable<AuditEntry[]>, { headingOf, cellOf }: AuditFormat): AsyncGenerator<string[]> {
  yield auditColumns.map(headingOf);
  for await (const entries of chunks)
    for (const entry of entries) yield auditColumns.map((column) => guarded(cellOf(entry, column)));
}
