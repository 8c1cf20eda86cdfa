/** What an operator may change about the store; the configuration has it under `storage` and `sync.vanish`. */
export interface StoreTuning {
  /** How long work is tried again while another process has the database. */
  busyMs: number;
  /** Longest time for one statement on SQL Server. */
  statementMs: number;
  /** A booking that comes within so long of another's disappearance may be the same one under a new id (E-23). */
  rebookedWithinMs: number;
}

/** As in `config/default.yaml`, for whoever opens a store without a configuration. */
export const usualTuning: StoreTuning = { busyMs: 30_000, statementMs: 60_000, rebookedWithinMs: 86_400_000 };
