import { once } from 'node:events';
import { writeSync } from 'node:fs';
import type { Listener, Phase } from './calls.js';

/** When the process has to die, by its own hand and without warning; and where it has to wait for another. */
export type Plan =
  | { kind: 'live' }
  /** At the n-th call of all ports together. */
  | { kind: 'nth'; n: number; phase: Phase }
  /** At a named call, inside or outside of a transaction, the given time round. */
  | { kind: 'at'; label: string; phase: Phase; round: number }
  /** At the first boundary that matches and is not among those already died at. */
  | { kind: 'new'; died: readonly string[]; pattern: string }
  /** Waits before the first such call until the parent says that everybody is there. */
  | { kind: 'meet'; label: string };

/** What the process tells its parent, one JSON object a line. */
export type Word = { ready: true } | { dying: string } | { met: string } | { finished: { calls: number } } | { stuck: string };

/** Written at once: nothing of it is lost when the process dies with the next statement. */
export function tell(word: Word): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}

export interface Executioner {
  listen: Listener;
  /** Calls heard so far. */
  calls(): number;
}

export function createExecutioner(plan: Plan): Executioner {
  let calls = 0;
  let rounds = 0;
  let met = false;

  function mustDie(phase: Phase, label: string): boolean {
    if (plan.kind === 'nth') return plan.n === calls && plan.phase === phase;
    if (plan.kind === 'new') return new RegExp(plan.pattern).test(label) && !plan.died.includes(`${phase} ${label}`);
    if (plan.kind !== 'at' || !label.endsWith(plan.label) || plan.phase !== phase) return false;
    rounds += 1;
    return rounds === plan.round;
  }

  return {
    calls: () => calls,
    listen(phase, label) {
      if (phase === 'before') calls += 1;
      if (mustDie(phase, label)) die(`${phase} ${label}`);
      if (plan.kind !== 'meet' || plan.label !== label || phase !== 'before' || met) return undefined;
      met = true;
      tell({ met: label });
      return once(process, 'message').then(() => undefined);
    },
  };
}

function die(boundary: string): never {
  tell({ dying: boundary });
  process.kill(process.pid, 'SIGKILL');
  throw new Error('The process outlived SIGKILL.');
}
