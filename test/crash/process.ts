import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Order } from './child/main.js';
import type { Word } from './child/plan.js';

/** How a process ended. */
export interface Ending {
  /** Work done, killed, or stopped by an error of its own. */
  kind: 'finished' | 'killed' | 'stuck';
  /** The boundary it killed itself at; null when the kill came from outside or there was none. */
  boundary: string | null;
  /** Port calls it made; 0 unless it finished. */
  calls: number;
  /** What it had to say when it was stuck. */
  message: string;
}

/** A process of the program. */
export interface Running {
  /** Resolves when it stands at the door it was told to wait at; rejects when it ends before. */
  met: Promise<void>;
  /** Resolves when the database is open and the work begins, or when it ended before. */
  ready: Promise<void>;
  ended: Promise<Ending>;
  /** Lets a process that waits go on. */
  go(): void;
  kill(): void;
}

export function start(entry: string, order: Order): Running {
  const child = fork(entry, [JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] });
  const words: Word[] = [];
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => (errors = `${errors}${chunk.toString()}`.slice(-3000)));
  const lines = createInterface({ input: child.stdout! });
  const said = (name: string): Promise<void> =>
    new Promise((resolve) => {
      lines.on('line', (line) => name in (JSON.parse(line) as object) && resolve());
    });
  lines.on('line', (line) => words.push(JSON.parse(line) as Word));
  // All three: words still in the pipe count.
  const ended = Promise.all([once(child, 'exit'), once(child.stdout!, 'close'), once(child.stderr!, 'close')]).then(() =>
    endingOf(child, words, errors),
  );
  const met = Promise.race([said('met'), ended.then((ending) => Promise.reject(new Error(describe(ending))))]);
  met.catch(() => {});
  return {
    met,
    ready: Promise.race([said('ready'), ended.then(() => undefined)]),
    ended,
    go: () => void child.send('go'),
    kill: () => void child.kill('SIGKILL'),
  };
}

function endingOf(child: ChildProcess, words: readonly Word[], errors: string): Ending {
  const said = Object.assign({}, ...words) as { dying?: string; finished?: { calls: number }; stuck?: string };
  const kind = said.finished !== undefined ? 'finished' : child.signalCode === 'SIGKILL' ? 'killed' : 'stuck';
  return {
    kind,
    boundary: said.dying ?? null,
    calls: said.finished?.calls ?? 0,
    message: kind === 'stuck' ? `${said.stuck ?? `exit code ${child.exitCode}`} ${errors}` : '',
  };
}

function describe(ending: Ending): string {
  return `The process ended before it could wait: ${ending.kind} ${ending.message}`;
}
