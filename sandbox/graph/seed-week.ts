/** A believable working week around now, with the bookings that are known to be difficult among the ordinary ones. */
import { DateTime } from 'luxon';
import { repeatableRandom } from '../faults.js';
import { appointmentId, businessKeyOf } from './ids.js';
import type { Answer, Appointment, Attendee, Business, Service } from './model.js';
import { seedPeople } from './seed-people.js';
import { durationMs } from './time.js';

const dayMs = 86_400_000;

/** Makes bookings of one business, one after the other. */
interface Desk {
  business: Business;
  people: Attendee[];
  /** The business's own now. */
  now: DateTime;
  pick<T>(choices: readonly T[]): T;
  chance(probability: number): boolean;
  service(name: string): Service;
  /** Books from the given local time for the length of the service. */
  book(service: Service, start: DateTime, attendees: readonly Attendee[], changes?: Partial<Appointment>): void;
}

/** Fills a business with customers and a working week. */
export function seedWorkingWeek(business: Business, nowMs: number, number: number, slashId: boolean): void {
  const desk = openDesk(business, nowMs, number);
  bookOrdinaryDays(desk);
  bookRunning(desk);
  bookBoundaries(desk);
  if (business.id.startsWith('salon')) bookSalonOddities(desk, slashId);
  if (business.id.startsWith('studio')) bookGroup(desk, 'Lighting workshop', 2);
}

function openDesk(business: Business, nowMs: number, number: number): Desk {
  const random = repeatableRandom(number * 7919 + business.id.length);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const services = [...business.services.values()];
  const staff = [...business.staffMembers.keys()];
  return {
    business,
    people: seedPeople(business, number),
    now: DateTime.fromMillis(nowMs, { zone: business.timeZone }),
    pick,
    chance: (probability) => random() < probability,
    service: (name) => services.find(({ displayName }) => displayName === name)!,
    book: (service, start, attendees, changes = {}) => {
      const sequence = business.appointments.nextSequence();
      const startMs = start.toMillis();
      const createdMs = Math.min(startMs, nowMs) - 2 * dayMs - Math.floor(random() * 5 * dayMs);
      business.appointments.put({
        id: appointmentId(businessKeyOf(business.id), sequence),
        sequence,
        startMs,
        endMs: startMs + durationMs(service.defaultDuration),
        service,
        serviceName: service.displayName,
        price: service.defaultPrice,
        priceType: service.defaultPriceType,
        maximumAttendeesCount: service.maximumAttendeesCount,
        attendees,
        staffMemberIds: [pick(staff)],
        createdMs,
        updatedMs: createdMs,
        selfService: service.maximumAttendeesCount === 1 && random() < 0.5,
        ...changes,
      });
    },
  };
}

const slots = [9, 10.5, 12, 13.5, 15, 16.5];

/** Nine days back to five ahead, four to six bookings a day, Sundays closed. */
function bookOrdinaryDays(desk: Desk): void {
  const ordinary = [...desk.business.services.values()].filter(
    ({ defaultPriceType, maximumAttendeesCount, isHiddenFromCustomers }) =>
      (defaultPriceType === 'fixedPrice' || defaultPriceType === 'hourly') &&
      maximumAttendeesCount === 1 &&
      isHiddenFromCustomers === false,
  );
  const regulars = desk.people.filter(({ emailAddress }) => emailAddress !== null);
  for (let day = -9; day <= 5; day += 1) {
    const morning = desk.now.startOf('day').plus({ days: day });
    if (morning.weekday === 7) continue;
    for (const slot of slots) {
      if (desk.chance(desk.people.length > 1 ? 0.2 : 0.8)) continue;
      const service = desk.pick(ordinary);
      const attendee = withAnswers(desk, service, desk.pick(regulars));
      desk.book(service, morning.set({ hour: Math.floor(slot), minute: (slot % 1) * 60 }), [attendee]);
    }
  }
}

const companies = [
  ['Damgruppen A/S', 'DK12345674', 'PO-2026-0117'],
  ['Nordlys ApS', 'DK87654321', ''],
  ['Proseware, Inc.', '', '4500012345'],
] as const;

