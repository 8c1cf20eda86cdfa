import { z } from 'zod';
import { filterColumns, sortColumns, views, type FilterColumn } from '../../domain/filter.js';
import { exclusionReasons, stages } from '../../domain/item.js';
import { erpInvoiceStatuses, linkModes, pushStates } from '../../domain/invoice.js';
import { itemStates } from '../../domain/state.js';
import { taxBases } from '../../domain/tax.js';
import type { ListTotal, PayerTotal } from '../../domain/list-store.js';
import { priceTypeSchema } from './booking.js';
import { idSchema, instantSchema, localDateSchema, localeSchema, pagingShape } from './common.js';
import { problemSchema } from './item.js';

export const filterColumnSchema = z.enum(Object.keys(filterColumns) as [FilterColumn, ...FilterColumn[]]);
const sortWords = sortColumns.flatMap((column) => [column, `-${column}`] as const);

/** `f.amount`, `f.startsAt`, …: one filter text per column. */
type FilterTexts = { [Column in FilterColumn as `f.${Column}`]: z.ZodOptional<z.ZodString> };
const filterTexts = Object.fromEntries(
  Object.keys(filterColumns).map((column) => [`f.${column}`, z.string().max(500).optional()]),
) as FilterTexts;

/** What a list shows, as the address bar and the pages say it. A leading `-` sorts downwards. */
export const listQueryShape = {
  view: z.enum(views).default('all'),
  search: z.string().max(200).default(''),
  sort: z.enum(sortWords).default('startsAt'),
  locale: localeSchema.optional(),
  ...filterTexts,
};
export const listQuerySchema = z.strictObject(listQueryShape).meta({ id: 'ListQuery' });
export type ListQuery = z.output<typeof listQuerySchema>;
/** The same in an address: a query string is described by its parts, not by a name. */
export const listAddressSchema = z.strictObject(listQueryShape);
export const listPageQuerySchema = z.strictObject({ ...listQueryShape, ...pagingShape });

/** One row of the list *Bookings Not Invoiced*, flat. */
export const itemRowSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    state: z.enum(itemStates),
    stage: z.enum(stages),
    startsAt: instantSchema,
    endsAt: instantSchema,
    timeZone: z.string().nullable(),
    durationMinutes: z.number(),
    businessId: z.string(),
    companyId: z.string().nullable(),
    customerName: z.string(),
    customerEmail: z.string(),
    customerNumber: z.string().nullable(),
    payerNumber: z.string().nullable(),
    payerName: z.string().nullable(),
    billToNumber: z.string().nullable().describe('The payer, or the customer where nobody else pays'),
    serviceName: z.string(),
    itemNumber: z.string().nullable(),
    staff: z.array(z.string()),
    attendees: z.number().int(),
    priceType: priceTypeSchema,
    unitPrice: z.string().nullable(),
    quantity: z.string().nullable(),
    amount: z.string().nullable(),
    netAmount: z.string().nullable(),
    taxAmount: z.string().nullable(),
    grossAmount: z.string().nullable(),
    taxPercent: z.string().nullable(),
    taxBasis: z
      .enum(taxBases)
      .nullable()
      .describe(
        'document: as the ERP reports it; expected: at the rate it last used for this customer and item; null: not known yet',
      ),
    periodFrom: localDateSchema
      .nullable()
      .describe(
        'First day of the billing period a person moved the booking to, else of the one it falls in, in the business zone',
      ),
    periodTo: localDateSchema.nullable(),
    currency: z.string().nullable(),
    problems: z.array(problemSchema),
    exclusion: z.enum(exclusionReasons).nullable(),
    reason: z.string().describe('The first problem or the exclusion in words; empty when there is neither'),
    reasonCode: z.string().describe('What a filter on the column reason compares with'),
    daysWaiting: z.number().int().nullable().describe('Whole days since it could be drafted; null unless ready or blocked'),
    changedAt: instantSchema,
    invoiceId: z.string().nullable(),
    documentNumber: z.string().nullable(),
    linkMode: z.enum(linkModes).nullable().describe('Whether the line on the document follows its booking; null without one'),
    documentStatus: z.enum([...erpInvoiceStatuses, ...pushStates]).nullable(),
    documentUrl: z.string().nullable(),
    runId: z.string().nullable(),
  })
  .meta({ id: 'ItemRow' });
export type ItemRow = z.infer<typeof itemRowSchema>;

export const listTotalSchema = z
  .object({
    currency: z.string().nullable(),
    count: z.number().int(),
    minutes: z.number(),
    amount: z.string(),
    taxed: z
      .object({ count: z.number().int(), tax: z.string(), gross: z.string() })
      .exactOptional()
      .describe('Of the rows whose document tells its tax; absent when there is none'),
  })
  .meta({ id: 'ListTotal' }) satisfies z.ZodType<ListTotal>;

/** Sums of what goes to one payer in one currency. */
export const payerTotalSchema = z
  .object({
    ...listTotalSchema.shape,
    companyId: z.string().nullable(),
    billToNumber: z
      .string()
      .nullable()
      .describe('The payer, or the customer where nobody else pays; null where nobody is known yet'),
    billToName: z.string().nullable(),
  })
  .meta({ id: 'PayerTotal' }) satisfies z.ZodType<PayerTotal>;

export const viewCountsSchema = z.record(z.enum(views), z.number().int()).meta({ id: 'ViewCounts' });
export const versionedIdSchema = z.object({ id: idSchema, version: z.number().int() });
/** Which of many sums one answer holds. */
export const sumsPageShape = {
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(500).default(100),
};
/** Chosen rows; the largest selection is checked against the configuration. */
export const idsSchema = z.array(idSchema).max(100_000);
