import { z } from 'zod';

/**
 * What we need of Business Central's answers and no more: unknown properties are ignored, texts may be absent, numbers are JSON numbers.
 *
 * Decimals: JSON.parse turns a JSON number into a double. Business Central's amounts have at most 15 significant digits, and a
 * double keeps 15 exactly: its shortest text is the number that was sent. The mapper takes that text, so nothing is lost.
 */
const text = z.string().nullish();
const decimal = z.number();

export const Company = z.object({ id: z.string(), name: z.string(), displayName: text });

export const Customer = z.object({
  id: z.string(),
  number: z.string(),
  displayName: text,
  email: text,
  type: z.string(),
  blocked: text,
  currencyCode: text,
  lastModifiedDateTime: z.string(),
});

export const Item = z.object({
  id: z.string(),
  number: z.string(),
  displayName: text,
  type: z.string(),
  blocked: z.boolean(),
  baseUnitOfMeasureCode: text,
  lastModifiedDateTime: z.string(),
});

/** A person contact of a customer. `customerName` proves `customerId`, see contacts.ts. */
export const CustomerContact = z.object({ id: z.string(), email: text, customerId: text, customerName: text });

/** A contact as the whole list of contacts tells it: what it is, but not whose. */
export const Contact = z.object({
  id: z.string(),
  number: text,
  type: text,
  displayName: text,
  companyNumber: text,
  companyName: text,
  email: text,
  contactBusinessRelation: text,
});

/** A contact that belongs to a customer, as the customer tells it. */
export const ContactInformation = z.object({ contactId: text, contactNumber: text, relatedId: text, relatedType: text });

export const SalesInvoice = z.object({
  '@odata.etag': z.string(),
  id: z.string(),
  number: z.string(),
  externalDocumentNumber: text,
  status: z.string(),
  customerId: text,
  customerNumber: text,
  customerName: text,
  currencyCode: text,
  pricesIncludeTax: z.boolean(),
  totalAmountExcludingTax: decimal,
  totalTaxAmount: decimal,
  totalAmountIncludingTax: decimal,
  remainingAmount: decimal,
  invoiceDate: z.string(),
  postingDate: z.string(),
  dueDate: z.string(),
  lastModifiedDateTime: z.string(),
});

export const SalesInvoiceLine = z.object({
  id: z.string(),
  sequence: z.number(),
  lineType: z.string(),
  itemId: text,
  description: text,
  quantity: decimal,
  unitPrice: decimal,
  // After discounts. Absent ones cost a column on the list, never the invoice.
  netAmount: decimal.nullish(),
  netTaxAmount: decimal.nullish(),
  netAmountIncludingTax: decimal.nullish(),
  taxPercent: decimal.nullish(),
});

export const SalesCreditMemo = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  postingDate: z.string(),
  invoiceId: text,
  invoiceNumber: text,
});

export const CustomerLimit = z.object({ id: z.string(), creditLimit: decimal });
export const CustomerBalance = z.object({ id: z.string(), balance: decimal });

export const Currency = z.object({ code: z.string() });
export const CompanyInformation = z.object({ currencyCode: text });
export const GeneralLedgerSetup = z.object({ localCurrencyCode: text });

/** A record of which only its existence matters. */
export const Existing = z.object({ id: z.string() });

export type Company = z.infer<typeof Company>;
export type Customer = z.infer<typeof Customer>;
export type Item = z.infer<typeof Item>;
export type SalesInvoice = z.infer<typeof SalesInvoice>;
export type SalesInvoiceLine = z.infer<typeof SalesInvoiceLine>;

/** The properties of a row schema as a `$select`; annotations such as the ETag come by themselves. */
export function selectOf(row: z.ZodObject): string {
  return Object.keys(row.shape)
    .filter((name) => !name.startsWith('@'))
    .join(',');
}

/** One page of a collection; its rows are checked one by one, so that this schema is built only once. */
export const Page = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

/** The answer to a `$batch`: in any order, entries may be absent, ids may be null (BC reference 4). */
export const BatchAnswer = z.object({
  responses: z.array(
    z.object({
      id: z.string().nullish(),
      status: z.number(),
      headers: z.record(z.string(), z.unknown()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
});

export const ErrorBody = z.object({ error: z.object({ code: text, message: text }) });
