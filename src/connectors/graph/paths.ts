import type { TimeWindow } from '../../domain/ports.js';

/** Paths below the base URL, with ids encoded (Graph reference, sections 3 and 10). */
export const businessesPath = '/solutions/bookingBusinesses';

export function businessPath(businessId: string): string {
  return `${businessesPath}/${encodeURIComponent(businessId)}`;
}

/** The bounds are UTC with `Z`: the client does not encode queries, and a `+` would arrive as a blank. No `$filter`, no `$top` (fact 11). */
export function calendarPath(businessId: string, { from, to }: TimeWindow): string {
  return `${businessPath(businessId)}/calendarView?start=${from}&end=${to}`;
}

export function appointmentPath(businessId: string, appointmentId: string): string {
  return `${businessPath(businessId)}/appointments/${encodeURIComponent(appointmentId)}`;
}

export function servicesPath(businessId: string): string {
  return `${businessPath(businessId)}/services`;
}

export function staffPath(businessId: string): string {
  return `${businessPath(businessId)}/staffMembers`;
}

export function customersPath(businessId: string): string {
  return `${businessPath(businessId)}/customers`;
}
