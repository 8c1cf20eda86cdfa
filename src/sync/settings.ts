import type { DecimalText } from '../domain/money.js';

/** Every waiting time, window, limit and threshold of the pipeline. Defaults and sentences live in `config/default.yaml`. */
export interface SyncSettings {
  window: {
    /** Days before today whose appointments are listed. */
    lookBackDays: number;
    /** Days after today. */
    lookAheadDays: number;
  };
  read: {
    /** Pages whose appointments are read at the same time; the connector limits requests by itself. */
    pagesInFlight: number;
    /** `auto`: GET an appointment only when the list does not tell its attendees. */
    each: 'auto' | 'always';
    /** An item whose last reading is older than this is read again before it is drafted. */
    freshnessMs: number;
    /** After this many appointments in a row could not be read, the step stops: the source is down. */
    failuresInARow: number;
    /** How long currency and zone of a business, and the currencies of a company, are trusted. */
    profileMs: number;
  };
  vanish: {
    /** Time between the first look that did not find an appointment and the one that may confirm it. */
    secondLookMs: number;
    /** More than this share (0..1) of the window missing at once is taken for an outage: nothing is cancelled. */
    guardShare: number;
    /** The guard stays quiet for fewer missing appointments than this. */
    guardMinimum: number;
    /** Complete windows in a row that must lack an appointment whose id cannot be asked for. */
    unaddressableWindows: number;
  };
  cards: {
    /** A customer or item card last read longer ago than this is read again before drafting. */
    staleMs: number;
    /** A search for a customer or item that had no single answer is put again after this time, or at once when a person retries. */
    askAgainMs: number;
    /** Delays before a customer or item that could not be created is tried again; the last one repeats. */
    retryDelaysMs: readonly number[];
  };
  push: {
    /** After an unknown outcome BC may still be at work: wait this long before looking (longer than BC's own limits). */
    unknownWaitMs: number;
    /** Time one request may take; must be shorter than `unknownWaitMs`. */
    requestTimeoutMs: number;
    /** Delays before an invoice that was not sent is tried again; the last one repeats. */
    retryDelaysMs: readonly number[];
    /** Invoices pushed at the same time. */
    concurrency: number;
    /** Difference between our total and the ERP's that is shown but not flagged, in the currency's smallest units. */
    toleranceMinor: number;
  };
  settle: {
    /** Time between two looks at what finance changed. */
    everyMs: number;
    /** Time between two sweeps for documents that disappeared. */
    sweepMs: number;
    /** Overlap of two looks; both sides round times differently. */
    overlapMs: number;
  };
  safeguards: {
    /** Amounts by currency code above which whoever decided a row's billing does not put it on a draft as well. */
    secondPersonAbove: Readonly<Record<string, DecimalText>>;
    /** What happens where the ERP has documents with keys like ours that this database does not know (E-34). */
    unknownDocuments: 'stop' | 'ignore';
  };
  lease: { ttlMs: number };
  runs: { keepDays: number };
  retention: {
    /** Entries of the audit older than this are removed; null keeps them for ever. */
    auditMs: number | null;
  };
}

/** The delay before the next try after `attempts` tries. */
export function retryDelayMs(delaysMs: readonly number[], attempts: number): number {
  return delaysMs[Math.min(Math.max(attempts, 1), delaysMs.length) - 1] ?? 60_000;
}
