import { IANAZone } from 'luxon';
import { validate as isCron } from 'node-cron';
import { z } from 'zod';
import { faultsOfCertificate } from './config-certificate.js';
import { faultOfAppointmentUrl } from './domain/appointment-url.js';
import { faultOfDatabase } from './store/options.js';

const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `20s`, `12m`, `1h`, `35d`, `250ms` → milliseconds. */
const duration = z.string().transform((text, context) => {
  const ms = msFrom(text);
  if (ms !== null) return ms;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not a duration; write a number and a unit, for example 20s, 12m, 1h or 35d`,
  });
  return z.NEVER;
});

function msFrom(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim());
  return match === null ? null : Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
}

const shortestRetentionDays = 365;

/** `forever` → null, `1830d` → milliseconds; never so short that the year at hand would be lost. */
const retained = z.string().transform((text, context) => {
  const ms = msFrom(text);
  if (text.trim() === 'forever') return null;
  if (ms !== null && ms >= shortestRetentionDays * unitMs.d) return ms;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is too short or no time; write forever, or at least ${shortestRetentionDays}d, for example 1830d for five years`,
  });
  return z.NEVER;
});

const count = z.number().int().positive();
/** A duration within limits, both included. */
const between = (least: string, most: string) =>
  duration.refine((ms) => ms >= (msFrom(least) ?? 0) && ms <= (msFrom(most) ?? Infinity), `must be from ${least} to ${most}`);

const url = z.url({ protocol: /^https$/, message: 'must be an https address' });

const database = z.string().superRefine((text, context) => {
  const message = faultOfDatabase(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

const certificate = z
  .strictObject({ privateKey: z.string().min(1), certificate: z.string().min(1) })
  .superRefine((texts, context) => {
    for (const { path, message } of faultsOfCertificate(texts)) context.addIssue({ code: 'custom', path: [path], message });
  });

const appCredential = z.strictObject({
  tenantId: z.string().min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  /** PEM texts, usually `file:/run/secrets/…`. */
  certificate: certificate.optional(),
});

const signIn = appCredential
  .extend({
    authority: url,
    requestTimeout: duration,
    renewBefore: duration,
    caFile: z.string().optional(),
    proxy: z.string().optional(),
  })
  .refine((value) => (value.clientSecret === undefined) !== (value.certificate === undefined), {
    message: 'give either clientSecret or certificate',
  });

const remote = z.strictObject({
  baseUrl: url,
  scope: z.string().optional(),
  concurrency: count,
  requestTimeout: duration,
  /** Its own app registration, when it is not the one of `signIn`. */
  app: appCredential.optional(),
});

/** Addresses of appointments by the mailbox of their business. */
const appointmentUrls = z
  .record(
    z.string().toLowerCase(),
    z.string().superRefine((text, context) => {
      const message = faultOfAppointmentUrl(text);
      if (message !== null) context.addIssue({ code: 'custom', message });
    }),
  )
  .optional();

const retry = z.strictObject({
  retries: z.number().int().min(0),
  minDelay: duration,
  maxDelay: duration,
  maxRetryAfter: duration,
});

const sync = z.strictObject({
  schedule: z.string().refine(isCron, {
    error: ({ input }) =>
      `"${String(input)}" is not a cron expression; every 15 minutes is "*/15 * * * *", at six each morning "0 6 * * *"`,
  }),
  zone: z.string().refine((name) => IANAZone.isValidZone(name), {
    error: ({ input }) => `"${String(input)}" is not a time zone; write its IANA name, for example Europe/Copenhagen`,
  }),
  nudgePoll: duration,
  shutdown: duration,
  window: z.strictObject({ lookBackDays: count, lookAheadDays: z.number().int().min(0) }),
  read: z.strictObject({
    each: z.enum(['auto', 'always']),
    pagesInFlight: count,
    freshness: duration,
    failuresInARow: count,
    profiles: duration,
  }),
  vanish: z.strictObject({
    secondLook: duration,
    guardShare: z.number().min(0).max(1),
    guardMinimum: count,
    unaddressableWindows: count,
    rebookedWithin: between('1m', '30d'),
  }),
  cards: z.strictObject({ stale: duration, askAgain: duration, retryDelays: z.array(duration).min(1) }),
  push: z.strictObject({
    unknownWait: duration,
    retryDelays: z.array(duration).min(1),
    concurrency: count,
    toleranceMinor: z.number().int().min(0),
  }),
  settle: z.strictObject({ every: duration, sweep: duration, overlap: duration }),
  lease: z.strictObject({ ttl: duration }),
  runs: z.strictObject({ keepDays: count }),
});

const amount = z
  .union([z.number(), z.string()], { error: 'write a number' })
  .transform(String)
  .refine((value) => /^\d{1,12}(\.\d{1,4})?$/.test(value), 'write an amount of 0 or more, for example 500');

const storage = z.strictObject({ busyWait: between('1s', '10m'), statementTimeout: between('1s', '1h') });

const safeguards = z.strictObject({
  /** `ignore` where another Bookledger with a database of its own writes into the same company. */
  unknownDocuments: z.enum(['stop', 'ignore']),
  /** By currency code; without any the safeguard is off. */
  secondPersonAbove: z.record(
    z.string().regex(/^[A-Z]{3}$/, 'write a three-letter ISO code in capitals, for instance EUR'),
    amount,
  ),
});

const server = z.strictObject({
  host: z.string(),
  port: z.number().int().min(0).max(65_535),
  /** Names a visitor of the demo can switch between; leave out otherwise. */
  demoUsers: z.array(z.string().min(1)).min(1).optional(),
  rateLimitPerMinute: count,
  /** Bytes of one request. */
  bodyLimit: count.min(65_536).max(104_857_600),
  calendarDays: count.min(7).max(366),
  calendarRows: count.min(100).max(50_000),
  heartbeat: between('1s', '5m'),
  eventStreams: count.max(10_000),
  selectionLimit: count,
  /** Readings older than this make `/readyz` say `degraded`. */
  degradedAfter: duration,
  /** From the first on a figure of the Overview asks for attention, from the second on it is urgent. */
  cues: z.strictObject({
    blocked: z.tuple([count, count]),
    oldestWaiting: z.tuple([duration, duration]),
    dataAge: z.tuple([duration, duration]),
  }),
});

/** The whole configuration after defaults, `env:` and `file:` references are filled in. */
export const configSchema = z
  .strictObject({
    database,
    storage,
    signIn,
    bookings: remote.extend({ appointmentUrls }),
    businessCentral: remote.extend({ webClientUrl: z.string().optional() }),
    retry,
    sync,
    safeguards,
    retention: z.strictObject({ audit: retained }),
    templates: z.string().min(1),
    server,
    log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error']) }),
  })
  .refine((value) => value.sync.push.unknownWait > value.businessCentral.requestTimeout, {
    path: ['sync', 'push', 'unknownWait'],
    // Also beside other faults, so that all are told at once.
    when: ({ value }) => isWaitKnown(value),
    message: 'must be longer than businessCentral.requestTimeout, or a request could still be running when it is looked for',
  });

export type Config = z.output<typeof configSchema>;

const waits = z.object({
  sync: z.object({ push: z.object({ unknownWait: z.number() }) }),
  businessCentral: z.object({ requestTimeout: z.number() }),
});

function isWaitKnown(value: unknown): boolean {
  return waits.safeParse(value).success;
}
