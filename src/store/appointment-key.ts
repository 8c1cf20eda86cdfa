import { groupBy } from '../domain/group.js';
import type { AppointmentReading } from '../domain/appointment-store.js';

/** Appointment ids are only unique within their business. */
export function keyOf(businessId: string, appointmentId: string): string {
  return `${businessId}\n${appointmentId}`;
}

export function idsByBusiness(readings: readonly AppointmentReading[]): Map<string, string[]> {
  const groups = groupBy(readings, (reading) => reading.businessId);
  return new Map([...groups].map(([businessId, group]) => [businessId, group.map((reading) => reading.appointmentId)]));
}
