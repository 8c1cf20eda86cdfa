import { systems, type Counters, type SystemName } from './contract.js';

/** Counts answers by system, route and status, and remembers how many requests were worked on at once. */
export interface CounterBook {
  /** Notes that a request has arrived; returns how many of that system are in flight, this one included. */
  begin(system: SystemName): number;
  /** Notes its answer. Status 0 means the connection was cut instead. */
  end(system: SystemName, route: string, status: number): void;
  /** Counts one part of a `$batch`, which is not a request of its own. */
  countPart(system: SystemName, route: string, status: number): void;
  read(): Counters;
  /** Forgets everything but the requests still in flight. */
  clear(): void;
}

const zeroes = (): Record<SystemName, number> =>
  Object.fromEntries(systems.map((system) => [system, 0])) as Record<SystemName, number>;

/** Creates an empty book. */
export function createCounterBook(): CounterBook {
  let routes: Counters['routes'] = {};
  let total = zeroes();
  let peakInFlight = zeroes();
  const inFlight = zeroes();
  const count = (system: SystemName, route: string, status: number): void => {
    const ofRoute = ((routes[system] ??= {})[route] ??= {});
    ofRoute[status] = (ofRoute[status] ?? 0) + 1;
  };
  return {
    begin: (system) => {
      inFlight[system] += 1;
      peakInFlight[system] = Math.max(peakInFlight[system], inFlight[system]);
      return inFlight[system];
    },
    end: (system, route, status) => {
      inFlight[system] -= 1;
      total[system] += 1;
      count(system, route, status);
    },
    countPart: (system, route, status) => count(system, `$batch: ${route}`, status),
    read: () => structuredClone({ routes, total, peakInFlight }),
    clear: () => {
      routes = {};
      total = zeroes();
      peakInFlight = { ...inFlight };
    },
  };
}
