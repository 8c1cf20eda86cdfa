/** The three demo businesses with their services, staff and questions. */
import { createAppointmentBook } from './appointment-book.js';
import { guidOf } from './ids.js';
import type { Business, Entity, Service } from './model.js';
import { businessSketches, questionSketches, type BusinessSketch, type ServiceSketch } from './seed-sketches.js';

const opened = '2026-01-05T08:00:00.0000000Z';
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** Makes the businesses, still without customers and appointments. */
export function describeBusinesses(number: number): Business[] {
  return businessSketches.map((sketch) => {
    const staffMembers = indexed(sketch.staff.map(([name, role]) => describeStaff(sketch, name, role, number)));
    const customQuestions = indexed(questionSketches.map((question) => describeQuestion(sketch, question, number)));
    const questionIds = [...customQuestions.keys()];
    const services = indexed(
      sketch.services.map((service) => describeService(sketch, service, [...staffMembers.keys()], questionIds, number)),
    );
    return {
      id: sketch.id,
      displayName: sketch.name,
      timeZone: sketch.timeZone,
      body: describeBody(sketch),
      customers: new Map(),
      services,
      staffMembers,
      customQuestions,
      appointments: createAppointmentBook(),
    };
  });
}

const indexed = <T extends { id: string }>(entities: T[]): Map<string, T> =>
  new Map(entities.map((entity) => [entity.id, entity]));

const stamps = { createdDateTime: opened, lastUpdatedDateTime: opened };

const workingHours = (): unknown[] => [
  ...weekdays.map((day) => ({ day, timeSlots: [{ startTime: '08:00:00.0000000', endTime: '18:00:00.0000000' }] })),
  { day: 'sunday', timeSlots: [] },
];

const schedulingPolicy = {
  timeSlotInterval: 'PT30M',
  minimumLeadTime: 'PT2H',
  maximumAdvance: 'P365D',
  sendConfirmationsToOwner: true,
  allowStaffSelection: true,
};

function describeBody(sketch: BusinessSketch): Entity {
  const settings = {
    accessControl: 'unrestricted',
    bookingPageColorCode: '#006d77',
    businessTimeZone: sketch.pageTimeZone,
    customerConsentMessage: '',
    enforceOneTimePassword: false,
    isBusinessLogoDisplayEnabled: false,
    isCustomerConsentEnabled: false,
    isSearchEngineIndexabilityDisabled: true,
    isTimeSlotTimeZoneSetToBusinessTimeZone: true,
    privacyPolicyWebUrl: '',
    termsAndConditionsWebUrl: '',
  };
  return {
    id: sketch.id,
    displayName: sketch.name,
    businessType: '',
    phone: '+45 70 12 34 56',
    email: `desk@${sketch.id.split('@')[1]}`,
    webSiteUrl: `https://www.${sketch.id.split('@')[1]}/`,
    languageTag: sketch.language,
    defaultCurrencyIso: sketch.currency,
    isPublished: sketch.pageTimeZone !== null,
    publicUrl: null,
    ...stamps,
    address: sketch.address,
    businessHours: workingHours(),
    schedulingPolicy,
    ...(sketch.pageTimeZone === null ? {} : { bookingPageSettings: settings }),
  };
}

function describeService(
  { id, language, address, name: businessName }: BusinessSketch,
  { name, minutes, price, priceType, seats = 1, hidden = false, online = false, questions = false }: ServiceSketch,
  staffMemberIds: string[],
  questionIds: string[],
  number: number,
): Service {
  return {
    id: guidOf('service', id, name, number),
    displayName: name,
    defaultDuration: minutes % 60 === 0 ? `PT${minutes / 60}H` : minutes > 60 ? `PT1H${minutes - 60}M` : `PT${minutes}M`,
    defaultPrice: price,
    defaultPriceType: priceType,
    description: `${name} at ${businessName}.`,
    languageTag: language,
    isHiddenFromCustomers: hidden,
    notes: '',
    additionalInformation: '',
    preBuffer: 'PT0S',
    postBuffer: 'PT10M',
    staffMemberIds,
    isLocationOnline: online,
    smsNotificationsEnabled: false,
    isAnonymousJoinEnabled: false,
    isCustomerAllowedToManageBooking: true,
    maximumAttendeesCount: seats,
    webUrl: `https://localhost/owa/calendar/${id}/bookings/s/${guidOf('page', id, name).slice(0, 8)}`,
    schedulingPolicy: null,
    defaultLocation: {
      displayName: businessName,
      locationEmailAddress: null,
      locationUri: '',
      locationType: null,
      uniqueId: null,
      uniqueIdType: null,
      address,
      coordinates: null,
    },
    defaultReminders: [{ offset: 'P1D', recipients: 'allAttendees', message: 'We look forward to seeing you tomorrow.' }],
    customQuestions: questions ? questionIds.map((questionId) => ({ questionId, isRequired: false })) : [],
    ...stamps,
  };
}

function describeStaff({ id, timeZone }: BusinessSketch, name: string, role: string, number: number): Entity {
  return {
    id: guidOf('staff', id, name, number),
    displayName: name,
    emailAddress: `${name.toLowerCase().replace(' ', '.')}@${id.split('@')[1]}`,
    availabilityIsAffectedByPersonalCalendar: role === 'administrator',
    role,
    membershipStatus: 'active',
    timeZone,
    useBusinessHours: true,
    isEmailNotificationEnabled: false,
    ...stamps,
    workingHours: workingHours(),
  };
}

function describeQuestion({ id }: BusinessSketch, { name, options }: (typeof questionSketches)[number], number: number): Entity {
  return {
    id: guidOf('question', id, name, number),
    displayName: name,
    answerInputType: options.length > 0 ? 'radioButton' : 'text',
    answerOptions: [...options],
    ...stamps,
  };
}
