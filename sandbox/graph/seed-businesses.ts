/** The three demo businesses with their services, staff and questions. */
import { createAppointmentBook } from './appointment-book.js';
import { guidOf } from './ids.js';
import type { Business, Entity, PriceType, Service } from './model.js';

const opened = '2026-01-05T08:00:00.0000000Z';
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

interface ServiceSketch {
  name: string;
  minutes: number;
  price: number;
  priceType: PriceType;
  seats?: number;
  hidden?: boolean;
  online?: boolean;
  questions?: boolean;
}

interface BusinessSketch {
  id: string;
  name: string;
  timeZone: string;
  currency: string | null;
  /** As the page settings give it; null for a business without page settings. */
  pageTimeZone: string | null;
  language: string;
  address: Record<string, string>;
  services: readonly ServiceSketch[];
  staff: readonly (readonly [name: string, role: string])[];
}

const sketches: readonly BusinessSketch[] = [
  {
    id: 'salon@fjord.test',
    name: 'Fjord Wellness',
    timeZone: 'Europe/Copenhagen',
    currency: 'EUR',
    pageTimeZone: 'Europe/Copenhagen',
    language: 'en-GB',
    address: { street: 'Havnegade 12', city: 'København', state: '', countryOrRegion: 'Denmark', postalCode: '1058' },
    services: [
      { name: 'Swedish massage', minutes: 60, price: 85, priceType: 'fixedPrice', questions: true },
      { name: 'Facial treatment', minutes: 45, price: 64.5, priceType: 'fixedPrice' },
      { name: 'Manicure', minutes: 30, price: 32.95, priceType: 'fixedPrice' },
      { name: 'Personal training', minutes: 90, price: 55, priceType: 'hourly', questions: true },
      { name: 'First consultation', minutes: 20, price: 0, priceType: 'free' },
      { name: 'Bridal styling', minutes: 120, price: 150, priceType: 'startingAt' },
      { name: 'Follow-up call', minutes: 15, price: 0, priceType: 'notSet', online: true },
      { name: 'Open consultation', minutes: 30, price: 0, priceType: 'undefined' },
      { name: 'Staff treatment', minutes: 30, price: 20, priceType: 'fixedPrice', hidden: true },
      { name: 'Yoga class', minutes: 75, price: 18, priceType: 'fixedPrice', seats: 5 },
      { name: 'Night recovery programme', minutes: 120, price: 140, priceType: 'fixedPrice' },
    ],
    staff: [
      ['Signe Holm', 'administrator'],
      ['Mads Bjerre', 'externalGuest'],
      ['Aino Lehtinen', 'scheduler'],
    ],
  },
  {
    id: 'studio@hudson.test',
    name: 'Hudson Studio',
    timeZone: 'America/New_York',
    currency: 'USD',
    pageTimeZone: 'Eastern Standard Time',
    language: 'en-US',
    address: { street: '41 Warren Street', city: 'Hudson', state: 'NY', countryOrRegion: 'USA', postalCode: '12534' },
    services: [
      { name: 'Portrait session', minutes: 60, price: 180, priceType: 'fixedPrice', questions: true },
      { name: 'Product shoot', minutes: 120, price: 95, priceType: 'hourly', questions: true },
      { name: 'Headshot', minutes: 30, price: 79.99, priceType: 'fixedPrice' },
      { name: 'Retouching consultation', minutes: 30, price: 0, priceType: 'free', online: true },
      { name: 'Event coverage', minutes: 240, price: 600, priceType: 'priceVaries' },
      { name: 'Lighting workshop', minutes: 180, price: 120, priceType: 'fixedPrice', seats: 5 },
    ],
    staff: [
      ['Dana Swope', 'administrator'],
      ['Luis Ortega', 'teamMember'],
    ],
  },
  {
    id: 'popup@nowhere.test',
    name: 'Pop-up Nowhere',
    timeZone: 'Europe/Copenhagen',
    currency: null,
    pageTimeZone: null,
    language: 'en-GB',
    address: { street: '', city: '', state: '', countryOrRegion: '', postalCode: '' },
    services: [{ name: 'Tasting', minutes: 45, price: 25, priceType: 'fixedPrice' }],
    staff: [['Robin Field', 'administrator']],
  },
];

/** The questions every business asks, in this order: company, VAT number, PO number and one with choices. */
export const questionSketches = [
  { name: 'Company name', options: [] },
  { name: 'VAT number', options: [] },
  { name: 'PO number', options: [] },
  { name: 'How did you hear about us?', options: ['Friends', 'Search engine', 'Walked past'] },
] as const;

/** Makes the businesses, still without customers and appointments. */
export function describeBusinesses(number: number): Business[] {
  return sketches.map((sketch) => {
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
