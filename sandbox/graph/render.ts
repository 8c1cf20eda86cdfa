/** How the model looks on the wire: v1.0 names, and what lists leave out against a GET by id (reference sections 4.1 to 4.3). */
import type { Appointment, Attendee, Customer, Entity } from './model.js';
import { exchangeCustomerId } from './ids.js';
import type { GraphSettings } from './settings.js';
import { durationText, instantText } from './time.js';

/** Where an appointment is shown. */
export type View = 'list' | 'calendarView' | 'item';

const nowhere = { street: '', city: '', state: '', countryOrRegion: '', postalCode: '' };
const emptyLocation = {
  displayName: '',
  locationEmailAddress: '',
  locationUri: '',
  locationType: 'default',
  uniqueId: null,
  uniqueIdType: null,
  address: nowhere,
};
const customerLocation = {
  displayName: 'Customer',
  locationEmailAddress: null,
  locationUri: '',
  locationType: null,
  uniqueId: null,
  uniqueIdType: null,
  address: nowhere,
  coordinates: null,
};
const reminders = [{ offset: 'P1D', recipients: 'allAttendees', message: 'We look forward to seeing you tomorrow.' }];
const noSelfService = '00000000-0000-0000-0000-000000000000';

/** The body of one appointment. */
export function renderAppointment(appointment: Appointment, view: View, settings: GraphSettings): Record<string, unknown> {
  const item = view === 'item';
  const { extra = {}, attendees, service } = appointment;
  const flat =
    settings.flatCustomerFields === 'everywhere' || (settings.flatCustomerFields === 'calendarView' && view === 'calendarView');
  const { serviceNotes = null, customerNotes = null, reminders: ownReminders = reminders, ...others } = extra;
  return {
    id: appointment.id,
    ...(flat ? flatFields(attendees) : {}),
    selfServiceAppointmentId: appointment.selfService ? selfServiceId(appointment) : noSelfService,
    additionalInformation: '',
    isLocationOnline: service['isLocationOnline'] === true,
    joinWebUrl: '',
    ...renderAttendees(attendees, view, settings),
    customerTimeZone: attendees[0]?.timeZone ?? '',
    ...(item ? { customerNotes } : {}),
    smsNotificationsEnabled: false,
    serviceId: service.id,
    serviceName: appointment.serviceName,
    duration: durationText(appointment.endMs - appointment.startMs),
    preBuffer: service['preBuffer'],
    postBuffer: service['postBuffer'],
    priceType: appointment.priceType,
    price: appointment.price,
    serviceNotes: item ? serviceNotes : null,
    optOutOfCustomerEmail: false,
    anonymousJoinWebUrl: null,
    staffMemberIds: appointment.staffMemberIds,
    maximumAttendeesCount: appointment.maximumAttendeesCount,
    filledAttendeesCount: attendees.length,
    isCustomerAllowedToManageBooking: true,
    appointmentLabel: null,
    createdDateTime: instantText(appointment.createdMs),
    ...(settings.dropLastUpdatedDateTime ? {} : { lastUpdatedDateTime: instantText(appointment.updatedMs) }),
    startDateTime: pointInTime(appointment.startMs, settings),
    endDateTime: pointInTime(appointment.endMs, settings),
    serviceLocation: service['defaultLocation'] ?? emptyLocation,
    reminders: item ? ownReminders : [],
    ...others,
  };
}

const pointInTime = (ms: number, { dateTimeSuffix }: GraphSettings): { dateTime: string; timeZone: string } => ({
  dateTime: `${new Date(ms).toISOString().slice(0, 19)}.0000000${dateTimeSuffix === 'Z' ? 'Z' : ''}`,
  timeZone: 'UTC',
});

/** 22 characters fit for a URL, as seen live. */
const selfServiceId = ({ id, sequence }: Appointment): string =>
  Buffer.from(`${id.slice(6, 15)}${sequence.toString(36).padStart(7, '0')}`).toString('base64url');

function flatFields(attendees: readonly Attendee[]): Record<string, unknown> {
  const only = attendees.length === 1 ? attendees[0] : undefined;
  return {
    customerName: only?.name ?? null,
    customerEmailAddress: only?.emailAddress ?? null,
    customerPhone: only?.phone ?? null,
  };
}

function renderAttendees(
  attendees: readonly Attendee[],
  view: View,
  { customersInLists }: GraphSettings,
): { customers?: unknown[] } {
  if (view !== 'item' && customersInLists === 'absent') return {};
  if (view !== 'item' && customersInLists === 'empty') return { customers: [] };
  return {
    customers: attendees.map((attendee) => ({
      '@odata.type': '#microsoft.graph.bookingCustomerInformation',
      customerId: attendee.customerId,
      name: attendee.name,
      emailAddress: attendee.emailAddress,
      phone: attendee.phone,
      notes: view === 'item' ? attendee.notes : null,
      location: customerLocation,
      timeZone: attendee.timeZone,
      customQuestionAnswers: attendee.answers,
    })),
  };
}

/** Whether this customer's id is written in the Exchange form. */
export function hasExchangeId(guid: string, { customerIds }: GraphSettings): boolean {
  return customerIds === 'exchange' || (customerIds === 'mixed' && Number.parseInt(guid.slice(-1), 16) % 2 === 0);
}

/** The body of a customer, with the id in the form the settings ask for. */
export function renderCustomer(customer: Customer, settings: GraphSettings): Entity {
  const id = hasExchangeId(customer.id, settings) ? exchangeCustomerId(customer.id) : customer.id;
  return dropUpdated({ '@odata.type': '#microsoft.graph.bookingCustomer', ...customer, id }, settings);
}

/** The body of a service; lists leave its reminders out. */
export function renderService(service: Entity, view: View, settings: GraphSettings): Entity {
  return dropUpdated(view === 'item' ? service : { ...service, defaultReminders: [] }, settings);
}

/** Roles added later show only to callers who ask for them (reference section 5.4). */
export function renderStaffMember(member: Entity, knowsNewMembers: boolean, settings: GraphSettings): Entity {
  const late = member['role'] === 'scheduler' || member['role'] === 'teamMember';
  const role = late && !knowsNewMembers ? 'unknownFutureValue' : member['role'];
  return dropUpdated({ '@odata.type': '#microsoft.graph.bookingStaffMember', ...member, role }, settings);
}

export function renderQuestion(question: Entity, settings: GraphSettings): Entity {
  return dropUpdated({ '@odata.type': '#microsoft.graph.bookingCustomQuestion', ...question }, settings);
}

/** The body without `lastUpdatedDateTime` where the settings drop it. */
export function dropUpdated(entity: Entity, settings: GraphSettings): Entity {
  if (!settings.dropLastUpdatedDateTime) return entity;
  const { lastUpdatedDateTime: _dropped, ...rest } = entity;
  return rest as Entity;
}
