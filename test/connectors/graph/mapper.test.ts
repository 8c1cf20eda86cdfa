import { mapAppointment, mapBusiness, mapService } from '../../../src/connectors/graph/mapper.js';
import { GraphBusiness, GraphService } from '../../../src/connectors/graph/schema.js';
import type { Appointment } from '../../../src/domain/booking.js';
import { appointmentBody, customerBody } from './bodies.js';

function mapped(changes: Record<string, unknown>, reading: 'list' | 'get' = 'get'): Appointment {
  const result = mapAppointment('salon@fjord.test', appointmentBody(changes), reading);
  if ('problem' in result) throw new Error(result.problem.message);
  return result.appointment;
}

describe('mapAppointment', () => {
  it('puts a GET into our words', () => {
    expect(
      mapped({ selfServiceAppointmentId: 'a50BjX0ZqEyykpRLdze4Q2', appointmentLabel: 'VIP', additionalInformation: 'Gate B' }),
    ).toEqual({
      businessId: 'salon@fjord.test',
      id: 'AAMkADKnAAA=',
      serviceId: '57da6774-a087-4d69-b0e6-6fb82c339976',
      serviceName: 'Catered bento',
      startsAt: '2026-05-06T12:00:00.000Z',
      endsAt: '2026-05-06T12:30:00.000Z',
      priceType: 'fixedPrice',
      price: 10.5,
      attendees: [
        {
          customerId: '7ed53fa5-9ef2-4f2f-975b-27447440bc09',
          name: 'Jordan Miller',
          email: 'jordanm@contoso.com',
          phone: '213-555-0199',
          notes: 'Allergic to nuts.',
          address: { street: '1 Main St', city: 'Buffalo', state: 'NY', postalCode: '98052', countryOrRegion: 'USA' },
          answers: [],
        },
      ],
      maximumAttendeesCount: 1,
      filledAttendeesCount: 1,
      staffMemberIds: ['b5e868fe-0000-4eze-b10c-eb24eee79fc1'],
      label: 'VIP',
      serviceNotes: 'Knock twice.',
      additionalInformation: 'Gate B',
      selfService: true,
      lastUpdatedAt: '2026-05-02T08:00:00.000Z',
      createdAt: '2026-05-01T08:00:00.123Z',
    });
  });

  it('takes beta’s names of start and end too (fact 7)', () => {
    const { startDateTime: start, endDateTime: end } = appointmentBody();

    const { startsAt, endsAt } = mapped({ startDateTime: undefined, endDateTime: undefined, start, end });

    expect([startsAt, endsAt]).toEqual(['2026-05-06T12:00:00.000Z', '2026-05-06T12:30:00.000Z']);
  });

  it('lives with a body that leaves out nearly everything, as the US Government cloud does', () => {
    const { id, startDateTime, endDateTime } = appointmentBody();

    const result = mapAppointment('b', { id, startDateTime, endDateTime }, 'list');

    expect(result).toMatchObject({
      appointment: {
        price: 0,
        priceType: 'undefined',
        serviceId: '',
        attendees: null,
        lastUpdatedAt: null,
        filledAttendeesCount: null,
        selfService: false,
      },
    });
  });

  test.each([
    ['hourly', 'hourly'],
    ['undefined', 'undefined'],
    ['perMoonPhase', 'unknownFutureValue'],
    ['FixedPrice', 'unknownFutureValue'],
    [null, 'undefined'],
  ])('reads the price type %p as %p', (priceType, expected) => {
    expect(mapped({ priceType }).priceType).toBe(expected);
  });

  test.each([['00000000-0000-0000-0000-000000000000'], [''], [null], [undefined]])(
    '%p is no self-service',
    (selfServiceAppointmentId) => {
      expect(mapped({ selfServiceAppointmentId }).selfService).toBe(false);
    },
  );

  it('joins chosen options, keeps typed answers, and leaves blank ones empty', () => {
    const customQuestionAnswers = [
      { questionId: 'q1', question: 'Company', answerInputType: 'text', answer: 'Fjord ApS', selectedOptions: [] },
      { questionId: 'q2', question: 'Size', answerInputType: 'radioButton', answer: null, selectedOptions: ['L', 'XL'] },
      { questionId: '', question: null, answer: '', selectedOptions: null },
    ];

    const [attendee] = mapped({ customers: [customerBody({ customQuestionAnswers })] }).attendees!;

    expect(attendee!.answers).toEqual([
      { questionId: 'q1', question: 'Company', answer: 'Fjord ApS' },
      { questionId: 'q2', question: 'Size', answer: 'L, XL' },
      { questionId: null, question: '', answer: '' },
    ]);
  });
});

