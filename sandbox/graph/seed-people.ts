/** The people who book: ordinary ones, and those that programs stumble over. */
import { customerGuidOf } from './ids.js';
import type { Attendee, Business, Customer } from './model.js';

interface Person {
  name: string;
  emailAddress: string | null;
  phone?: string;
}

const salonPeople: readonly Person[] = [
  { name: 'Anna Karlsen', emailAddress: 'anna@x.test', phone: '+45 20 11 22 33' },
  { name: 'Anna Karlsen', emailAddress: 'Anna@X.test', phone: '+45 20 11 22 33' },
  { name: 'Walk-in guest', emailAddress: null },
  { name: 'نور الدين حدّاد', emailAddress: 'nour.haddad@mail.test', phone: '+45 31 00 45 12' },
  { name: 'שרה לוי', emailAddress: 'sara.levi@mail.test' },
  { name: 'Zoë 🌊 Lindqvist 👩‍👩‍👧', emailAddress: 'zoe.lindqvist@mail.test' },
  {
    name: 'Maximiliane Freifrau von und zu Hohenstein-Waldenburg-Schillingsfürst der Älteren Linie und Tochter aus erster Ehe',
    emailAddress: 'maximiliane.hohenstein.waldenburg.schillingsfuerst@sehr-lange-adresse.mail.test',
  },
  { name: 'Bodil Lund', emailAddress: 'b@x.test', phone: '+45 22 90 14 70' },
  { name: 'Freja Lund', emailAddress: 'freja.lund@nordlys.test', phone: '+45 28 44 19 03' },
  { name: "Conor O'Brien", emailAddress: "conor.o'brien@mail.test" },
  { name: 'Li Wei 李伟', emailAddress: 'li.wei@mail.test' },
  { name: 'Ida Berg', emailAddress: 'ida@nordlys.test' },
  { name: 'Peter Dam', emailAddress: 'peter@damgruppen.test' },
  { name: 'Mette Holm', emailAddress: 'shared@family.test' },
  { name: 'Carl Blom', emailAddress: 'blocked@x.test' },
];

const studioPeople: readonly Person[] = [
  { name: 'Adele Vance', emailAddress: 'adele.vance@proseware.test', phone: '206-555-0100' },
  { name: 'Adele Vance', emailAddress: 'adele.vance@proseware.test', phone: '206-555-0200' },
  { name: 'Bob Kelly', emailAddress: 'bob.kelly@tailspin.test', phone: '213-555-0108' },
  { name: 'Liam Carter', emailAddress: 'liam@x.test' },
  { name: 'Grace & Sons, Inc.', emailAddress: 'billing@grace-and-sons.test' },
  { name: 'María-José Peña', emailAddress: 'mj.pena@mail.test' },
  { name: 'Samuel <Sam> Ortiz', emailAddress: 'sam.ortiz@mail.test' },
];

const popupPeople: readonly Person[] = [{ name: 'Robin Guest', emailAddress: 'robin.guest@mail.test' }];

/** Adds the people of a business to its customers; their attendees, in the same order, are what bookings copy. */
export function seedPeople(business: Business, number: number): Attendee[] {
  const people = business.id.startsWith('salon') ? salonPeople : business.id.startsWith('studio') ? studioPeople : popupPeople;
  return people.map((person, index) => {
    const customer = describeCustomer(business, person, index, number);
    business.customers.set(customer.id, customer);
    return attendeeOf(customer, business.timeZone);
  });
}

function describeCustomer(business: Business, { name, emailAddress, phone }: Person, index: number, number: number): Customer {
  const createdDateTime = '2026-02-02T10:15:00.0000000Z';
  return {
    id: customerGuidOf('customer', business.id, number, index),
    displayName: name,
    emailAddress,
    phones: phone ? [{ number: phone, type: 'mobile' }] : [],
    addresses:
      index % 3 === 0
        ? [{ street: 'Main Street 1', city: 'Town', state: '', countryOrRegion: 'Denmark', postalCode: '1000' }]
        : [],
    createdDateTime,
    lastUpdatedDateTime: createdDateTime,
  };
}

/** The copy of a customer that a booking takes. */
export function attendeeOf(customer: Customer, timeZone: string): Attendee {
  return {
    customerId: customer.id,
    name: customer.displayName,
    emailAddress: customer.emailAddress,
    phone: customer.phones[0]?.number ?? '',
    notes: null,
    timeZone,
    answers: [],
  };
}
