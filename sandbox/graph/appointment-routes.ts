/** Appointments and calendarView (reference sections 3 and 4). */
import type { SandboxRequest, SandboxResponse } from '../contract.js';
import type { Position, Window } from './appointment-book.js';
import { createAppointment, patchAppointment } from './appointment-writes.js';
import { invalidRequest, noSuchSegment, notFound } from './errors.js';
import { readCalendarFilter, refuseFilter } from './filters.js';
import { answerCount, answerItem, answerList, jsonHeaders, type Pageable } from './lists.js';
import type { Appointment, Business } from './model.js';
import { renderAppointment, type View } from './render.js';
import { readBound } from './time.js';
import type { World } from './world.js';

const positionOf = ({ startMs, sequence }: Appointment): Position => ({ startMs, sequence });

/** Answers `appointments[/{id}[/cancel]]`. */
export function answerAppointments(
  world: World,
  business: Business,
  request: SandboxRequest,
  rest: readonly string[],
): SandboxResponse {
  const [id, action] = rest;
  const context = `${contextOf(request, business)}/appointments`;
  if (id === undefined)
    return request.method === 'POST' ? created(world, business, request, context) : listed(world, business, request, context);
  if (id === '$count') return answerCount(business.appointments.size);
  const appointment = business.appointments.find(id);
  if (!appointment) throw notFound();
  if (action !== undefined) return act(business, appointment, action, request);
  if (request.method === 'DELETE') return removed(business, appointment);
  if (request.method === 'PATCH') {
    business.appointments.put(patchAppointment(appointment, business, request, world.clock.nowMs()));
    return { status: 204 };
  }
  return answerItem(`${context}/$entity`, renderAppointment(appointment, 'item', world.settings));
}

function act(business: Business, appointment: Appointment, action: string, request: SandboxRequest): SandboxResponse {
  if (!/^(microsoft\.graph\.)?cancel$/.test(action) || request.method !== 'POST') throw noSuchSegment(action);
  return removed(business, appointment);
}

/** Cancelled and deleted look the same afterwards: gone from every list, 404 by id (reference section 7). */
function removed(business: Business, { id }: Appointment): SandboxResponse {
  business.appointments.remove(id);
  return { status: 204 };
}

function created(world: World, business: Business, request: SandboxRequest, context: string): SandboxResponse {
  const appointment = createAppointment(business, request, world.clock.nowMs());
  business.appointments.put(appointment);
  const body = { '@odata.context': `${context}/$entity`, ...renderAppointment(appointment, 'item', world.settings) };
  return { status: 201, headers: jsonHeaders, body: JSON.stringify(body) };
}

function listed(world: World, business: Business, request: SandboxRequest, context: string): SandboxResponse {
  refuseFilter(request.query);
  const book = business.appointments;
  const list: Pageable<Appointment> = {
    count: () => book.size,
    after: (position, count) => book.afterSequence(position?.sequence ?? 0, count),
    positionOf,
    render: (appointment) => listText(world, appointment, 'list'),
  };
  return answerList(request, context, list, world.settings);
}

/** Answers `calendarView[/$count | /{id}]`; every form wants both bounds. */
export function answerCalendarView(
  world: World,
  business: Business,
  request: SandboxRequest,
  rest: readonly string[],
): SandboxResponse {
  const window = readWindow(world, request.query);
  const book = business.appointments;
  if (rest[0] === '$count') return answerCount(book.countInWindow(window));
  if (rest[0] !== undefined) return answerAppointments(world, business, request, rest);
  const fits = readCalendarFilter(
    request.query,
    (appointment, property) => renderAppointment(appointment, 'calendarView', world.settings)[property],
  );
  const list: Pageable<Appointment> = {
    count: () => book.countInWindow(window),
    after: (position, count) => {
      if (!fits) return book.inWindow(window, position, count);
      return book.inWindow(window, position, Number.MAX_SAFE_INTEGER).filter(fits).slice(0, count);
    },
    positionOf,
    render: (appointment) => listText(world, appointment, 'calendarView'),
  };
  return answerList(request, `${contextOf(request, business)}/calendarView`, list, world.settings);
}

const listText = (world: World, appointment: Appointment, view: View): string =>
  world.texts.of(appointment, view, () => JSON.stringify(renderAppointment(appointment, view, world.settings)));

/**
 * Reads the window of calendarView, under either pair of names.
 * @throws GraphRefusal 400 ErrorInvalidRequest when a bound is missing or unreadable
 */
function readWindow(world: World, query: URLSearchParams): Window {
  const [from, to] =
    query.has('start') || query.has('end')
      ? [query.get('start'), query.get('end')]
      : [query.get('startDateTime'), query.get('endDateTime')];
  const fromMs = readBound(from ?? '');
  const toMs = readBound(to ?? '');
  if (Number.isNaN(fromMs) || Number.isNaN(toMs) || toMs < fromMs) throw invalidRequest();
  return { fromMs, toMs, edges: world.settings.windowEdges };
}

/** The metadata address of a business's collections. */
export const contextOf = ({ origin }: SandboxRequest, { id }: Business): string =>
  `${origin}/v1.0/solutions/$metadata#bookingBusinesses('${encodeURIComponent(id)}')`;
