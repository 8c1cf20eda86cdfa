import type { Appointment } from './model.js';

/** The appointments of one business, in order of creation and in order of start. */
export interface AppointmentBook {
  readonly size: number;
  find(id: string): Appointment | undefined;
  /** Adds, or replaces the one with the same id. */
  put(appointment: Appointment): void;
  remove(id: string): boolean;
  all(): Iterable<Appointment>;
  nextSequence(): number;
  /** Up to `count` appointments created after `sequence`. */
  afterSequence(sequence: number, count: number): Appointment[];
  /** Up to `count` appointments in the window, by start then sequence, after the given position. */
  inWindow(window: Window, after: Position | undefined, count: number): Appointment[];
  countInWindow(window: Window): number;
}

/** UTC milliseconds; `startWithin` takes only starts inside, `overlap` also what reaches in. */
export interface Window {
  fromMs: number;
  toMs: number;
  edges: 'overlap' | 'startWithin';
}

export interface Position {
  startMs: number;
  sequence: number;
}

const byStart = (left: Position, right: Position): number => left.startMs - right.startMs || left.sequence - right.sequence;
const bySequence = (left: Appointment, right: Appointment): number => left.sequence - right.sequence;

/** Creates an empty book. Orders are kept as arrays and put right only when next asked for after a change. */
export function createAppointmentBook(): AppointmentBook {
  const byId = new Map<string, Appointment>();
  let starts: Appointment[] | undefined;
  let sequences: Appointment[] | undefined;
  let longestMs = 0;
  let lastSequence = 0;
  const changed = (): void => void (starts = sequences = undefined);
  const inStartOrder = (): Appointment[] => (starts ??= [...byId.values()].sort(byStart));
  const inSequence = (): Appointment[] => (sequences ??= [...byId.values()].sort(bySequence));

  function* matching(window: Window, after: Position | undefined): Generator<Appointment> {
    const ordered = inStartOrder();
    const earliestMs = window.edges === 'overlap' ? window.fromMs - longestMs : window.fromMs;
    const from = after
      ? firstIndex(ordered, (candidate) => byStart(candidate, after) > 0)
      : firstIndex(ordered, (candidate) => candidate.startMs >= earliestMs);
    for (let index = from; index < ordered.length; index += 1) {
      const candidate = ordered[index]!;
      if (candidate.startMs >= window.toMs) return;
      if (window.edges === 'startWithin' ? candidate.startMs >= window.fromMs : candidate.endMs > window.fromMs) yield candidate;
    }
  }

  return {
    get size() {
      return byId.size;
    },
    find: (id) => byId.get(id),
    put: (appointment) => {
      byId.set(appointment.id, appointment);
      lastSequence = Math.max(lastSequence, appointment.sequence);
      longestMs = Math.max(longestMs, appointment.endMs - appointment.startMs);
      changed();
    },
    remove: (id) => {
      changed();
      return byId.delete(id);
    },
    all: () => byId.values(),
    nextSequence: () => lastSequence + 1,
    afterSequence: (sequence, count) => {
      const ordered = inSequence();
      const from = firstIndex(ordered, (candidate) => candidate.sequence > sequence);
      return ordered.slice(from, from + count);
    },
    inWindow: (window, after, count) => {
      const found: Appointment[] = [];
      if (count <= 0) return found;
      for (const appointment of matching(window, after)) if (found.push(appointment) >= count) break;
      return found;
    },
    countInWindow: (window) => {
      let count = 0;
      for (const _ of matching(window, undefined)) count += 1;
      return count;
    },
  };
}

/** Index of the first element that passes, in an array where all that pass come last. */
function firstIndex<T>(ordered: readonly T[], passes: (element: T) => boolean): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(ordered[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
