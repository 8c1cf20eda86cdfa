import { z } from 'zod';
import { messageOf } from '../../domain/errors.js';
import { elapsedMinutes, type Instant } from '../../domain/time.js';
import type { ServerOptions, StatusFacts } from '../options.js';
import type { Api } from './api.js';

const checkSchema = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });
const readySchema = z.object({ status: z.enum(['ready', 'degraded', 'not-ready']), checks: z.array(checkSchema) });
type Check = z.infer<typeof checkSchema>;

/**
 * For whoever runs the container. `livez`: the process answers. `readyz`: 503 without a database of this version; an old sync or a missing
 * leader is reported as `degraded` with 200, because the pages still work and say so themselves (D.2.11).
 */
export function healthRoutes(app: Api, options: ServerOptions): void {
  const config = { rateLimit: false };

  app.get('/livez', { config, schema: { hide: true } }, () => ({ status: 'alive' }));

  app.get(
    '/readyz',
    { config, schema: { hide: true, response: { 200: readySchema, 503: readySchema } } },
    async (_request, reply) => {
      const database = await checkDatabase(options);
      const checks = database.ok ? [database, ...(await checkStatus(options))] : [database];
      const broken = checks.some((check) => !check.ok && (check.name === 'database' || check.name === 'migrations'));
      const status = broken ? 'not-ready' : checks.every((check) => check.ok) ? 'ready' : 'degraded';
      return reply.code(broken ? 503 : 200).send({ status, checks });
    },
  );

  app.get('/metrics', { config, schema: { hide: true } }, async (_request, reply) =>
    reply.type(options.metrics.contentType).send(await options.metrics.metrics()),
  );
}

async function checkDatabase({ store, log }: ServerOptions): Promise<Check> {
  try {
    await store.cursors.read('readyz');
    return { name: 'database', ok: true, detail: 'Answers.' };
  } catch (error) {
    // The text may name hosts and logins: it is for the log, not for whoever may ask.
    log.error({ err: messageOf(error) }, 'The database does not answer');
    return { name: 'database', ok: false, detail: 'Does not answer; the log says why.' };
  }
}

async function checkStatus(options: ServerOptions): Promise<Check[]> {
  const facts = await options.status();
  const now = options.clock.now();
  const migrations = facts.migrationsCurrent;
  return [
    {
      name: 'migrations',
      ok: migrations,
      detail: migrations ? 'Current.' : 'The tables are of another version. Run the migrations.',
    },
    leaseCheck(facts, now),
    syncCheck(facts, now, options.limits.syncAgeMs),
  ];
}

/** Tells whether a cycle is under way. Between two cycles nobody holds the lease: how well it goes is what the age of the data says. */
function leaseCheck({ lease }: StatusFacts, now: Instant): Check {
  const held = lease !== null && lease.expiresAt > now;
  return {
    name: 'lease',
    ok: true,
    detail: held ? `Syncing; the lease is held until ${lease.expiresAt}.` : 'No sync at this moment.',
  };
}

function syncCheck({ dataAsOf }: StatusFacts, now: Instant, syncAgeMs: number): Check {
  if (dataAsOf === null) return { name: 'sync', ok: false, detail: 'No complete reading yet.' };
  const minutes = Math.floor(elapsedMinutes(dataAsOf, now));
  return { name: 'sync', ok: minutes * 60_000 <= syncAgeMs, detail: `The newest complete reading is ${minutes} minutes old.` };
}
