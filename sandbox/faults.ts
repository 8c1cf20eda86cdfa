/** Faults on demand: which rule hits a request, and for how long a system stays throttled after one. */
import type { FaultAction, FaultRule, SandboxRequest, SystemName } from './contract.js';

/** A rule as it stands, with what it has done so far. */
export interface StandingFault extends FaultRule {
  id: number;
  /** Matching requests so far, hit or let through. */
  seen: number;
  /** Requests hit so far. */
  hit: number;
}

export interface FaultBook {
  /** @throws Error when the kind is unknown or the pattern is not a regular expression */
  add(rule: FaultRule): StandingFault;
  list(): StandingFault[];
  clear(): void;
  /** The fault that hits this request, if any. Counts the request against every rule it matches until one hits. */
  strike(system: SystemName, request: SandboxRequest, kinds?: readonly FaultAction['kind'][]): FaultAction | undefined;
}

export interface FaultBookOptions {
  /** 0..1, for rules with a probability; a fixed sequence by default, so that a run can be repeated. */
  random?: () => number;
  /** Monotonic milliseconds: throttling lasts in real time, for the clients that wait are real. */
  elapsedMs?: () => number;
  /** Whether calls made before a Retry-After has passed are refused as well. Default true. */
  throttlesEarlyCalls?: () => boolean;
}

interface Throttle {
  action: FaultAction;
  sinceMs: number;
  untilMs: number;
  waitMs: number;
}

const faultKinds: readonly FaultAction['kind'][] = [
  'status',
  'slow',
  'cutBefore',
  'doneThenCut',
  'truncateList',
  'alterRecord',
  'html',
  'expiredToken',
  'forbidden',
];

/** Calls already on their way when throttling began are refused too, but do not lengthen it. */
const graceMs = 100;

/** Creates an empty book of faults. */
export function createFaultBook(options: FaultBookOptions = {}): FaultBook {
  const { random = repeatableRandom(7), elapsedMs = () => performance.now(), throttlesEarlyCalls = () => true } = options;
  let standing: { rule: StandingFault; pattern: RegExp | undefined }[] = [];
  const throttles = new Map<SystemName, Throttle>();
  let lastId = 0;

  const refuseEarlyCall = (system: SystemName): FaultAction | undefined => {
    const throttle = throttles.get(system);
    if (!throttle) return undefined;
    const nowMs = elapsedMs();
    if (nowMs >= throttle.untilMs) {
      throttles.delete(system);
      return undefined;
    }
    if (nowMs > throttle.sinceMs + graceMs)
      throttles.set(system, { ...throttle, sinceMs: nowMs, untilMs: nowMs + throttle.waitMs });
    return throttle.action;
  };

  const strikeByRule: FaultBook['strike'] = (system, request, kinds) => {
    for (const { rule, pattern } of standing) {
      if (kinds && !kinds.includes(rule.action.kind)) continue;
      if (!matches(rule, pattern, system, request)) continue;
      rule.seen += 1;
      if (rule.seen <= (rule.after ?? 0) || (rule.times !== null && rule.hit >= (rule.times ?? 1))) continue;
      if (random() >= (rule.probability ?? 1)) continue;
      rule.hit += 1;
      return rule.action;
    }
    return undefined;
  };

  return {
    add: (rule) => {
      if (!faultKinds.includes(rule.action?.kind)) throw new Error(`A fault's action.kind is one of ${faultKinds.join(', ')}.`);
      const entry = {
        rule: { ...rule, id: (lastId += 1), seen: 0, hit: 0 },
        pattern: rule.pattern ? new RegExp(rule.pattern) : undefined,
      };
      standing.push(entry);
      return { ...entry.rule };
    },
    list: () => standing.map(({ rule }) => ({ ...rule })),
    clear: () => {
      standing = [];
      throttles.clear();
    },
    strike: (system, request, kinds) => {
      if (standing.length === 0) return undefined;
      const early = throttlesEarlyCalls() ? refuseEarlyCall(system) : undefined;
      if (early) return early;
      const action = strikeByRule(system, request, kinds);
      const waitMs = action ? waitOf(action) : 0;
      const nowMs = elapsedMs();
      if (action && waitMs > 0) throttles.set(system, { action, sinceMs: nowMs, untilMs: nowMs + waitMs, waitMs });
      return action;
    },
  };
}

function matches(rule: StandingFault, pattern: RegExp | undefined, system: SystemName, request: SandboxRequest): boolean {
  if (rule.system && rule.system !== system) return false;
  if (rule.method && rule.method.toUpperCase() !== request.method) return false;
  return !pattern || pattern.test(`${request.path}?${request.rawQuery}`);
}

/** How long a throttling answer asks its caller to stay away, in milliseconds; 0 when it does not say. */
function waitOf(action: FaultAction): number {
  if (action.kind !== 'status' || (action.status !== 429 && action.status !== 503)) return 0;
  if (action.retryAfterDateInSeconds !== undefined) return action.retryAfterDateInSeconds * 1000;
  const seconds = Number(action.retryAfter);
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

/** A small repeatable generator of numbers in 0..1 (mulberry32). */
export function repeatableRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
