/** How a person of the seed is known in a company: what a search by e-mail will meet. */
export const knownAs = [
  'customer',
  'two customers',
  'person contact of a customer',
  'one of two addresses in a customer field',
  'blocked customer',
  'privacy-blocked customer',
  'customer without posting groups',
  'customer in a foreign currency',
  'customer with prices including VAT',
  'unknown',
] as const;

export interface SeedPerson {
  name: string;
  email: string;
  /** Company name. */
  company: string;
  knownAs: (typeof knownAs)[number];
  /** Customer numbers that stand behind the e-mail. */
  customers: readonly string[];
}

export const fjordCompanyName = 'Fjord Wellness ApS';
export const hudsonCompanyName = 'Hudson Studio Inc.';

const fjord = (name: string, email: string, known: SeedPerson['knownAs'], ...customers: string[]): SeedPerson => ({
  name,
  email,
  company: fjordCompanyName,
  knownAs: known,
  customers,
});
const hudson = (name: string, email: string, known: SeedPerson['knownAs'], ...customers: string[]): SeedPerson => ({
  name,
  email,
  company: hudsonCompanyName,
  knownAs: known,
  customers,
});

/** People whose bookings meet something worth seeing in Business Central; the Bookings seed uses the same addresses. */
export const seedPeople: readonly SeedPerson[] = [
  fjord('Anna Karlsen', 'anna@x.test', 'customer', 'C00010'),
  fjord('Mette Holm', 'shared@family.test', 'two customers', 'C00020', 'C00030'),
  fjord('Ida Berg', 'ida@nordlys.test', 'person contact of a customer', 'C00040'),
  fjord('Bodil Lund', 'b@x.test', 'one of two addresses in a customer field', 'C00050'),
  fjord('Anders Lund', 'a@x.test', 'one of two addresses in a customer field', 'C00050'),
  fjord('Carl Blom', 'blocked@x.test', 'blocked customer', 'C00060'),
  fjord('Acme reception', 'office@acme.test', 'customer', 'C00070'),
  fjord('Mikkel Dahl', 'mikkel@acme.test', 'person contact of a customer', 'C00070'),
  fjord('Grace Miller', 'grace@brooklyn.test', 'customer in a foreign currency', 'C00080'),
  fjord('Lena Friis', 'lena@x.test', 'customer with prices including VAT', 'C00090'),
  fjord('Olav Vik', 'olav@x.test', 'customer without posting groups', 'C00100'),
  fjord('Petra Sand', 'petra@x.test', 'privacy-blocked customer', 'C00110'),
  fjord('Nina Ny', 'nina.new@x.test', 'unknown'),
  hudson('Liam Carter', 'liam@x.test', 'customer', 'C00010'),
  hudson('Olivia Reed', 'shared@loft.test', 'two customers', 'C00020', 'C00030'),
  hudson('Noah Stone', 'noah@riverside.test', 'person contact of a customer', 'C00040'),
  hudson('Acme front desk', 'office@acme.test', 'customer', 'C00050'),
  hudson('Elise Martin', 'elise@paris.test', 'customer in a foreign currency', 'C00060'),
  hudson('Ruth Blake', 'blocked@x.test', 'blocked customer', 'C00070'),
  hudson('Zoe Newman', 'zoe.new@x.test', 'unknown'),
];
