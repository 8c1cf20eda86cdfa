import type { Log } from '../domain/log.js';
import type { BookingSource, ErpTarget } from '../domain/ports.js';
import type { Store } from '../domain/store.js';
import type { Clock } from '../domain/time.js';
import type { Rules } from '../mapping/rules.js';
import type { SyncSettings } from './settings.js';

/** What every step gets: the four ports, the rules and the numbers. */
export interface SyncContext {
  source: BookingSource;
  erp: ErpTarget;
  store: Store;
  clock: Clock;
  rules: Rules;
  settings: SyncSettings;
  log: Log;
  /** Names this process in leases and claims. */
  owner: string;
  /** Aborted when the process is asked to stop; steps finish the record at hand and return. */
  stop: AbortSignal;
}
