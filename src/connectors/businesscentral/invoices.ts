import type { ErpInvoice } from '../../domain/invoice.js';
import type { ErpTarget } from '../../domain/ports.js';
import type { Instant } from '../../domain/time.js';
import { isAbsent } from './absence.js';
import type { Api } from './api.js';
import { draftBody } from './bodies.js';
import type { Companies } from './companies.js';
import { listPath } from './filters.js';
import { byGivenId, findById, findByText } from './lookups.js';
import { invoiceOf, lineOf } from './mapper.js';
import { findSurelyPosted } from './posted.js';
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
  | 'deleteDraft'
>;

/** Sales invoices of a company: drafts and posted ones are one entity with one id (BC reference 3.4). */
export function invoiceCalls(api: Api, companies: Companies): InvoiceCalls {
  async function toInvoices(companyId: string, rows: readonly SalesInvoice[]): Promise<ErpInvoice[]> {
    const local = rows.some((row) => !row.currencyCode) ? await companies.localCurrency(companyId) : '';
    return rows.map((row) => invoiceOf(row, local));
  }

  async function toInvoice(companyId: string, row: SalesInvoice): Promise<ErpInvoice> {
    const [invoice] = await toInvoices(companyId, [row]);
    return invoice!;
  }

  return {
    async findInvoices(companyId, keys) {
      const wanted = keys.map((key) => key.toUpperCase());
      const rows = await findByText(api, companyId, 'salesInvoices', 'externalDocumentNumber', wanted, SalesInvoice);
      const invoices = await toInvoices(companyId, rows);
      return new Map(keys.map((key) => [key, invoices.filter((invoice) => invoice.key.toUpperCase() === key.toUpperCase())]));
    },
    async createDraft(draft, mayStillSend) {
      const path = listPath(draft.companyId, { entitySet: 'salesInvoices' });
      return api.create(path, draftBody(draft), SalesInvoice, (row) => toInvoice(draft.companyId, row), mayStillSend);
    },
    async readInvoice(companyId, invoiceId) {
      try {
        return await toInvoice(companyId, await api.read(invoicePath(companyId, invoiceId), SalesInvoice));
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
      for await (const rows of api.pages(changedPath(companyId, since), SalesInvoice)) {
        const invoices = await toInvoices(companyId, rows);
        const fresh = invoices.filter(
          (invoice) => invoice.lastModifiedAt >= since && isNew(seen, `${invoice.id} ${invoice.etag}`),
        );
        if (fresh.length > 0) yield fresh;
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

function invoicePath(companyId: string, invoiceId: string): string {
  return listPath(companyId, { entitySet: `salesInvoices(${encodeURIComponent(invoiceId)})` });
}

function isNew(seen: Set<string>, value: string): boolean {
  if (seen.has(value)) return false;
  seen.add(value);
  return true;
}
