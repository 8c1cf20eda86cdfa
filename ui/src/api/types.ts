import type { components } from './schema.js';

/** The shapes the pages work with, from the server's OpenAPI document. Decimals are text, moments are UTC ISO strings. */
type Schemas = components['schemas'];

export const itemStates = [
  'upcoming',
  'scheduled',
  'ready',
  'blocked',
  'drafting',
  'drafted',
  'sent',
  'posted',
  'paid',
  'credited',
  'excluded',
  'cancelled',
] as const;
export type ItemState = (typeof itemStates)[number];

export const views = [
  'not-invoiced',
  'ready',
  'blocked',
  'upcoming',
  'scheduled',
  'drafted',
  'posted',
  'excluded',
  'cancelled',
  'all',
] as const;
export type View = (typeof views)[number];

export const sortColumns = [
  'startsAt',
  'customerName',
  'serviceName',
  'amount',
  'changedAt',
  'customerNumber',
  'businessId',
] as const;

export type Problem = Schemas['Problem'];
export type Candidate = NonNullable<Problem['candidates']>[number];
export type ErpReference = Schemas['ErpReference'];
export type ItemRow = Schemas['ItemRow'];
export type ListTotal = Schemas['ListTotal'];
export type PayerTotal = Schemas['PayerTotal'];
export type BillingItem = Schemas['BillingItem'];
export type Signed = NonNullable<BillingItem['decision']['confirmed']>;
/** Lists of invoices tell the address of each document's page as well. */
export type Invoice = Schemas['Invoice'] & { documentUrl?: string | null; creditMemoUrl?: string | null };
export type InvoiceLine = Schemas['InvoiceLine'];
export type AuditEntry = Schemas['AuditEntry'];
