import { anna, appointment, attendee, bo, companyIds, cy, flatten, fjordId, rulesWith } from './builders.js';
import { flattenAppointment } from '../../src/mapping/flatten.js';

const group = { attendees: [anna, bo, cy], maximumAttendeesCount: 5 };

describe('appointment as billing items', () => {
  test('F-23, E-8: one item per attendee, with ids that survive another order, price and company', () => {
    const before = flatten(group);
    const moved = {
      attendees: [cy, anna, bo],
      price: 99,
      startsAt: '2026-07-01T08:00:00.000Z',
      endsAt: '2026-07-01T09:00:00.000Z',
    };

    const after = flattenAppointment(
      appointment({ ...group, ...moved }),
      { currency: 'EUR', timeZone: 'UTC' },
      rulesWith(),
      new Map(),
    );

    expect(new Set(before.map((item) => item.id)).size).toBe(3);
    expect(new Set(after.map((item) => item.id))).toEqual(new Set(before.map((item) => item.id)));
    expect(before[0]!.id).toMatch(/^[a-z2-7]{20}$/);
  });

  test('E-8: somebody who leaves or joins changes nobody else’s item', () => {
    const three = flatten(group).map((item) => item.id);

    const two = flatten({ ...group, attendees: [cy, anna] }).map((item) => item.id);

    expect(two.every((id) => three.includes(id))).toBe(true);
  });

  test.each([
    ['by id', anna, 'id:c1'],
    ['by address when there is no id', attendee({ customerId: null, email: ' ANNA@x.test ' }), 'email:anna@x.test'],
    [
      'by name when there is neither',
      attendee({ customerId: null, email: 'none', name: ' Anna  SØRENSEN' }),
      'name:anna sørensen',
    ],
    ['as nobody when nothing is known', attendee({ customerId: null, email: '', name: '' }), 'nobody'],
  ])('an attendee is known %s', (_name, person, key) => {
    expect(flatten({ attendees: [person] })[0]!.attendeeKey).toBe(key);
  });

  test('one person on two seats are two items of one party', () => {
    const items = flatten({ ...group, attendees: [anna, anna] });

    expect(items.map((item) => item.attendeeKey)).toEqual(['id:c1', 'id:c1~2']);
    expect(new Set(items.map((item) => item.partyKey)).size).toBe(1);
  });

  test('no attendees: one item of nobody', () => {
    const items = flatten({ attendees: [] });

    expect(items.map(({ attendeeKey, attendee: person }) => [attendeeKey, person])).toEqual([['nobody', null]]);
  });

  test('E-13: an appointment of nobody can be assigned, and the answer holds for that appointment only', () => {
    const [one] = flatten({ attendees: [] });
    const [again] = flatten({ attendees: [] });
    const [other] = flatten({ id: 'another', attendees: [] });

    expect(one!.partyKey).not.toBeNull();
    expect(again!.partyKey).toBe(one!.partyKey);
    expect(other!.partyKey).not.toBe(one!.partyKey);
  });

  test('E-6: another address keeps the party', () => {
    const [before] = flatten();
    const [after] = flatten({ attendees: [attendee({ email: 'anna@new.test' })] });

    expect(after!.partyKey).toBe(before!.partyKey);
  });

  test('E-5: people who share a mailbox stay apart when the rules key by e-mail and name', () => {
    const rules = rulesWith('', sharedMailbox('email-and-name'));
    const family = [attendee(), attendee({ customerId: 'c9', name: 'Ole Sørensen' })];

    expect(new Set(flatten({ ...group, attendees: family }, rules).map((item) => item.partyKey)).size).toBe(2);
    expect(
      new Set(flatten({ ...group, attendees: family }, rulesWith('', sharedMailbox('email'))).map((item) => item.partyKey)).size,
    ).toBe(1);
  });

  test('E-7: two Bookings ids of one address are one party when the rules key by e-mail', () => {
    const rules = rulesWith('', sharedMailbox('email'));
    const twice = [attendee(), attendee({ customerId: 'c9', email: 'Anna@X.test' })];

    expect(new Set(flatten({ ...group, attendees: twice }, rules).map((item) => item.partyKey)).size).toBe(1);
  });

  test('keys of very long names stay short and distinct', () => {
    const long = 'N'.repeat(500);
    const people = [long, `${long}x`].map((name) => attendee({ customerId: null, email: '', name }));

    const keys = flatten({ ...group, attendees: people }).map((item) => item.partyKey!);

    expect(keys[0]).not.toBe(keys[1]);
    expect(keys.every((key) => key.length <= 250)).toBe(true);
  });

  test('notes are dropped unless a template prints them', () => {
    const private_ = { attendees: [attendee({ notes: 'ill' })], serviceNotes: 'late', additionalInformation: 'towel' };
    const printing = rulesWith(
      'invoice: { line: { description: "{{ appointment.date }} {{ appointment.serviceNotes }}", description2: "{{ attendee.notes }}" } }',
    );

    const [dropped] = flatten(private_);
    const [kept] = flatten(private_, printing);

    expect([dropped!.attendee!.notes, dropped!.serviceNotes, dropped!.additionalInformation]).toEqual(['', '', '']);
    expect([kept!.attendee!.notes, kept!.serviceNotes, kept!.additionalInformation]).toEqual(['ill', 'late', '']);
  });

  test('trap 3: an item matures at its end plus the grace, of the business before the general one', () => {
    const rules = rulesWith('graceMinutes: 30');
    const own = rulesWith(
      'graceMinutes: 30',
      'businesses: [{ id: salon@fjord.test, company: F, graceMinutes: 5 }]\ncustomers: { create: never }',
    );

    expect(flatten({}, rules)[0]!.maturesAt).toBe('2026-06-01T10:30:00.000Z');
    expect(flatten({}, own)[0]!.maturesAt).toBe('2026-06-01T10:05:00.000Z');
  });

  test('currency and zone: Bookings first, then the rules, else unknown', () => {
    const rules = rulesWith('', nowhere);
    const of = (currency: string | null, timeZone: string | null) => {
      const [facts] = flattenAppointment(appointment(), { currency, timeZone }, rules, companyIds);
      return [facts!.currency, facts!.timeZone];
    };

    expect(of('EUR', 'Europe/Paris')).toEqual(['EUR', 'Europe/Paris']);
    expect(of(null, null)).toEqual(['SEK', 'Europe/Stockholm']);
    expect(flatten({}, rulesWith(), null)[0]!.currency).toBeNull();
  });
});

