/** Who the demo businesses are and what they sell. */
import type { PriceType } from './model.js';

export interface ServiceSketch {
  name: string;
  minutes: number;
  price: number;
  priceType: PriceType;
  seats?: number;
  hidden?: boolean;
  online?: boolean;
  questions?: boolean;
}

export interface BusinessSketch {
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

/** The demo businesses as data. */
export const businessSketches: readonly BusinessSketch[] = [
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
