import { z } from 'zod';
import { remoteSystems } from '../../domain/errors.js';
import { type AuditEntry } from '../../domain/audit-store.js';
import { runStates, waitReasons, type Run, type RunNote, type Wait } from '../../domain/run-store.js';
import { instantSchema } from './common.js';

export const waitSchema = z
  .object({ system: z.enum(remoteSystems), why: z.enum(waitReasons), until: instantSchema.nullable() })
  .meta({ id: 'Wait' }) satisfies z.ZodType<Wait>;

export const runSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['sync', 'create']),
    state: z.enum(runStates),
    requestedBy: z.string(),
    request: z.string(),
    queuedAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    steps: z.array(
      z.object({
        name: z.string(),
        startedAt: instantSchema,
        finishedAt: instantSchema.nullable(),
        counts: z.record(z.string(), z.number()),
        error: z.string().nullable(),
        waitsFor: waitSchema.exactOptional(),
      }),
    ),
    counts: z.record(z.string(), z.number()),
    waitingFor: z.string().nullable(),
    waitingUntil: instantSchema.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Run' }) satisfies z.ZodType<Run>;

export const runNoteSchema = z
  .object({
    runId: z.string(),
    at: instantSchema,
    level: z.enum(['error', 'skipped', 'info']),
    step: z.string(),
    itemId: z.string().nullable(),
    invoiceId: z.string().nullable(),
    message: z.string(),
  })
  .meta({ id: 'RunNote' }) satisfies z.ZodType<RunNote>;

export const auditEntrySchema = z
  .object({
    at: instantSchema,
    actor: z.string(),
    action: z.string(),
    itemId: z.string().nullable(),
    invoiceId: z.string().nullable(),
    runId: z.string().nullable(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    reason: z.string(),
  })
  .meta({ id: 'AuditEntry' }) satisfies z.ZodType<AuditEntry>;
