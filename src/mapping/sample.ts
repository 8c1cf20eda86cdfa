import type { Appointment } from '../domain/booking.js';

/** A believable appointment for showing what templates make of one. */
export function sampleAppointment(businessId: string, questions: readonly string[]): Appointment {
  return {
    businessId,
    id: 'AAMkADc7zF4J-sample',
    serviceId: '57da6774-a087-4d69-b0e6-6fb82c339976',
    serviceName: 'Swedish massage',
    startsAt: '2026-06-01T12:30:00.000Z',
    endsAt: '2026-06-01T13:30:00.000Z',
    priceType: 'fixedPrice',
    price: 85,
    attendees: [
      {
        customerId: '7ed53fa5-9ef2-4f2f-975b-27447440bc09',
        name: 'Anna Sørensen',
        email: 'Anna.Sorensen@mail.test',
        phone: '+45 20 11 22 33',
        notes: 'Please ring the bell.',
        address: { street: 'Havnegade 12', city: 'København', state: '', postalCode: '1058', countryOrRegion: 'Denmark' },
        answers: questions.map((question) => ({ questionId: null, question, answer: `(${question})` })),
      },
    ],
    maximumAttendeesCount: 1,
    filledAttendeesCount: 1,
    staffMemberIds: ['8ee1c803-a1fa-406d-8259-7ab53233f148'],
    label: '',
    serviceNotes: 'Room 2.',
    additionalInformation: 'Bring a towel.',
    selfService: true,
    lastUpdatedAt: '2026-05-20T09:00:00.000Z',
    createdAt: '2026-05-18T09:00:00.000Z',
  };
}