describe('whether a reading tells the attendees (Graph reference 4.3)', () => {
  const flat = { customerName: 'Flat Name', customerEmailAddress: 'flat@x.test', customerPhone: '1' };

  test.each([
    ['a list with an empty array and seats taken', 'list', { customers: [], filledAttendeesCount: 2 }, null],
    ['a list with an empty array and no count', 'list', { customers: [], filledAttendeesCount: undefined }, null],
    ['a list without the property', 'list', { customers: undefined, filledAttendeesCount: 0 }, null],
    ['a list with only the flat copy', 'list', { customers: [], ...flat }, null],
    ['a list with an empty array and no seat taken', 'list', { customers: [], filledAttendeesCount: 0 }, []],
    ['a list that is filled', 'list', {}, ['Jordan Miller']],
    ['a GET that lists nobody', 'get', { customers: [], filledAttendeesCount: 2 }, []],
    ['a GET without the property', 'get', { customers: undefined }, null],
    ['a GET with only the flat copy', 'get', { customers: [], ...flat }, ['Flat Name']],
    ['a GET without the property but with the flat copy', 'get', { customers: undefined, ...flat }, ['Flat Name']],
    ['a GET with customers and a flat copy', 'get', flat, ['Jordan Miller']],
    ['a GET whose flat copy is blank', 'get', { customers: [], customerName: ' ', customerEmailAddress: null }, []],
  ] as const)('%s', (_what, reading, changes, expected) => {
    const { attendees } = mapped(changes, reading);

    expect(attendees && attendees.map(({ name }) => name)).toEqual(expected);
  });
});

describe('a record that cannot be read', () => {
  test.each([
    ['no start', { startDateTime: undefined }, 'startDateTime'],
    ['an unreadable end', { endDateTime: { dateTime: 'soon', timeZone: 'UTC' } }, 'endDateTime'],
    ['an unknown zone', { startDateTime: { dateTime: '2026-05-06T12:00:00', timeZone: 'Mordor Time' } }, 'startDateTime'],
    ['a price that is text', { price: '10' }, 'price'],
    ['an attendee that is not one', { customers: ['Jordan'] }, 'customers.0'],
  ])('%s is a problem with a sentence on that record', (_what, changes, field) => {
    const result = mapAppointment('b', appointmentBody(changes), 'list');

    expect(result).toMatchObject({
      id: 'AAMkADKnAAA=',
      problem: {
        code: 'reading-broken',
        severity: 'blocks',
        fix: 'fix-in-bookings',
        sentences: [{ values: { appointment: 'AAMkADKnAAA=' } }],
      },
    });
    expect('problem' in result && result.problem.message).toContain(field);
  });

  test.each([[null], ['text'], [7], [[]], [{ id: 7 }], [{ id: '' }]])('%p has no id to name', (body) => {
    expect(mapAppointment('b', body, 'list')).toMatchObject({ id: null, problem: { code: 'reading-broken' } });
  });
});

describe('mapBusiness', () => {
  const map = (raw: unknown) => mapBusiness('Salon@Fjord.test', GraphBusiness.parse(raw));

  it('reads currency and zone, whatever case or naming they come in', () => {
    const raw = {
      id: 'SALON@fjord.test',
      displayName: 'Fjord',
      defaultCurrencyIso: 'eur',
      bookingPageSettings: { businessTimeZone: 'Romance Standard Time' },
    };

    expect(map(raw)).toEqual({ id: 'salon@fjord.test', displayName: 'Fjord', currency: 'EUR', timeZone: 'Europe/Paris' });
  });

  test.each([
    [{}],
    [{ defaultCurrencyIso: null, bookingPageSettings: null }],
    [{ defaultCurrencyIso: ' ', bookingPageSettings: { businessTimeZone: 'Nowhere' } }],
    [{ defaultCurrencyIso: '€', bookingPageSettings: {} }],
  ])('knows neither from %p', (raw) => {
    expect(map(raw)).toMatchObject({ currency: null, timeZone: null });
  });
});

describe('mapService', () => {
  it('fills what is missing with nothing', () => {
    const service = mapService(GraphService.parse({ id: 's1', defaultPriceType: 'later' }));

    expect(service).toEqual({
      id: 's1',
      displayName: '',
      description: '',
      defaultPrice: 0,
      defaultPriceType: 'unknownFutureValue',
      maximumAttendeesCount: 1,
    });
  });
});
