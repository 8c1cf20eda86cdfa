/** Bodies as Graph sends them, with defaults; a test names only what it is about. */
export function appointmentBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'AAMkADKnAAA=',
    selfServiceAppointmentId: '00000000-0000-0000-0000-000000000000',
    isLocationOnline: true,
    joinWebUrl: 'https://teams.example/l/0',
    maximumAttendeesCount: 1,
    filledAttendeesCount: 1,
    customers: [customerBody()],
    serviceId: '57da6774-a087-4d69-b0e6-6fb82c339976',
    serviceName: 'Catered bento',
    duration: 'PT30M',
    priceType: 'fixedPrice',
    price: 10.5,
    serviceNotes: 'Knock twice.',
    staffMemberIds: ['b5e868fe-0000-4eze-b10c-eb24eee79fc1'],
    startDateTime: { dateTime: '2026-05-06T12:00:00.0000000', timeZone: 'UTC' },
    endDateTime: { dateTime: '2026-05-06T12:30:00.0000000', timeZone: 'UTC' },
    createdDateTime: '2026-05-01T08:00:00.1234567Z',
    lastUpdatedDateTime: '2026-05-02T08:00:00Z',
    ...changes,
  };
}

export function customerBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.bookingCustomerInformation',
    customerId: '7ED53FA5-9EF2-4F2F-975B-27447440BC09',
    name: 'Jordan Miller',
    emailAddress: 'jordanm@contoso.com',
    phone: '213-555-0199',
    notes: 'Allergic to nuts.',
    location: {
      displayName: 'Customer',
      address: { street: '1 Main St', city: 'Buffalo', state: 'NY', postalCode: '98052', countryOrRegion: 'USA' },
    },
    timeZone: 'America/Chicago',
    customQuestionAnswers: [],
    ...changes,
  };
}

/** A list page. */
export function pageBody(items: unknown[], nextLink?: string): Record<string, unknown> {
  return {
    '@odata.context': 'https://graph.test/v1.0/$metadata#x',
    ...(nextLink && { '@odata.nextLink': nextLink }),
    value: items,
  };
}

export function errorBody(code: string, message = 'Said by the other side.'): Record<string, unknown> {
  return { error: { code, message, innerError: { 'request-id': 'inner-1' } } };
}