const sharedMailbox = (samePerson: string): string =>
  `businesses: [{ id: salon@fjord.test, company: Fjord Wellness ApS }]\ncustomers: { create: never, samePerson: ${samePerson} }`;
const nowhere = `
businesses: [{ id: salon@fjord.test, company: Fjord Wellness ApS, currency: SEK, timeZone: Europe/Stockholm }]
customers: { create: never }`;

describe('E-38: the company of an item', () => {
  const rules = rulesWith(
    'routing:\n  - { when: { service: [Bridal *, s9] }, company: Fjord Events ApS }\n  - { when: { staff: staff-7 }, company: events-id }',
  );
  const ids = new Map([...companyIds, ['Fjord Events ApS', 'events-id']]);
  const companyOf = (changes: Parameters<typeof appointment>[0]) =>
    flattenAppointment(appointment(changes), { currency: 'EUR', timeZone: 'UTC' }, rules, ids)[0]!.companyId;

  test.each([
    ['service name', { serviceName: 'bridal styling' }, 'events-id'],
    ['service id', { serviceId: 's9' }, 'events-id'],
    ['staff, with an id as company', { staffMemberIds: ['staff-1', 'staff-7'] }, 'events-id'],
    ['the business otherwise', {}, fjordId],
  ])('is chosen by %s', (_name, changes, expected) => {
    expect(companyOf(changes)).toBe(expected);
  });

  test('is unknown when the ERP has no such company; its name may differ in case', () => {
    const flattenWith = (known: [string, string][]) =>
      flattenAppointment(appointment(), { currency: 'EUR', timeZone: 'UTC' }, rulesWith(), new Map(known))[0]!.companyId;

    expect(flattenWith([['Other', 'x']])).toBeNull();
    expect(flattenWith([['FJORD WELLNESS APS', 'x']])).toBe('x');
  });
});

test('staff are shown by name, and by id where the name is not known', () => {
  const known = appointment({ staffMemberIds: ['staff-1', 'staff-2'] });

  const [item] = flattenAppointment(
    known,
    { currency: 'EUR', timeZone: 'UTC', staffNames: { 'staff-1': 'Dana Swope' } },
    rulesWith(),
    new Map(),
  );

  expect(item!.staffNames).toEqual(['Dana Swope', 'staff-2']);
});
