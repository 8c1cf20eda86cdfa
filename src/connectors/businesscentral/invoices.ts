import { isReadable, type ErpInvoice, type FoundInvoice } from '../../domain/invoice.js';
import { ContractError } from '../../domain/errors.js';
import { faultOf } from '../../domain/problems.js';
import type { ErpTarget } from '../../domain/ports.js';
import type { Instant } from '../../domain/time.js';
import { isAbsent } from './absence.js';
import type { Api } from './api.js';
import { draftBody } from './bodies.js';
import type { Companies } from './companies.js';
import { listPath, textLiteral } from './filters.js';
import { byGivenId, findById, findByText } from './lookups.js';
import { invoiceOf, lineOf } from './mapper.js';
import { findSurelyPosted } from './posted.js';
import { reading, type Reading } from './records.js';
import { SalesInvoice, SalesInvoiceLine, selectOf } from './schema.js';

type InvoiceCalls = Pick<
  ErpTarget,
  | 'findInvoices'
  | 'seesPostedInvoices'
  | 'createDraft'
  | 'readInvoice'
  | 'readInvoices'
  | 'readLines'
  | 'listChangedInvoices'
  | 'listKeyedInvoices'
  | 'deleteDraft'
>;

/** Sales invoices of a company: drafts and posted ones are one entity with one id (BC reference 3.4). */
export function invoiceCalls(api: Api, companies: Companies): InvoiceCalls {
  async function toInvoices(companyId: string, rows: readonly Reading<SalesInvoice>[]): Promise<FoundInvoice[]> {
    const local = rows.some(({ record, broken }) => !record.currencyCode && broken.length === 0)
      ? await companies.localCurrency(companyId)
      : '';
    return rows.map((row) => invoiceOf(row, local));
  }

  /** What was just made must be understood: whoever cannot read it looks for it again. */
  async function toCreated(companyId: string, row: Reading<SalesInvoice>): Promise<ErpInvoice> {
    const [invoice] = await toInvoices(companyId, [row]);
    if (isReadable(invoice!)) return invoice;
    throw new ContractError('business-central', faultOf(invoice!));
  }

  return {
    async findInvoices(companyId, keys) {
      const wanted = keys.map((key) => key.toUpperCase());
      const rows = await findByText(api, companyId, 'salesInvoices', 'externalDocumentNumber', wanted, SalesInvoice);
      return byKey(keys, rows, await toInvoices(companyId, rows));
    },
    async createDraft(draft, mayStillSend) {
      const path = listPath(draft.companyId, { entitySet: 'salesInvoices' });
      return api.create(path, draftBody(draft), reading(SalesInvoice), (row) => toCreated(draft.companyId, row), mayStillSend);
    },
    async readInvoice(companyId, invoiceId) {
      try {
        const row = await api.read(invoicePath(companyId, invoiceId), reading(SalesInvoice));
        return (await toInvoices(companyId, [row]))[0]!;
      } catch (error) {
        if (isAbsent(error)) return null;
        throw error;
      }
    },
    async readInvoices(companyId, invoiceIds) {
      const rows = await findById(api, companyId, 'salesInvoices', invoiceIds, SalesInvoice);
      return byGivenId(invoiceIds, await toInvoices(companyId, rows));
    },
    async readLines(companyId, invoiceId) {
      const entitySet = `salesInvoices(${encodeURIComponent(invoiceId)})/salesInvoiceLines`;
      const rows = await api.lists([listPath(companyId, { entitySet, select: selectOf(SalesInvoiceLine) })], SalesInvoiceLine);
      return rows.map(lineOf).sort((one, other) => one.sequence - other.sequence);
    },
    async *listChangedInvoices(companyId, since) {
      const seen = new Set<string>();
      for await (const rows of api.pages(changedPath(companyId, since), reading(SalesInvoice))) {
        const invoices = await toInvoices(companyId, rows);
        const fresh = invoices.filter(
          (invoice) => !isReadable(invoice) || (invoice.lastModifiedAt >= since && isNew(seen, `${invoice.id} ${invoice.etag}`)),
        );
        if (fresh.length > 0) yield fresh;
      }
    },
    async *listKeyedInvoices(companyId, keyPrefix, since) {
      for await (const rows of api.pages(keyedPath(companyId, keyPrefix, since), reading(SalesInvoice))) {
        const invoices = await toInvoices(companyId, rows);
        const keyed = rows.map(({ record }, at) => ({ key: record.externalDocumentNumber ?? '', found: invoices[at]! }));
        const begun = keyed.filter(({ key }) => key.startsWith(keyPrefix));
        if (begun.length > 0) yield begun;
      }
    },
    async seesPostedInvoices(companyId) {
      return (await findSurelyPosted(api, companyId)) !== null;
    },
    async deleteDraft(companyId, invoiceId, etag) {
      await api.remove(invoicePath(companyId, invoiceId), etag);
    },
  };
}

/** Every document under the key it carries. One whose key cannot be read stands for every key that found nothing: it may be that one. */
function byKey(
  keys: readonly string[],
  rows: readonly Reading<SalesInvoice>[],
  invoices: readonly FoundInvoice[],
): Map<string, FoundInvoice[]> {
  const carried = rows.map(({ record }) => record.externalDocumentNumber?.toUpperCase());
  const unclear = invoices.filter((_, at) => rows[at]!.broken.includes('externalDocumentNumber')).slice(0, 1);
  return new Map(
    keys.map((key) => {
      const found = invoices.filter((_, at) => carried[at] === key.toUpperCase());
      return [key, found.length === 0 ? unclear : found];
    }),
  );
}

/** Next links may forget the filter, so the caller checks each row against the watermark again (BC reference 7). */
function changedPath(companyId: string, since: Instant): string {
  const filter = `lastModifiedDateTime ge ${since}`;
  return listPath(companyId, {
    entitySet: 'salesInvoices',
    filter,
    select: selectOf(SalesInvoice),
    orderBy: 'lastModifiedDateTime',
  });
}

function keyedPath(companyId: string, keyPrefix: string, since: Instant | null): string {
  const begins = `startswith(externalDocumentNumber,${textLiteral(keyPrefix)})`;
  const filter = since === null ? begins : `${begins} and lastModifiedDateTime ge ${since}`;
  return listPath(companyId, { entitySet: 'salesInvoices', filter, select: selectOf(SalesInvoice) });
}

function invoicePath(companyId: string, invoiceId: string): string {
  return listPath(companyId, { entitySet: `salesInvoices(${encodeURIComponent(invoiceId)})` });
}

function isNew(seen: Set<string>, value: string): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  return true;
}
