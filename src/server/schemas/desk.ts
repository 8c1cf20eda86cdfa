import { z } from 'zod';
import type { ErpCustomer, ErpItem } from '../../domain/erp.js';
import { undecided, type ItemDecision } from '../../domain/item.js';
import { itemStates } from '../../domain/state.js';
import type { CreateOptions, DecisionChange, DecisionOutcome, LeftOut, Preview, PreviewDocument } from '../../sync/desk.js';
import { decimalSchema, idSchema, localDateSchema } from './common.js';
import { billingItemSchema, erpReferenceSchema, personalReasonSchema, problemSchema } from './item.js';
import { idsSchema, listQuerySchema } from './list.js';

/** Which items a person means. The query holds filter texts; they are read when the request arrives. */
export const selectionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all'), query: listQuerySchema }),
    z.strictObject({ kind: z.literal('items'), ids: idsSchema.min(1) }),
    z.strictObject({
      kind: z.literal('customer'),
      customerNumber: idSchema,
      companyId: idSchema.optional().describe('Needed where several companies have the number'),
    }),
  ])
  .meta({ id: 'Selection' });
export type WireSelection = z.output<typeof selectionSchema>;

export const createOptionsSchema = z
  .strictObject({
    takeCustomersOthers: z.boolean().default(false),
    billAttendee: z.boolean().default(false),
    invoiceDate: localDateSchema.nullable().default(null),
  })
  .meta({ id: 'CreateOptions' }) satisfies z.ZodType<CreateOptions>;

const previewDocumentSchema = z
  .object({
    companyId: z.string(),
    customer: erpReferenceSchema,
    billTo: erpReferenceSchema.nullable(),
    currency: z.string(),
    invoiceDate: z.string(),
    postingDate: z.string().nullable(),
    lines: z.array(
      z.object({
        itemId: z.string().nullable(),
        description: z.string(),
        quantity: z.string(),
        unitPrice: z.string(),
        amount: z.string(),
        warnings: z.array(problemSchema),
      }),
    ),
    expectedTotal: z.string(),
    expectedTax: z.object({ tax: z.string(), gross: z.string() }).nullable(),
    warnings: z.array(problemSchema).describe('Of the document as a whole, such as the credit limit of its payer'),
  })
  .meta({ id: 'PreviewDocument' }) satisfies z.ZodType<PreviewDocument>;

const leftOutSchema = z
  .object({
    itemId: z.string(),
    customerName: z.string(),
    serviceName: z.string(),
    state: z.enum(itemStates),
    reasons: z.array(problemSchema),
    runId: z.string().nullable(),
  })
  .meta({ id: 'LeftOut' }) satisfies z.ZodType<LeftOut>;

export const previewSchema = z
  .object({
    documents: z.array(previewDocumentSchema),
    leftOut: z.array(leftOutSchema),
    offeredOthers: z.number().int(),
    dataVersion: z.string(),
  })
  .meta({ id: 'Preview' }) satisfies z.ZodType<Preview>;

export const decisionChangeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('exclude'),
      reason: personalReasonSchema,
      reference: z.string().max(100).nullable().default(null),
    }),
    z.strictObject({ kind: z.literal('undo-exclusion') }),
    z.strictObject({ kind: z.literal('set-price'), unitPrice: decimalSchema, quantity: decimalSchema }),
    z.strictObject({ kind: z.literal('clear-price') }),
    z.strictObject({ kind: z.literal('set-period'), day: localDateSchema.describe('Any day of the billing period') }),
    z.strictObject({ kind: z.literal('clear-period') }),
    z.strictObject({ kind: z.literal('not-before'), date: localDateSchema }),
    z.strictObject({ kind: z.literal('clear-not-before') }),
    z.strictObject({ kind: z.literal('bill-attendee'), on: z.boolean() }),
    z.strictObject({ kind: z.literal('confirm'), on: z.boolean() }),
    z.strictObject({ kind: z.literal('undo'), of: z.enum(Object.keys(undecided) as (keyof ItemDecision)[]) }),
  ])
  .meta({ id: 'DecisionChange' }) satisfies z.ZodType<DecisionChange>;

export const decisionOutcomeSchema = z
  .object({
    itemId: z.string(),
    outcome: z.enum(['done', 'changed-meanwhile', 'already-claimed', 'not-found', 'not-possible']),
    message: z.string(),
    item: billingItemSchema.nullable(),
  })
  .meta({ id: 'DecisionOutcome' }) satisfies z.ZodType<DecisionOutcome>;

const cardFault = z.string().optional().describe('What on the card could not be understood; nothing is billed with it then');

export const erpCustomerSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    name: z.string(),
    email: z.string(),
    type: z.enum(['company', 'person', 'unknown']),
    blocked: z.enum(['none', 'ship', 'invoice', 'all', 'unknown']),
    currencyCode: z.string(),
    lastModifiedAt: z.string(),
    fault: cardFault,
  })
  .meta({ id: 'ErpCustomer' }) satisfies z.ZodType<ErpCustomer>;

export const erpItemSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    name: z.string(),
    type: z.enum(['service', 'inventory', 'non-inventory', 'unknown']),
    blocked: z.boolean(),
    unitOfMeasureCode: z.string(),
    lastModifiedAt: z.string(),
    fault: cardFault,
  })
  .meta({ id: 'ErpItem' }) satisfies z.ZodType<ErpItem>;
