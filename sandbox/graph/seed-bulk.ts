import { customerGuidOf, appointmentId, businessKeyOf } from './ids.js';
import type { Attendee, Business, Service } from './model.js';
import { durationMs } from './time.js';

/** Many finished, fixed-price bookings of one business, for benchmarks. */
export interface BulkSeed {
  appointments: number;
  customers: number;
  /** Business id; the salon when left out. */
  business?: string;
  /** Days before now over which they are spread evenly. Default 30. */
  days?: number;
}

const dayMs = 86_400_000;
const quarterMs = 900_000;

/** Fills a business. Attendees are shared between bookings, so that 100,000 stay small. */
export function seedBulk(
  business: Business,
  { appointments, customers, days = 30 }: BulkSeed,
  nowMs: number,
  number: number,
): void {
  const services = [...business.services.values()].filter(isSimple);
  const people = Array.from({ length: customers }, (_, index) => [seedCustomer(business, index, number)] as const);
  const staff = [...business.staffMembers.keys()].map((id) => [id] as const);
  const key = businessKeyOf(business.id);
  const latestMs = nowMs - dayMs / 8;
  const spacingMs = (days * dayMs) / Math.max(1, appointments);
  for (let index = 0; index < appointments; index += 1) {
    const service = services[index % services.length]!;
    const lengthMs = durationMs(service.defaultDuration);
    const startMs = Math.floor((latestMs - (appointments - index) * spacingMs) / quarterMs) * quarterMs - lengthMs;
    business.appointments.put({
      id: appointmentId(key, index + 1),
      sequence: index + 1,
      startMs,
      endMs: startMs + lengthMs,
      service,
      serviceName: service.displayName,
      price: service.defaultPrice,
      priceType: service.defaultPriceType,
      maximumAttendeesCount: 1,
      attendees: people[index % people.length]!,
      staffMemberIds: staff[index % staff.length]!,
      createdMs: startMs - 3 * dayMs,
      updatedMs: startMs - 2 * dayMs,
      selfService: index % 2 === 0,
    });
  }
}

const isSimple = (service: Service): boolean =>
  service.defaultPriceType === 'fixedPrice' && service.maximumAttendeesCount === 1 && service['isHiddenFromCustomers'] === false;

function seedCustomer(business: Business, index: number, number: number): Attendee {
  const label = String(index + 1).padStart(5, '0');
  const id = customerGuidOf('bulk', business.id, number, index);
  const emailAddress = `customer${label}@bulk.test`;
  const phone = `+45 20 ${label.slice(0, 2)} ${label.slice(2)}`;
  const displayName = `Customer ${label}`;
  const createdDateTime = '2026-01-05T08:00:00.0000000Z';
  business.customers.set(id, {
    id,
    displayName,
    emailAddress,
    phones: [{ number: phone, type: 'mobile' }],
    addresses: [],
    createdDateTime,
    lastUpdatedDateTime: createdDateTime,
  });
  return { customerId: id, name: displayName, emailAddress, phone, notes: null, timeZone: business.timeZone, answers: [] };
}
