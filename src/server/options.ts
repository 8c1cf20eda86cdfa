import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ItemFacts } from '../domain/item.js';
import type { ErpTarget } from '../domain/ports.js';
import type { Store } from '../domain/store.js';
import type { Clock, Instant } from '../domain/time.js';
import type { Words } from '../domain/words/sentence.js';
import type { Desk } from '../sync/desk.js';
import type { ActorSource } from './actor.js';
import type { CueThresholds } from './cues.js';
import type { RunEvents } from './events.js';
import type { RowSources } from './itemRow.js';
import type { Banner, StatusBusiness } from './schemas/status.js';

/** What the composition root knows and the pages show. */
export interface StatusFacts {
  /** When the newest complete reading of the bookings began; null before the first. */
  dataAsOf: Instant | null;
  nextSyncAt: Instant | null;
  syncRunning: boolean;
  /** Each with its message as sentences, to be told in another language. */
  banners: (Banner & { sentences?: Words })[];
  businesses: StatusBusiness[];
  companies: { id: string; name: string }[];
  rulesVersion: string;
  version: string;
  /** False while the tables are not those of this version: then nothing must be served. */
  migrationsCurrent: boolean;
  /** Who leads the sync, here or in another process; null when nobody does. */
  lease: { owner: string; expiresAt: Instant } | null;
}

/** How much one request may ask for. */
export interface Limits {
  bodyBytes: number;
  /** Per address of a caller. */
  requestsPerMinute: number;
  /** Rows in one selection ("all 1,243 matching"). */
  selectionRows: number;
  calendarDays: number;
  calendarRows: number;
  /** How often an idle event stream says that it is alive. */
  heartbeatMs: number;
  /** Open event streams; a browser keeps one per tab. */
  eventStreams: number;
  /** Readings older than this are reported by /readyz. */
  syncAgeMs: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1_048_576,
  requestsPerMinute: 1_200,
  selectionRows: 20_000,
  calendarDays: 62,
  calendarRows: 5_000,
  heartbeatMs: 15_000,
  eventStreams: 200,
  syncAgeMs: 2 * 3_600_000,
};

/** Everything the pages' server is given. It opens nothing itself. */
export interface ServerOptions {
  store: Store;
  desk: Desk;
  clock: Clock;
  /** Address of a record's page in BC's web client; null when not configured. */
  cardUrl: ErpTarget['cardUrl'];
  /** Address of an appointment in Bookings; null when not configured. */
  appointmentUrl(facts: ItemFacts): string | null;
  /** The billing period a booking falls in by the rules. */
  periodOf: RowSources['periodOf'];
  status(): Promise<StatusFacts>;
  events: RunEvents;
  actor: ActorSource;
  limits: Limits;
  /** When figures of the Overview ask for attention. */
  cues: CueThresholds;
  /** The built pages; null serves the API alone. */
  uiDirectory: string | null;
  metrics: Registry;
  log: Logger;
  /** True behind HTTPS: cookies are then never sent in the clear. */
  secureCookies: boolean;
}
