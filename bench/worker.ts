import type { Job } from './job.js';

/** One measured part of a process's work. */
export interface PhaseReport {
  name: string;
  wallMs: number;
  /** User and system time of the process, all threads, during the phase. */
  cpuMs: number;
  /** Peak resident memory of the process since its start. */
  peakMb: number;
  /** Anything the phase wants printed or checked. */
  result: Record<string, number>;
}

export type Phases = Record<string, () => Promise<Record<string, number>>>;

/**
 * The main loop of a measured process: does each phase when its parent says so and reports what it cost. Loading the program is done before
 * the first phase and is not measured; both sides are treated alike.
 */
export async function runPhases(prepare: (job: Job) => Promise<{ phases: Phases; close: () => Promise<void> }>): Promise<void> {
  const job = JSON.parse(process.argv[2] ?? '') as Job;
  const { phases, close } = await prepare(job);
  for (const [name, work] of Object.entries(phases)) {
    await told();
    process.send!(await measure(name, work));
  }
  await told();
  await close();
  process.disconnect();
}

async function measure(name: string, work: () => Promise<Record<string, number>>): Promise<PhaseReport> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return {
    name,
    wallMs: performance.now() - startedMs,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
    result,
  };
}

/** Waits for the parent's word. */
function told(): Promise<void> {
  return new Promise((resolve) => process.once('message', () => resolve()));
}
