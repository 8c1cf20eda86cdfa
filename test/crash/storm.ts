import { repeatableRandom } from '../../sandbox/faults.js';
import type { FaultAction, FaultRule } from '../../sandbox/contract.js';
import { violations } from './invariants.js';
import type { Program } from './program.js';
import { openWorld, type World } from './world.js';

/** What was done and what came of it. */
export interface StormResult {
  kills: number;
  restarts: number;
  worlds: number;
  /** Documents in Business Central, over all worlds. */
  drafts: number;
  /** How often Business Central cut a connection, was slow or refused, by kind. */
  faults: Record<string, number>;
  violations: string[];
}

export interface StormOptions {
  program: Program;
  /** How many processes work on one database at the same time. */
  processes: number;
  kills: number;
  seed: number;
}

const killsPerWorld = 12;
/** A process lives at most this long after it opened the database, to begin with; it should be about what a whole run takes here. */
const firstLifeMs = 1500;

/** What goes wrong on the other side while processes die on this one; each is over well before a request times out. */
const troubles: { action: FaultAction; probability: number }[] = [
  { action: { kind: 'doneThenCut' }, probability: 0.2 },
  { action: { kind: 'cutBefore' }, probability: 0.12 },
  { action: { kind: 'status', status: 503 }, probability: 0.12 },
  { action: { kind: 'slow', ms: 400 }, probability: 0.2 },
];

/** Kills processes at random moments while Business Central misbehaves, lets one of them finish in peace, and looks what both sides have. */
export async function storm({ program, processes, kills, seed }: StormOptions): Promise<StormResult> {
  const random = repeatableRandom(seed);
  const result: StormResult = { kills: 0, restarts: 0, worlds: 0, drafts: 0, faults: {}, violations: [] };
  while (result.kills < kills) {
    result.worlds += 1;
    const world = await openWorld({ program, appointments: 18, customers: 7, seedNumber: seed + result.worlds });
    try {
      // The first rule that strikes wins, and the sandbox draws the same numbers in each world: so each world begins with another rule.
      const rotated = troubles.map((_, at) => troubles[(at + result.worlds) % troubles.length]!);
      for (const { action, probability } of rotated) world.sandbox.control.addFault(onWrites(action, probability));
      const quota = Math.min(killsPerWorld, kills - result.kills);
      const lanes = Array.from({ length: processes }, (_, lane) => ({ quota: Math.ceil((quota - lane) / processes) }));
      await Promise.all(lanes.map((lane) => killAgainAndAgain(world, lane.quota, random, result)));
      countFaults(world, result);
      const peaceful = Array.from({ length: processes - 1 }, () => world.run());
      await world.recover();
      result.restarts += 2 + (await Promise.all(peaceful)).length;
      result.violations.push(...(await violations(world)).map((fault) => `world ${result.worlds}: ${fault}`));
      result.drafts += world.sandbox.businessCentral.control.state().flatMap((company) => company.drafts.filter(isOurs)).length;
    } finally {
      await world.close();
    }
  }
  return result;
}

async function killAgainAndAgain(world: World, quota: number, random: () => number, result: StormResult): Promise<void> {
  let longestLifeMs = firstLifeMs;
  for (let killed = 0; killed < quota;) {
    const running = world.start();
    result.restarts += 1;
    // One in eight does not live to open its database.
    if (random() > 0.125) await running.ready;
    const timer = setTimeout(() => running.kill(), Math.floor(random() * longestLifeMs));
    const ending = await running.ended;
    clearTimeout(timer);
    if (ending.kind === 'stuck') throw new Error(`A process stopped by itself: ${ending.message}`);
    if (ending.kind === 'finished') return;
    longestLifeMs *= 0.9;
    killed += 1;
    result.kills += 1;
  }
}

function onWrites(action: FaultAction, probability: number): FaultRule {
  const pattern = '/(customers|items|salesInvoices)\\?';
  return { system: 'businessCentral', method: 'POST', pattern, times: null, probability, action };
}

function countFaults(world: World, result: StormResult): void {
  for (const { action, hit } of world.sandbox.control.faults())
    result.faults[action.kind] = (result.faults[action.kind] ?? 0) + hit;
}

const isOurs = (draft: { externalDocumentNumber: string }): boolean => draft.externalDocumentNumber.startsWith('BKG-');
