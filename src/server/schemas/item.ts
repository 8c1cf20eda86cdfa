import { z } from 'zod';
import {
  exclusionReasons,
  personalExclusionReasons,
  sourceStates,
  stages,
  type BillingItem,
  type ErpReference,
  type ItemBilling,
  type ItemDecision,
  type ItemFacts,
} from '../../domain/item.js';
import { problemCodes, problemFixes } from '../../domain/problems.js';
import { attendeeSchema, priceTypeSchema } from './booking.js';
import { instantSchema, localDateSchema } from './common.js';
import { wordsSchema } from './words.js';

export const erpReferenceSchema = z
  .object({ id: z.string(), number: z.string(), name: z.string() })
  .meta({ id: 'ErpReference' }) satisfies z.ZodType<ErpReference>;

export const problemSchema = z
  .object({
    code: z.enum(problemCodes),
    severity: z.enum(['blocks', 'warns']),
    message: z.string().describe('What is wrong and what to do, in the language asked for'),
    fix: z.enum(problemFixes),
    candidates: z.array(z.object({ id: z.string(), number: z.string(), name: z.string(), email: z.string() })).exactOptional(),
  })
  .meta({ id: 'Problem' });

export const exclusionReasonSchema = z.enum(exclusionReasons);
/** What a person may give as a reason: the rest come from rules or from "mark as invoiced" and "leave as is". */
export const personalReasonSchema = z.enum([...personalExclusionReasons, 'marked-invoiced', 'leave-as-is']);

const factsSchema = z.object({
  id: z.string(),
  businessId: z.string(),
  appointmentId: z.string(),
  attendeeKey: z.string(),
  companyId: z.string().nullable(),
  partyKey: z.string().nullable(),
  serviceId: z.string(),
  serviceName: z.string(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  maturesAt: instantSchema,
  timeZone: z.string().nullable(),
  priceType: priceTypeSchema,
  price: z.number(),
  currency: z.string().nullable(),
  attendee: attendeeSchema.nullable(),
  maximumAttendeesCount: z.number(),
  filledAttendeesCount: z.number().nullable(),
  listedAttendeesCount: z.number(),
  staffMemberIds: z.array(z.string()),
  staffNames: z.array(z.string()),
  label: z.string(),
  serviceNotes: z.string(),
  additionalInformation: z.string(),
  selfService: z.boolean(),
  lastUpdatedAt: instantSchema.nullable(),
  createdAt: instantSchema.nullable(),
  readingProblems: z.array(problemSchema),
}) satisfies z.ZodType<ItemFacts>;

const signedShape = { by: z.string(), at: instantSchema, reason: z.string() };
const periodShape = { from: localDateSchema, to: localDateSchema };
const decisionSchema = z.object({
  exclusion: z.object({ ...signedShape, kind: exclusionReasonSchema, reference: z.string().nullable() }).nullable(),
  price: z.object({ ...signedShape, unitPrice: z.string(), quantity: z.string() }).nullable(),
  period: z.object({ ...signedShape, ...periodShape, instead: z.object(periodShape).nullable() }).nullable(),
  notBefore: z.object({ ...signedShape, date: z.string(), instant: instantSchema }).nullable(),
  billAttendee: z.object(signedShape).nullable(),
  confirmed: z.object(signedShape).nullable(),
}) satisfies z.ZodType<ItemDecision>;

const billingSchema = z.object({
  sellTo: erpReferenceSchema.nullable(),
  billTo: erpReferenceSchema.nullable(),
  erpItem: erpReferenceSchema.nullable(),
  quantity: z.string().nullable(),
  unitPrice: z.string().nullable(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  description: z.string().nullable(),
  exclusion: exclusionReasonSchema.nullable(),
  reasoning: wordsSchema,
  problems: z.array(problemSchema),
}) satisfies z.ZodType<ItemBilling>;

export const billingItemSchema = z
  .object({
    facts: factsSchema,
    sourceState: z.enum(sourceStates),
    readAt: instantSchema,
    firstSeenAt: instantSchema,
    decision: decisionSchema,
    invoiceId: z.string().nullable(),
    billing: billingSchema,
    refusal: problemSchema.nullable(),
    stage: z.enum(stages),
    version: z.number().int(),
    changedAt: instantSchema,
  })
  .meta({ id: 'BillingItem' }) satisfies z.ZodType<BillingItem>;
