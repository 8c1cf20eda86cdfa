/**
 * The hand behind the curtain. Every function here is also a route of the control listener, JSON in and out:
 *
 * | Request                                    | What it does                                                             |
 * | ------------------------------------------ | ------------------------------------------------------------------------ |
 * | `GET /control`                             | this table                                                               |
 * | `GET /control/info`                        | addresses, CA file and the credentials of the sandbox                    |
 * | `GET, PATCH /control/settings`             | `{graph?: GraphSettings, identity?: IdentitySettings, faults?}`          |
 * | `GET, PATCH /control/latency`              | `{identity?, graph?, businessCentral?}` in milliseconds                  |
 * | `GET, PATCH /control/clock`                | `{now?: ISO, advanceMs?, frozen?}`; answers `{now, frozen}`              |
 * | `POST /control/seed`                       | GraphSeedOptions `{number?, slashId?, bulk?, empty?}`; starts Graph over |
 * | `GET, POST, DELETE /control/faults`        | lists; adds one FaultRule; removes all, and ends throttling              |
 * | `GET, DELETE /control/counters`            | reads; clears                                                            |
 * | `POST /control/events`                     | one GraphEvent: cancel, delete, reschedule, price, attendeeJoins,        |
 * |                                            | attendeeLeaves, deleteCustomer, addAppointment, renameService            |
 * | `GET /control/appointments?business=`      | what the business really has, attendees included; at most `limit=` (500) |
 * | `DELETE /control/tokens`                   | withdraws every token issued                                             |
 * | `POST /control/businessCentral/{function}` | a function of the Business Central side with its JSON argument           |
 */
import type { Counters, FaultRule, SystemName } from './contract.js';
import type { AdjustableClock } from './clock.js';
import type { CounterBook } from './counters.js';
import type { FaultBook, StandingFault } from './faults.js';
import { happen, type EventOutcome, type GraphEvent } from './graph/events.js';
import { renderAppointment } from './graph/render.js';
import type { GraphSeedOptions } from './graph/seed.js';
import type { GraphBookings } from './graph/service.js';
import type { GraphSettings } from './graph/settings.js';
import type { IdentitySettings } from './identity/service.js';
import type { TokenDesk } from './identity/tokens.js';

/** Settings that belong to no imitated system. */
export interface FaultSettings {
  /** Calls made before a fault's Retry-After has passed are refused too, and start the wait anew. */
  throttleEarlyCalls: boolean;
}

export interface SandboxSettings {
  graph: GraphSettings;
  identity: IdentitySettings;
  faults: FaultSettings;
}

export type SettingsPatch = { [Room in keyof SandboxSettings]?: Partial<SandboxSettings[Room]> };

export interface ClockReading {
  /** ISO instant. */
  now: string;
  frozen: boolean;
}

/** The control functions, in-process. Each reads when called without an argument and changes what the argument names. */
export interface SandboxControl {
  /** @throws Error when a name is unknown */
  settings(patch?: SettingsPatch): SandboxSettings;
  /** Milliseconds added to every answer of a system. */
  latency(patch?: Partial<Record<SystemName, number>>): Record<SystemName, number>;
  /** @throws Error when `now` is not an ISO instant */
  setClock(change?: { now?: string; advanceMs?: number; frozen?: boolean }): ClockReading;
  seed(options?: GraphSeedOptions): void;
  addFault(rule: FaultRule): StandingFault;
  faults(): StandingFault[];
  clearFaults(): void;
  counters(): Counters;
  clearCounters(): void;
  /** @throws Error in words when the event names something that does not exist */
  event(event: GraphEvent): EventOutcome;
  /** Appointments as a GET by id would show them, in order of start. */
  appointments(businessId: string, limit?: number): Record<string, unknown>[];
  revokeTokens(): void;
}

export interface ControlParts {
  clock: AdjustableClock;
  counters: CounterBook;
  faults: FaultBook;
  faultSettings: FaultSettings;
  latencyMs: Record<SystemName, number>;
  graph: GraphBookings;
  identitySettings: IdentitySettings;
  tokens: TokenDesk;
}

/** Binds the control functions to a sandbox's parts. */
export function createControl(parts: ControlParts): SandboxControl {
  const { clock, counters, faults, graph, latencyMs } = parts;
  return {
    settings: (patch = {}) => {
      rejectUnknown({ graph: graph.world.settings, identity: parts.identitySettings, faults: parts.faultSettings }, patch);
      Object.assign(parts.identitySettings, patch.identity);
      Object.assign(parts.faultSettings, patch.faults);
      return {
        graph: graph.changeSettings(patch.graph ?? {}),
        identity: { ...parts.identitySettings },
        faults: { ...parts.faultSettings },
      };
    },
    latency: (patch = {}) => ({ ...Object.assign(latencyMs, patch) }),
    setClock: (change = {}) => changeClock(clock, change),
    seed: (options) => graph.seed(options),
    addFault: (rule) => faults.add(rule),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
    counters: () => counters.read(),
    clearCounters: () => counters.clear(),
    event: (event) => happen(graph, event),
    appointments: (businessId, limit = 500) => showAppointments(graph, businessId, limit),
    revokeTokens: () => parts.tokens.revokeAll(),
  };
}

/** A misspelt setting must not pass for one that was set. */
function rejectUnknown(known: SandboxSettings, patch: SettingsPatch): void {
  for (const [room, changes] of Object.entries(patch) as [keyof SandboxSettings, object][]) {
    const unknown = known[room] ? Object.keys(changes).find((name) => !Object.hasOwn(known[room], name)) : room;
    if (unknown !== undefined)
      throw new Error(`There is no setting ${unknown}; ${Object.keys(known[room] ?? known).join(', ')} exist.`);
  }
}

function changeClock(
  clock: AdjustableClock,
  { now, advanceMs, frozen }: { now?: string; advanceMs?: number; frozen?: boolean },
): ClockReading {
  if (now !== undefined) {
    const nowMs = Date.parse(now);
    if (Number.isNaN(nowMs)) throw new Error(`${now} is not a time such as 2026-03-02T09:00:00.000Z.`);
    clock.set(nowMs);
  }
  if (advanceMs !== undefined) clock.advance(advanceMs);
  if (frozen === true) clock.freeze();
  if (frozen === false) clock.resume();
  return { now: new Date(clock.nowMs()).toISOString(), frozen: clock.frozen };
}

function showAppointments({ world }: GraphBookings, businessId: string, limit: number): Record<string, unknown>[] {
  const business = world.businesses.get(businessId.toLowerCase());
  if (!business) throw new Error(`There is no business ${businessId} in the sandbox.`);
  const everything = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER, edges: 'overlap' } as const;
  return business.appointments
    .inWindow(everything, undefined, limit)
    .map((appointment) => renderAppointment(appointment, 'item', world.settings));
}
