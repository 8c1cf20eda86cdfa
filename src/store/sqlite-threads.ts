import { Worker } from 'node:worker_threads';

/** An error of SQLite, with its code: `SQLITE_BUSY`, `SQLITE_CONSTRAINT_UNIQUE`, … */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';

  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** A thread that runs `sqlite-thread.js`; see there for what may be asked. */
export interface SqliteThread {
  ask(request: object): Promise<unknown>;
  /** Gives the thread back, for the next file or for its end. */
  release(): void;
}

interface Answer {
  id: number;
  result?: unknown;
  error?: { message: string; code: string };
}

/** How long a thread without a file is kept: starting one loads TypeORM anew. */
const idleMs = 2_000;

const idle: { thread: SqliteThread; timer: NodeJS.Timeout }[] = [];

/** A thread of the caller's own: one that was given back a moment ago, or a new one. */
export function takeThread(): SqliteThread {
  const kept = idle.pop();
  if (kept === undefined) return startThread();
  clearTimeout(kept.timer);
  return kept.thread;
}

function startThread(): SqliteThread {
  const worker = new Worker(new URL('./sqlite-thread.js', import.meta.url));
  const pending = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let outbox: object[] = [];
  let ended: Error | null = null;

  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  worker.on('message', (message: string) => {
    for (const { id, result, error } of JSON.parse(message) as Answer[]) {
      const asked = pending.get(id);
      pending.delete(id);
      if (error === undefined) asked?.resolve(result);
      else asked?.reject(new SqliteError(error.message, error.code));
    }
    // A thread with nothing to do does not keep the program from ending.
    if (pending.size === 0) worker.unref();
  });
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => end(new Error('The thread of the database has ended.')));
  worker.unref();

  const send = (): void => {
    const requests = outbox;
    outbox = [];
    worker.ref();
    worker.postMessage(JSON.stringify(requests));
  };

  const thread: SqliteThread = {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (ended !== null) return reject(ended);
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        if (outbox.length === 0) queueMicrotask(send);
        outbox.push({ id: lastId, ...request });
      }),
    release: () => {
      if (ended !== null) return;
      const timer = setTimeout(() => {
        idle.splice(
          idle.findIndex((kept) => kept.thread === thread),
          1,
        );
        void worker.terminate();
      }, idleMs);
      timer.unref();
      idle.push({ thread, timer });
    },
  };
  return thread;
}
