import { z } from 'zod';
import type { Overview } from '../../domain/list-store.js';
import { attentions } from '../cues.js';
import { instantSchema } from './common.js';
import { viewCountsSchema } from './list.js';
import { runSchema, waitSchema } from './run.js';

export const bannerSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['info', 'warning', 'error']),
    message: z.string(),
    until: instantSchema.nullable().describe('When what stands in the way is tried again by itself'),
    waitsFor: waitSchema.exactOptional(),
  })
  .meta({ id: 'Banner' });
export type Banner = z.infer<typeof bannerSchema>;

const businessSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  timeZone: z.string().nullable(),
  currency: z.string().nullable(),
  companyId: z.string().nullable(),
});
export type StatusBusiness = z.infer<typeof businessSchema>;

export const statusSchema = z
  .object({
    dataAsOf: instantSchema.nullable().describe('When the newest complete reading of the bookings began'),
    nextSyncAt: instantSchema.nullable(),
    syncRunning: z.boolean(),
    lastRun: runSchema.nullable(),
    banners: z.array(bannerSchema),
    businesses: z.array(businessSchema),
    companies: z.array(z.object({ id: z.string(), name: z.string() })),
    listensOnLoopbackOnly: z.boolean(),
    signInConfigured: z.boolean(),
    rulesVersion: z.string(),
    version: z.string(),
  })
  .meta({ id: 'Status' });

export const meSchema = z
  .object({
    actor: z.string(),
    name: z.string(),
    isDemo: z.boolean(),
    demoUsers: z.array(z.string()),
    csrfToken: z.string(),
    locale: z.string(),
  })
  .meta({ id: 'Me' });

const attentionSchema = z.enum(attentions);
const valueShape = { currency: z.string(), count: z.number().int(), amount: z.string() };
export const overviewSchema = z
  .object({
    byWeek: z.array(z.object({ week: z.string(), ...valueShape })),
    byAge: z.array(z.object({ bucket: z.enum(['0-7', '8-30', '31-90', '91+']), ...valueShape })),
    oldestWaiting: instantSchema.nullable(),
    counts: viewCountsSchema,
    attention: z.object({ blocked: attentionSchema, oldestWaiting: attentionSchema, dataAge: attentionSchema }),
  })
  .meta({ id: 'Overview' }) satisfies z.ZodType<Overview>;
