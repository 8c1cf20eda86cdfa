import { RequestError } from '../domain/errors.js';
import { acceptDocuments, findUnknownDocuments, type UnknownDocument } from '../sync/reconcile.js';
import { commandLineActor, exitCodes, withApp, type CommonOptions } from './session.js';
import { counted, print, roomFor, table } from './table.js';
import { money } from './words.js';

export interface ReconcileOptions extends CommonOptions {
  accept?: boolean;
  reason?: string;
}

/**
 * After a database was restored: documents in Business Central with keys of ours that it does not know, and the rows they probably bill (E-34).
 * With `--accept` they stand in the way no more. Exit code 3 while there are any. Throws RequestError when `--accept` comes without a reason.
 */
export async function reconcile(options: ReconcileOptions): Promise<number> {
  const { accept = false, reason = '' } = options;
  if (accept && reason.trim() === '')
    throw new RequestError('invalid', 'Say why with --reason, for example "restored backup, rows excluded".');
  return withApp(options, async ({ context }) => {
    const documents = await findUnknownDocuments(context);
    if (accept) await acceptDocuments(context, documents, { actor: commandLineActor(), reason });
    print(options.json, documents, () => describe(documents, accept, roomFor(options)));
    return documents.length === 0 || accept ? exitCodes.done : exitCodes.partly;
  });
}

function describe(documents: readonly UnknownDocument[], accepted: boolean, room: number | null): string {
  if (documents.length === 0) return 'This database knows every document in Business Central that carries a key of ours.';
  return [documentTable(documents, room), '', ...advice(documents, accepted)].join('\n');
}

/** A line of a document a row; the document is named on its first. */
function documentTable(documents: readonly UnknownDocument[], room: number | null): string {
  const rows = documents.flatMap(({ company, number, key, document, lines }) => {
    const head = [number, document?.status ?? '', document?.customerName ?? '', totalOf(document), company, key];
    const [first, ...more] = lines.length === 0 ? [{ description: '', rows: [] }] : lines;
    return [first!, ...more].map((line, at) => [
      ...(at === 0 ? head : head.map(() => '')),
      line.description,
      line.rows.join(' '),
    ]);
  });
  return table(
    [
      { name: 'Document' },
      { name: 'Status', drop: 2 },
      { name: 'Customer', least: 10 },
      { name: 'Total', drop: 1 },
      { name: 'Company', least: 8, drop: 4 },
      { name: 'Key', drop: 3 },
      { name: 'Line', least: 16 },
      { name: 'Probably row' },
    ],
    rows,
    room,
  );
}

function totalOf(document: UnknownDocument['document']): string {
  return document === null ? '' : `${money(document.grossTotal, document.currencyCode)} ${document.currencyCode}`;
}

function advice(documents: readonly UnknownDocument[], accepted: boolean): string[] {
  const count = counted(documents.length, 'document');
  if (accepted) return [`${count} accepted. Drafts can be created again.`];
  return [
    `${count} in Business Central that this database does not know. It may have been restored from a backup.`,
    'Exclude the rows they bill: bookledger exclude ROW --invoiced-as DOCUMENT --reason "restored backup"',
    'Then go on: bookledger reconcile --accept --reason "restored backup, rows excluded"',
    'Nothing is drafted in these companies before that.',
  ];
}