/** Answers to the questions a service asks: some companies with a VAT number, some without; often a blank; a choice. */
function withAnswers(desk: Desk, service: Service, attendee: Attendee): Attendee {
  const asked = (service['customQuestions'] as { questionId: string }[] | undefined) ?? [];
  if (asked.length === 0) return attendee;
  const written = desk.chance(0.5) ? desk.pick(companies) : (['', '', ''] as const);
  const answers = asked.map(({ questionId }, index): Answer => {
    const question = desk.business.customQuestions.get(questionId)!;
    const answerOptions = question['answerOptions'] as string[];
    const isChoice = answerOptions.length > 0;
    return {
      questionId,
      question: question.displayName,
      answerInputType: isChoice ? 'radioButton' : 'text',
      answerOptions,
      isRequired: false,
      answer: isChoice ? null : (written[index] ?? ''),
      selectedOptions: isChoice ? [desk.pick(answerOptions)] : [],
    };
  });
  return { ...attendee, answers };
}

/** One booking that has begun and not ended. */
function bookRunning(desk: Desk): void {
  const service = [...desk.business.services.values()][0]!;
  const startMs = Math.floor((desk.now.toMillis() - 20 * 60_000) / 300_000) * 300_000;
  desk.book(service, DateTime.fromMillis(startMs, { zone: desk.business.timeZone }), [desk.people.at(-1)!]);
}

/** Bookings across midnight, at the turn of a month, and across the last and the next change of the clocks. */
function bookBoundaries(desk: Desk): void {
  const { now, business } = desk;
  const services = [...business.services.values()];
  const long = services.find(({ defaultDuration }) => /PT[2-4]H/.test(defaultDuration)) ?? services[0]!;
  const attendee = desk.people.at(-1)!;
  desk.book(long, now.startOf('day').minus({ days: 1 }).set({ hour: 23 }), [attendee]);
  desk.book(long, now.startOf('month').set({ hour: 0, minute: 30 }), [attendee]);
  desk.book(long, now.startOf('month').minus({ days: 1 }).set({ hour: 23 }), [attendee]);
  for (const direction of [-1, 1]) {
    const change = findClockChange(now, direction);
    if (change) desk.book(long, change.minus({ minutes: 45 }), [attendee]);
  }
}

/** The next moment, looking one way for a year, at which the zone's offset changes: first by days, then by hours. */
function findClockChange(from: DateTime, direction: number): DateTime | undefined {
  const day = firstChange(from.startOf('hour'), { days: direction }, 366);
  const hour = day && firstChange(day, { hours: direction }, 25);
  return hour && (direction > 0 ? hour.plus({ hours: 1 }) : hour);
}

/** The last step before the offset is another. */
function firstChange(from: DateTime, step: { days: number } | { hours: number }, steps: number): DateTime | undefined {
  let current = from;
  for (let count = 0; count < steps; count += 1) {
    const next = current.plus(step);
    if (next.offset !== current.offset) return current;
    current = next;
  }
  return undefined;
}

function bookGroup(desk: Desk, name: string, daysAgo: number): void {
  const service = desk.service(name);
  const evening = desk.now.startOf('day').minus({ days: daysAgo }).set({ hour: 17, minute: 45 });
  const guests = desk.people.filter(({ emailAddress }) => emailAddress !== null).slice(-4);
  desk.book(service, evening, guests.slice(0, 3));
  desk.book(service, evening.plus({ days: daysAgo + 3 }), guests.slice(3));
}

/** One finished booking for each price type and each difficult attendee. */
function bookSalonOddities(desk: Desk, slashId: boolean): void {
  const { people } = desk;
  const past = (days: number, hour: number): DateTime => desk.now.startOf('day').minus({ days }).set({ hour });
  bookGroup(desk, 'Yoga class', 1);
  const unusual = [
    'First consultation',
    'Bridal styling',
    'Follow-up call',
    'Open consultation',
    'Staff treatment',
    'Personal training',
  ];
  unusual.forEach((name, index) => desk.book(desk.service(name), past(2 + (index % 4), 18), [people[7 + index]!]));
  people.slice(0, 7).forEach((person, index) => desk.book(desk.service('Manicure'), past(2 + index, 8), [person]));
  desk.book(desk.service('Swedish massage'), past(3, 19), [people[8]!], {
    price: 72.25,
    extra: { serviceNotes: 'Price agreed by phone.' },
  });
  desk.book(desk.service('Facial treatment'), past(4, 19), [people[9]!], { extra: { appointmentLabel: 'no-show' } });
  if (slashId) desk.book(desk.service('Manicure'), past(5, 19), [people[10]!], { id: 'AAMkAD/slash+inside/BGAAAAAAC0000000=' });
}
