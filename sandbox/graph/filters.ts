import type { Appointment } from './model.js';
import { badRequest } from './errors.js';

/** Refuses every `$filter`, in the words seen for each (reference section 3.1). */
export function refuseFilter(query: URLSearchParams): void {
  const filter = query.get('$filter');
  if (filter === null) return;
  throw refusalOf(filter);
}

function refusalOf(filter: string): Error {
  const onCustomers = /^\s*customers\/(?:any\([^)]*?:\s*\w+\/|\w*\/)?(\w+)/.exec(filter);
  if (onCustomers) {
    const type = 'microsoft.graph.bookingCustomerInformationBase';
    return badRequest(`Invalid filter clause: Could not find a property named '${onCustomers[1]}' on type '${type}'.`);
  }
  return badRequest(/dateTime/i.test(filter) ? 'This filter query is not supported.' : 'Invalid filter clause');
}

const equality = /^\s*(selfServiceAppointmentId|id|serviceId|serviceName)\s+eq\s+'((?:[^']|'')*)'\s*$/;

/**
 * The filter of calendarView: a top-level text that equals a value works, all else does not.
 * @throws GraphRefusal 400
 */
export function readCalendarFilter(
  query: URLSearchParams,
  valueOf: (appointment: Appointment, property: string) => unknown,
): ((appointment: Appointment) => boolean) | undefined {
  const filter = query.get('$filter');
  if (filter === null) return undefined;
  const [, property, quoted] = equality.exec(filter) ?? [];
  if (property === undefined || quoted === undefined) throw refusalOf(filter);
  const wanted = quoted.replaceAll("''", "'");
  return (appointment) => valueOf(appointment, property) === wanted;
}
