import type { BusinessFacts } from '../mapping/flatten.js';
import { digest } from '../mapping/digest.js';
import type { SyncContext } from './context.js';
import { businessProfile, companyIds } from './profiles.js';

/** What decides, beside an appointment itself, which items a reading of it gives. */
export interface Shape {
  business: BusinessFacts;
  companies: Map<string, string>;
  /**
   * Another one when the rules, the currency or zone of the business, or the companies are others: then what was read before has to be read
   * again, however unchanged Bookings lists it. A name of the staff alone is not worth that.
   */
  version: string;
}

/** The shape readings of a business have now. Throws RequestError `not-found` when there is no such mailbox. */
export async function shapeOf(context: SyncContext, businessId: string): Promise<Shape> {
  const business = await businessProfile(context, businessId);
  const companies = await companyIds(context);
  const { currency, timeZone } = business;
  const version = digest(JSON.stringify([context.rules.readingVersion, currency, timeZone, [...companies].sort()]));
  return { business, companies, version };
}
