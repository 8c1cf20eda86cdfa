import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job } from './job.js';
import type { BenchSandbox, RouteCounts } from './sandbox.js';
import type { PhaseReport } from './worker.js';

/** A phase with what it asked of the other side. */
export type Measured = PhaseReport & { requests: RouteCounts };

/**
 * How the product is started where 250 MB are all there is. Without a limit V8 keeps garbage for as long as the machine has room, and the
 * peak would tell the machine's size and not the program's need.
 */
const smallHeap = ['--max-old-space-size=96', '--max-semi-space-size=6'];

/**
 * Runs a program of ours in a process of its own, phase by phase, and counts what reaches the sandbox in each. Throws when it ends early.
 * `profile`: writes a CPU profile of the process into this folder.
 */
export async function measureProgram(
  program: 'raw-loop' | 'product',
  phases: readonly string[],
  job: Job,
  sandbox: BenchSandbox,
  profile?: string,
): Promise<Record<string, Measured>> {
  const file = fileURLToPath(new URL(`${program}.js`, import.meta.url));
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const execArgv = program === 'product' ? [...smallHeap, ...profiling] : [];
  // Both sides, as in the image.
  const child = fork(file, [JSON.stringify(job)], { execArgv, env: { ...process.env, MALLOC_ARENA_MAX: '2' } });
  try {
    const measured: Record<string, Measured> = {};
    for (const name of phases) {
      const report = await runPhase(child, program);
      if (report.name !== name) throw new Error(`${program} ran ${report.name} where ${name} was due.`);
      measured[name] = { ...report, requests: await sandbox.takeCounts() };
    }
    child.send('end');
    if (child.exitCode === null) await once(child, 'exit');
    return measured;
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}

async function runPhase(child: ChildProcess, program: string): Promise<PhaseReport> {
  const watch = new AbortController();
  const ended = once(child, 'exit', watch).then(([code]) => {
    throw new Error(`${program} ended before its time (exit code ${String(code)}).`);
  });
  child.send('go');
  try {
    const [report] = (await Promise.race([once(child, 'message', watch), ended])) as [PhaseReport];
    return report;
  } finally {
    ended.catch(() => {});
    watch.abort();
  }
}
