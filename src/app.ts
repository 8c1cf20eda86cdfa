import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { packageDirectory, storeTuning, syncSettings } from './config.js';
import type { Config } from './config-schema.js';
import { createBusinessCentral } from './connectors/businesscentral/index.js';
import { createGraphBookings } from './connectors/graph/index.js';
import { createAgent } from './connectors/http/agent.js';
import { createRemoteHost, type RemoteHost } from './connectors/http/host.js';
import { createTokenSource, type Credential, type WatchedTokenSource } from './connectors/http/token.js';
import { ConfigurationError, type RemoteSystem } from './domain/errors.js';
import type { Log } from './domain/log.js';
import type { Run } from './domain/run-store.js';
import type { Store } from './domain/store.js';
import { systemClock, type Instant } from './domain/time.js';
import type { RuleSource } from './mapping/read.js';
import { loadRules, type Rules } from './mapping/rules.js';
import { measureCredentials, measureRequests } from './metrics.js';
import { openStore } from './store/open.js';
import { storeOptionsOf } from './store/options.js';
import { createDesk } from './sync/actions/create-desk.js';
import type { SyncContext } from './sync/context.js';
import type { Desk } from './sync/desk.js';

/** The program put together: which implementation stands behind each port is known here and nowhere else. */
export interface App {
  config: Config;
  context: SyncContext;
  desk: Desk;
  store: Store;
  rules: Rules;
  metrics: Registry;
  /** Tells listeners about runs; the server streams them to the pages. */
  onRun(listener: (run: Run) => void): void;
  /** Systems that asked this process to leave them alone, and until when. */
  pauses(): Pause[];
  version: string;
  close(): Promise<void>;
}

export interface Pause {
  system: RemoteSystem;
  until: Instant;
}

/** Opens the database and makes the connectors; talks to no other system yet. Throws ConfigurationError. */
export async function openApp(config: Config, log: Log, stop: AbortSignal = new AbortController().signal): Promise<App> {
  const rules = readRules(config.templates);
  const metrics = new Registry();
  const connectors = connect(config, log, stop, metrics);
  const store = await openStore({ ...storeOptionsOf(config.database), tuning: storeTuning(config) });
  const context: SyncContext = {
    ...connectors.ports,
    store,
    rules,
    clock: systemClock,
    settings: syncSettings(config),
    log,
    owner: `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
    stop,
  };
  const listeners: ((run: Run) => void)[] = [];
  const desk = createDesk(context, (run) => listeners.forEach((listener) => listener(run)));
  return {
    config,
    context,
    desk,
    store,
    rules,
    metrics,
    version: programVersion(),
    pauses: connectors.pauses,
    onRun: (listener) => void listeners.push(listener),
    async close() {
      connectors.close();
      await store.close();
    },
  };
}

/** Reads and checks every rule file of a folder. Throws ConfigurationError with all faults. */
export function readRules(directory: string): Rules {
  return loadRules(readRuleFiles(directory));
}

/** The rule files of a folder, by name. Throws ConfigurationError when it is none, or has none. */
export function readRuleFiles(directory: string): RuleSource[] {
  const isFolder = existsSync(directory) && statSync(directory).isDirectory();
  const names = isFolder ? readdirSync(directory).filter((name) => /\.ya?ml$/.test(name)) : [];
  if (names.length > 0)
    return names.sort().map((name) => ({ file: join(directory, name), text: readFileSync(join(directory, name), 'utf8') }));
  const message = isFolder
    ? `there is no .yaml file in ${directory}; copy those of config/templates there, or name another folder`
    : `there is no folder ${directory}; copy config/templates there, or name another folder`;
  throw new ConfigurationError([{ file: 'configuration', line: null, path: 'templates', message }]);
}

/** Version of the installed package. */
export function programVersion(): string {
  return (JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')) as { version: string }).version;
}

function connect(
  config: Config,
  log: Log,
  stop: AbortSignal,
  metrics: Registry,
): { ports: Pick<SyncContext, 'source' | 'erp'>; pauses(): Pause[]; close(): void } {
  const onRequest = measureRequests(metrics);
  const agent = createAgent({ caFile: config.signIn.caFile, proxy: config.signIn.proxy, keepAlive: true, maxSockets: 16 });
  const host = (system: RemoteSystem, concurrency: number, requestTimeoutMs: number): RemoteHost =>
    createRemoteHost({
      system,
      concurrency,
      requestTimeoutMs,
      retries: config.retry.retries,
      minDelayMs: config.retry.minDelay,
      maxDelayMs: config.retry.maxDelay,
      maxRetryAfterMs: config.retry.maxRetryAfter,
      log,
      onRequest,
      stopSignal: stop,
    });
  const signInHost = host('sign-in', 4, config.signIn.requestTimeout);
  const tokens = (remote: Config['bookings'], defaultScope: string): WatchedTokenSource => {
    const app = remote.app ?? config.signIn;
    return createTokenSource({
      authority: config.signIn.authority,
      knownAuthorities: [new URL(config.signIn.authority).host],
      tenantId: app.tenantId,
      clientId: app.clientId,
      credential: credentialOf(app),
      scope: remote.scope ?? defaultScope,
      agent,
      host: signInHost,
      renewBeforeMs: config.signIn.renewBefore,
    });
  };
  const { bookings, businessCentral } = config;
  const ofBookings = tokens(bookings, `${new URL(bookings.baseUrl).origin}/.default`);
  const ofErp = tokens(businessCentral, 'https://api.businesscentral.dynamics.com/.default');
  measureCredentials(metrics, config, { bookings: ofBookings, 'business-central': ofErp });
  const bookingsHost = host('bookings', bookings.concurrency, bookings.requestTimeout);
  const erpHost = host('business-central', businessCentral.concurrency, businessCentral.requestTimeout);
  const source = createGraphBookings({
    baseUrl: bookings.baseUrl,
    agent,
    tokens: ofBookings,
    host: bookingsHost,
  });
  const erp = createBusinessCentral({
    apiUrl: businessCentral.baseUrl,
    webClientUrl: businessCentral.webClientUrl ?? null,
    agent,
    tokens: ofErp,
    host: erpHost,
  });
  const pauses = (): Pause[] =>
    [signInHost, bookingsHost, erpHost].flatMap(({ system, pausedUntil }) => {
      const until = pausedUntil();
      return until === null ? [] : [{ system, until }];
    });
  return { ports: { source, erp }, pauses, close: () => agent.destroy() };
}

function credentialOf(app: NonNullable<Config['bookings']['app']>): Credential {
  if (app.certificate === undefined) return { kind: 'secret', value: app.clientSecret ?? '' };
  return { kind: 'certificate', privateKeyPem: app.certificate.privateKey, certificatePem: app.certificate.certificate };
}
