import { z } from 'zod';
import {
  erpInvoiceStatuses,
  pushStates,
  type DraftInvoice,
  type DraftLine,
  type ErpInvoice,
  type Invoice,
  type InvoiceLine,
} from '../../domain/invoice.js';
import type { LineAmounts } from '../../domain/tax.js';
import { instantSchema } from './common.js';
import { erpReferenceSchema, problemSchema } from './item.js';

const draftLineSchema = z.object({
  billingItemId: z.string().nullable(),
  erpItemId: z.string().nullable(),
  description: z.string(),
  description2: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  unitOfMeasureCode: z.string().nullable(),
  taxCode: z.string().nullable(),
  shipmentDate: z.string().nullable(),
}) satisfies z.ZodType<DraftLine>;

const draftInvoiceSchema = z.object({
  key: z.string(),
  companyId: z.string(),
  sellToCustomerId: z.string(),
  billToCustomerId: z.string().nullable(),
  currencyCode: z.string(),
  invoiceDate: z.string(),
  postingDate: z.string().nullable(),
  dueDate: z.string().nullable(),
  purchaseOrderReference: z.string(),
  salesperson: z.string().nullable(),
  shortcutDimension1Code: z.string().nullable(),
  shortcutDimension2Code: z.string().nullable(),
  paymentTermsId: z.string().nullable(),
  lines: z.array(draftLineSchema),
}) satisfies z.ZodType<DraftInvoice>;

const erpInvoiceSchema = z.object({
  id: z.string(),
  number: z.string(),
  key: z.string(),
  status: z.enum(erpInvoiceStatuses),
  customerId: z.string(),
  customerNumber: z.string(),
  customerName: z.string(),
  currencyCode: z.string(),
  pricesIncludeTax: z.boolean(),
  netTotal: z.string(),
  taxTotal: z.string(),
  grossTotal: z.string(),
  remainingAmount: z.string(),
  invoiceDate: z.string(),
  postingDate: z.string(),
  dueDate: z.string(),
  lastModifiedAt: z.string(),
  etag: z.string(),
}) satisfies z.ZodType<ErpInvoice>;

export const invoiceSchema = z
  .object({
    id: z.string(),
    key: z.string(),
    companyId: z.string(),
    runId: z.string().nullable(),
    customer: erpReferenceSchema,
    billTo: erpReferenceSchema.nullable(),
    currency: z.string(),
    draft: draftInvoiceSchema,
    expectedTotal: z.string(),
    push: z.enum(pushStates),
    attempts: z.number().int(),
    attemptedAt: instantSchema.nullable(),
    nextAttemptAt: instantSchema,
    problem: problemSchema.nullable(),
    erp: erpInvoiceSchema.nullable(),
    draftNumber: z.string().nullable(),
    settledAt: instantSchema.nullable(),
    variance: z.string().nullable(),
    creditMemo: z
      .object({ id: z.string(), number: z.string(), date: z.string() })
      .exactOptional()
      .describe('The posted credit memo that cancelled or closed it; absent where none was found'),
    createdAt: instantSchema,
    createdBy: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'Invoice' }) satisfies z.ZodType<Invoice>;

/** An invoice with the addresses of its page and its credit memo's in BC; null when not configured or not there. */
export const linkedInvoiceSchema = invoiceSchema
  .extend({ documentUrl: z.string().nullable(), creditMemoUrl: z.string().nullable() })
  .meta({ id: 'LinkedInvoice' });
export type LinkedInvoice = z.infer<typeof linkedInvoiceSchema>;

const lineAmountsSchema = z.object({
  net: z.string(),
  tax: z.string(),
  gross: z.string(),
  taxPercent: z.string().nullable(),
}) satisfies z.ZodType<LineAmounts>;

export const invoiceLineSchema = z
  .object({
    invoiceId: z.string(),
    lineNo: z.number().int(),
    billingItemId: z.string().nullable(),
    line: draftLineSchema,
    evidence: z.string(),
    erpLineId: z.string().nullable(),
    amounts: lineAmountsSchema.nullable(),
    releasedAt: instantSchema.nullable(),
  })
  .meta({ id: 'InvoiceLine' }) satisfies z.ZodType<InvoiceLine>;
