import { X509Certificate } from 'node:crypto';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Config } from './config-schema.js';
import type { RequestReport } from './connectors/http/host.js';
import type { WatchedTokenSource } from './connectors/http/token.js';
import type { Run, RunStep } from './domain/run-store.js';

/** Counts the answers of the other systems and how long they took. */
export function measureRequests(metrics: Registry): (report: RequestReport) => void {
  const requests = new Counter({
    name: 'bookledger_requests_total',
    help: 'Answers of the other systems, by system and status; status 0 means none came.',
    labelNames: ['system', 'status'],
    registers: [metrics],
  });
  const seconds = new Histogram({
    name: 'bookledger_request_seconds',
    help: 'Time one request to another system took.',
    labelNames: ['system'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
    registers: [metrics],
  });
  return ({ system, status, durationMs }) => {
    requests.inc({ system, status: String(status ?? 0) });
    seconds.observe({ system }, durationMs / 1000);
  };
}

/** Counts runs that ended and steps that failed, by cause; give it every state of every run. */
export function measureRuns(metrics: Registry): (run: Run) => void {
  const runs = new Counter({
    name: 'bookledger_runs_total',
    help: 'Runs that ended, by kind and state.',
    labelNames: ['kind', 'state'],
    registers: [metrics],
  });
  const failures = new Counter({
    name: 'bookledger_step_failures_total',
    help: 'Steps of runs that failed, by step, system and cause: access (refused as such), pause (asked to wait), answer (none that is clear), other.',
    labelNames: ['step', 'system', 'cause'],
    registers: [metrics],
  });
  return (run) => {
    if (run.finishedAt === null) return;
    runs.inc({ kind: run.kind, state: run.state });
    for (const step of run.steps) if (step.error !== null) failures.inc(causeOf(step));
  };
}

/** A step's name without the business it worked on: a time series each would be too many. */
function causeOf({ name, waitsFor }: RunStep): { step: string; system: string; cause: string } {
  return { step: name.split(' ')[0]!, system: waitsFor?.system ?? '', cause: waitsFor?.why ?? 'other' };
}

/** How long what we sign in with is still good, by the system it opens. */
export function measureCredentials(
  metrics: Registry,
  config: Config,
  tokens: Readonly<Record<'bookings' | 'business-central', WatchedTokenSource>>,
  nowMs: () => number = Date.now,
): void {
  const systems = ['bookings', 'business-central'] as const;
  gauge(metrics, 'bookledger_token_seconds', 'Seconds until the access token in use ends; none before the first.', (set) => {
    for (const system of systems) {
      const endsMs = tokens[system].endsAtMs();
      if (endsMs !== null) set(system, (endsMs - nowMs()) / 1000);
    }
  });
  gauge(
    metrics,
    'bookledger_certificate_seconds',
    'Seconds until the certificate to sign in with ends; none with a secret.',
    (set) => {
      for (const system of systems) {
        const app = (system === 'bookings' ? config.bookings.app : config.businessCentral.app) ?? config.signIn;
        if (app.certificate === undefined) continue;
        set(system, (Date.parse(new X509Certificate(app.certificate.certificate).validTo) - nowMs()) / 1000);
      }
    },
  );
}

function gauge(
  metrics: Registry,
  name: string,
  help: string,
  read: (set: (system: string, value: number) => void) => void,
): void {
  new Gauge({
    name,
    help,
    labelNames: ['system'],
    registers: [metrics],
    collect() {
      this.reset();
      read((system, value) => this.set({ system }, Math.round(value)));
    },
  });
}
