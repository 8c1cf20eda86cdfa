import { RemoteError } from '../domain/errors.js';
import { isReadable, type ErpInvoiceLine, type FoundInvoice } from '../domain/invoice.js';
import { compareDecimals } from '../domain/money.js';
import { acceptUnknown, findUnknown } from './erp-ahead.js';
import { billingCompanies } from './profiles.js';
import type { SyncContext } from './context.js';

/** A document of the ERP with a key like ours that this database does not know. */
export interface UnknownDocument {
  companyId: string;
  company: string;
  key: string;
  number: string;
  /** Null where the document, or its lines, cannot be read. */
  document: Extract<FoundInvoice, { status: unknown }> | null;
  lines: UnknownLine[];
}

export interface UnknownLine {
  description: string;
  /** Rows of the same customer and text that are on no document here: one of them is probably billed by the line. */
  rows: string[];
}

/** Every such document of the companies the rules name, with the rows it probably bills (E-34). Changes nothing. Throws RemoteError. */
export async function findUnknownDocuments(context: SyncContext): Promise<UnknownDocument[]> {
  const unknown: UnknownDocument[] = [];
  for (const [companyId, company] of await billingCompanies(context)) {
    for (const { key, found } of await findUnknown(context, companyId)) {
      const document = isReadable(found) ? found : null;
      const lines = document === null ? [] : await linesOf(context, companyId, document);
      unknown.push({ companyId, company, key, number: found.number, document, lines });
    }
  }
  return unknown;
}

/** Says that these documents are known from now on, and what they bill was dealt with. Drafting goes on. */
export async function acceptDocuments(
  context: SyncContext,
  documents: readonly UnknownDocument[],
  by: { actor: string; reason: string },
): Promise<void> {
  const at = context.clock.now();
  for (const companyId of new Set(documents.map((document) => document.companyId))) {
    const accepted = documents.filter((document) => document.companyId === companyId);
    await context.store.audit.append([
      {
        at,
        actor: by.actor,
        action: 'documents-accepted',
        itemId: null,
        invoiceId: null,
        runId: null,
        before: null,
        after: JSON.stringify(accepted.map(({ key, number }) => ({ key, number }))),
        reason: by.reason,
      },
    ]);
    await acceptUnknown(
      context,
      companyId,
      accepted.map(({ key }) => key),
    );
  }
}

async function linesOf(
  context: SyncContext,
  companyId: string,
  document: NonNullable<UnknownDocument['document']>,
): Promise<UnknownLine[]> {
  const lines = await context.erp.readLines(companyId, document.id).catch((error: unknown): ErpInvoiceLine[] => {
    if (error instanceof RemoteError) throw error;
    return [];
  });
  const rows = await context.store.list.customerItems(document.customerNumber, context.clock.now());
  const open = rows.map(({ item }) => item).filter((item) => item.facts.companyId === companyId && item.invoiceId === null);
  return lines.map(({ description, unitPrice }) => ({
    description,
    rows: open
      .filter(({ billing }) => billing.description === description && isPrice(billing.unitPrice, unitPrice))
      .map(({ facts }) => facts.id),
  }));
}

function isPrice(one: string | null, other: string): boolean {
  return one !== null && compareDecimals(one, other) === 0;
}
