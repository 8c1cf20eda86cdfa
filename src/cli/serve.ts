import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { pino } from 'pino';
import { openApp, type App } from '../app.js';
import { appointmentUrlOf } from '../domain/appointment-url.js';
import { findConfigFile, loadConfig, packageDirectory, secretsOf } from '../config.js';
import { createDaemon, type Daemon } from '../daemon.js';
import { thisMachine } from '../domain/actor.js';
import { ConfigurationError } from '../domain/errors.js';
import type { Run } from '../domain/run-store.js';
import { createLog } from '../log.js';
import { billingPeriodOf } from '../mapping/period.js';
import { measureRuns } from '../metrics.js';
import { mayListenOn, type ActorSource } from '../server/actor.js';
import { createRunEvents } from '../server/events.js';
import { buildServer } from '../server/server.js';
import { readStatus } from '../status.js';
import { exitCodes, type CommonOptions } from './session.js';

/** A running service. */
export interface Service {
  url: string;
  app: App;
  daemon: Daemon;
  /** Comes true when this process can use the database no more. */
  lost: Promise<'lost'>;
  /** Finishes the work at hand, then stops. */
  stop(): Promise<void>;
}

/** Serves until SIGTERM or SIGINT; a second signal ends the program at once. */
export async function serve(options: CommonOptions): Promise<void> {
  const { config, file } = loadConfig(findConfigFile(options.config));
  const log = createLog(options.verbose === true ? 'debug' : config.log.level, secretsOf(config));
  log.info({ file }, 'starting');
  // From the first moment on: a container may be stopped while it starts.
  const signalled = untilSignal();
  const service = await startService(config, log);
  log.info({ url: service.url }, 'listening');
  if ((await Promise.race([signalled, service.lost])) === 'lost') {
    log.error({}, 'the database is lost to this process: it ends, to be started again once the database can be written');
    process.exit(exitCodes.failed);
  }
  log.info({}, 'stopping; the work at hand is finished first');
  const tooLong = delay(config.sync.shutdown, 'late' as const, { ref: false });
  const ended = await Promise.race([service.stop().then(() => 'ended' as const), tooLong]);
  if (ended === 'late')
    log.warn({ shutdownMs: config.sync.shutdown }, 'stopped before everything had ended; it goes on after the next start');
  log.info({}, 'stopped');
  // A request that nobody answers would keep the process alive; what it does is safe to cut (docs/exactly-once.md).
  if (ended === 'late') process.exit(exitCodes.partly);
}

/**
 * Starts daemon and server. Throws ConfigurationError when it may not listen where it is told to, or cannot; nothing of it goes on running then.
 */
export async function startService(
  config: App['config'],
  log: ReturnType<typeof createLog>,
  { holdFirstCycle = false }: { holdFirstCycle?: boolean } = {},
): Promise<Service> {
  const actor: ActorSource =
    config.server.demoUsers === undefined
      ? { kind: 'loopback', name: thisMachine }
      : { kind: 'demo', users: config.server.demoUsers };
  const may = mayListenOn(config.server.host, false);
  if (!may.allowed)
    throw new ConfigurationError([{ file: 'configuration', line: null, path: 'server.host', message: may.explanation }]);
  const stop = new AbortController();
  const app = await openApp(config, log, stop.signal);
  const events = createRunEvents((error) => log.error({ error: String(error) }, 'a listener failed'));
  const measure = measureRuns(app.metrics);
  app.onRun((run) => announce(run.finishedAt !== null));
  app.onRun(measure);
  let tellLost: (said: 'lost') => void = () => {};
  const lost = new Promise<'lost'>((resolve) => (tellLost = resolve));
  const hear = (run: Run): void => {
    events.publish({ type: 'run', run });
    measure(run);
    announce(run.finishedAt !== null);
  };
  const daemon = createDaemon(app, hear, () => tellLost('lost'));
  app.onRun((run) => events.publish({ type: 'run', run }));
  // Links to cards need the companies' names, which the connector learns by asking once; nothing waits for it.
  app.context.erp
    .listCompanies()
    .catch((error: unknown) => log.warn({ error: String(error) }, 'companies could not be read yet'));
  const uiDirectory = join(packageDirectory, 'dist/ui');
  const server = await buildServer({
    store: app.store,
    desk: { ...app.desk, create: createAndNudge(app, daemon), syncNow: nudged(app, daemon) },
    clock: app.context.clock,
    cardUrl: (companyId, kind, number) => app.context.erp.cardUrl(companyId, kind, number),
    appointmentUrl: (facts) => appointmentUrlOf(config.bookings.appointmentUrls ?? {}, facts),
    periodOf: (facts) => billingPeriodOf(facts, app.rules),
    status: () => readStatus(app, daemon),
    events,
    actor,
    limits: {
      requestsPerMinute: config.server.rateLimitPerMinute,
      selectionRows: config.server.selectionLimit,
      syncAgeMs: config.server.degradedAfter,
      bodyBytes: config.server.bodyLimit,
      calendarDays: config.server.calendarDays,
      calendarRows: config.server.calendarRows,
      heartbeatMs: config.server.heartbeat,
      eventStreams: config.server.eventStreams,
    },
    cues: {
      blocked: config.server.cues.blocked,
      oldestWaitingMs: config.server.cues.oldestWaiting,
      dataAgeMs: config.server.cues.dataAge,
    },
    uiDirectory: existsSync(uiDirectory) ? uiDirectory : null,
    metrics: app.metrics,
    log: log as pino.Logger,
    secureCookies: false,
  });
  const stopAll = async (): Promise<void> => {
    stop.abort();
    await server.close();
    await daemon.stop();
    await app.close();
  };
  const { host, port } = config.server;
  const url = await server.listen({ host, port }).catch(async (error: NodeJS.ErrnoException) => {
    await stopAll();
    throw new ConfigurationError([
      { file: 'configuration', line: null, path: 'server.port', message: whyNotListening(error, host, port) },
    ]);
  });
  // Only now: a second service that finds the port taken must not have begun to sync.
  if (!holdFirstCycle) daemon.begin();

  function announce(finished: boolean): void {
    events.publish({ type: 'status' });
    if (finished) events.publish({ type: 'items' });
  }
  return { url, app, daemon, lost, stop: stopAll };
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `another program listens on ${host}:${port}, perhaps a second Bookledger. Stop it, or choose another port`;
  if (error.code === 'EACCES') return `this user may not listen on ${host}:${port}. Choose a port above 1023`;
  return `cannot listen on ${host}:${port} (${error.message})`;
}

/** A queued run is worked off by the daemon, which is told at once. */
function createAndNudge(app: App, daemon: Daemon): App['desk']['create'] {
  return async (...request) => {
    const run = await app.desk.create(...request);
    daemon.nudge();
    return run;
  };
}

function nudged(app: App, daemon: Daemon): App['desk']['syncNow'] {
  return async (actor) => {
    await app.desk.syncNow(actor);
    daemon.nudge();
  };
}

async function untilSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    const onSignal = (): void => {
      process.once('SIGINT', () => process.exit(1));
      process.once('SIGTERM', () => process.exit(1));
      resolve();
    };
    process.once('SIGINT', onSignal);
    process.once('SIGTERM', onSignal);
  });
}
