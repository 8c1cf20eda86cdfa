import type { DecimalText } from './money.js';
import type { Candidate, Faulty } from './problems.js';
import type { Instant } from './time.js';

/** A company of the ERP. */
export interface ErpCompany {
  id: string;
  name: string;
  displayName: string;
}

/** Which documents the ERP refuses for a customer. */
export type CustomerBlock = 'none' | 'ship' | 'invoice' | 'all' | 'unknown';

/** What every card has. Nothing is billed with one that has a fault. */
interface ErpCard extends Faulty {
  /** Empty when it is not sure which record this is: such a card can be shown, never linked. */
  id: string;
}

/** A customer card, as far as we need it. */
export interface ErpCustomer extends ErpCard {
  number: string;
  name: string;
  /** As stored; may hold several addresses separated by `;`. */
  email: string;
  type: 'company' | 'person' | 'unknown';
  blocked: CustomerBlock;
  /** Currency of the card; the company's local currency when the card leaves it blank. */
  currencyCode: string;
  lastModifiedAt: Instant;
}

/** An item card, as far as we need it. */
export interface ErpItem extends ErpCard {
  number: string;
  name: string;
  type: 'service' | 'inventory' | 'non-inventory' | 'unknown';
  blocked: boolean;
  unitOfMeasureCode: string;
  lastModifiedAt: Instant;
}

/** How much a customer may owe, and owes, in the company's local currency. */
export interface CreditStanding {
  limit: DecimalText;
  /** Null when it could not be read. */
  balance: DecimalText | null;
}

/** Where a customer was found: on the card itself or on a person contact that belongs to it (BC-18). */
export interface CustomerMatch {
  customer: ErpCustomer;
  foundBy: 'email' | 'contact';
}

/** A record to create. Keys are the ERP's own property names, in the order they must be sent; values already fit its limits. */
export type ErpFields = Readonly<Record<string, string | number | boolean>>;

/** How an answer to "who is this in the ERP" came about; shown to people. */
export const linkOrigins = ['stored', 'email', 'contact', 'created', 'assigned', 'configured', 'name'] as const;
export type LinkOrigin = (typeof linkOrigins)[number];

/** A customer offered to a person to choose from. */
export function candidateOf(customer: ErpCustomer): Candidate {
  return { id: customer.id, number: customer.number, name: customer.name, email: customer.email };
}
