import { createTask, type ScheduledTask } from 'node-cron';
import type { App } from './app.js';
import { DatabaseLostError, messageOf } from './domain/errors.js';
import type { Run } from './domain/run-store.js';
import { msOf, type Instant } from './domain/time.js';
import { nudgeCursor } from './sync/actions/create-desk.js';
import { workQueuedRuns } from './sync/actions/work-queued.js';
import { runCycle } from './sync/cycle.js';

/** How many starts of the schedule are looked through for one after a pause. */
const scheduleAhead = 100;

/** The unattended part: cycles on schedule, at a nudge and for drafts whose time has come; queued runs as they appear. */
export interface Daemon {
  /** Catches up once, then keeps the schedule. */
  begin(): void;
  /** When the next scheduled cycle starts that is not before a moment (default: now), ISO instant; null when stopped. */
  nextSyncAt(from?: Instant): Instant | null;
  isSyncing(): boolean;
  /** Looks at once instead of at the next poll. */
  nudge(): void;
  /** Stops the schedule and waits for the work at hand. */
  stop(): Promise<void>;
}

/**
 * Makes the daemon; nothing happens before `begin`. A cycle never overlaps another, in this process or (by lease) in any; a cycle that was missed while nothing ran is caught
 * up once, at the start. `onRun` hears of every run's progress, `onLost` of a database that this process can use no more.
 */
export function createDaemon(app: App, onRun: (run: Run) => void, onLost: () => void = () => {}): Daemon {
  const { context, desk, config } = app;
  let stopped = false;
  let syncing: Promise<unknown> | null = null;
  let seenNudge: string | null = null;
  let caughtUp = false;

  const nextSyncAt = (from?: Instant): Instant | null => {
    if (stopped) return null;
    if (from === undefined) return task.getNextRun()?.toISOString() ?? null;
    const starts = task.getNextRuns(scheduleAhead).map((date) => date.toISOString());
    // A pause that outlasts what was looked through ends within one step of a dense schedule.
    return starts.find((at) => at >= from) ?? from;
  };

  const failed = (error: unknown, what: string): void => {
    context.log.error({ error: messageOf(error) }, what);
    if (error instanceof DatabaseLostError) onLost();
  };

  const sync = (requestedBy: string, settleNow: boolean): Promise<unknown> => {
    if (stopped) return Promise.resolve();
    syncing ??= runCycle(context, { requestedBy, settleNow, onChange: onRun, nextCycleAt: nextSyncAt })
      .then((run) => void (caughtUp ||= run !== null))
      .catch((error: unknown) => failed(error, 'cycle failed'))
      .finally(() => (syncing = null));
    return syncing;
  };

  /** Queued runs of people, a pressed "Sync now", and drafts whose next attempt has come. */
  const poll = async (): Promise<void> => {
    await workQueuedRuns(context, desk);
    if (stopped) return;
    const nudge = await context.store.cursors.read(nudgeCursor);
    const nudged = nudge !== null && nudge !== seenNudge;
    seenNudge = nudge;
    if (nudged) await sync(nudge.slice(nudge.indexOf(' ') + 1), true);
    // A process that was killed a moment ago still has the lease when its successor starts.
    else if (!caughtUp) await sync('start', false);
    else if (await isPushDue(app)) await sync('retry', false);
  };

  const timer = createPoll(poll, config.sync.nudgePoll, (error) => failed(error, 'poll failed'));
  const task: ScheduledTask = createTask(config.sync.schedule, () => void sync('schedule', false), {
    timezone: config.sync.zone,
    noOverlap: true,
  });
  const start = async (): Promise<void> => {
    // A database that does not answer at this moment must not keep the schedule from starting.
    seenNudge = await context.store.cursors.read(nudgeCursor).catch(() => null);
    await sync('start', false);
    if (stopped) return;
    await task.start();
    timer.start();
  };
  let started: Promise<void> = Promise.resolve();

  return {
    begin: () =>
      void (started = start().catch((error: unknown) => context.log.error({ error: messageOf(error) }, 'start failed'))),
    nextSyncAt,
    isSyncing: () => syncing !== null,
    nudge: () => timer.now(),
    async stop() {
      stopped = true;
      await started;
      await task.destroy();
      await timer.stop();
      await syncing;
    },
  };
}

async function isPushDue(app: App): Promise<boolean> {
  const due = await app.store.invoices.nextDueAt();
  return due !== null && msOf(due) <= msOf(app.context.clock.now());
}

interface Poll {
  start(): void;
  now(): void;
  stop(): Promise<void>;
}

/** Calls `work` again and again with a pause, never twice at once; `now` cuts a pause short. */
function createPoll(work: () => Promise<void>, pauseMs: number, onError: (error: unknown) => void): Poll {
  let stopped = false;
  let wake: () => void = () => {};
  let asked = false;
  let loop: Promise<void> = Promise.resolve();
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (asked || stopped) wake();
      asked = false;
    });
  const run = async () => {
    while (!stopped) {
      await work().catch(onError);
      await pause();
    }
  };
  return {
    start: () => void (loop = run()),
    now() {
      asked = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await loop;
    },
  };
}
