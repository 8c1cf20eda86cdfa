import { elapsedMinutes } from '../domain/time.js';
import { decimalOf, hoursFromMinutes } from '../domain/money.js';
import type { BillingItem, BillingPeriod, ErpReference, ItemFacts } from '../domain/item.js';
import { answerTo } from './answers.js';
import { businessRuleOf } from './lookup.js';
import { normaliseEmail } from '../domain/email.js';
import { billingDay, dayOf, periodOf, serviceDate, timeOfDay } from './period.js';
import type { Price } from './price.js';
import type { Rules } from './rules.js';
import type { Scope } from './template.js';

type Group = Record<string, string | boolean>;

/** What a customer template sees: the person, the business and the service that was booked. */
export function customerScope(facts: ItemFacts, rules: Rules): Scope {
  return new CustomerScope(facts, rules) as unknown as Scope;
}

/** What the templates of a line and of the document's header see. */
export function lineScope(
  item: Pick<BillingItem, 'decision'> & { facts: ItemFacts & { timeZone: string } },
  sellTo: ErpReference,
  billTo: ErpReference | null,
  price: Price,
  rules: Rules,
): Scope {
  return new LineScope(item.facts, { sellTo, billTo, price, moved: item.decision.period }, rules) as unknown as Scope;
}

/** Each group is made when it is first asked for: a template prints a few of them, and thousands of lines are printed at once. */
class CustomerScope {
  private readonly made: Record<string, Group> = {};

  constructor(
    protected readonly facts: ItemFacts,
    protected readonly rules: Rules,
  ) {}

  protected once(name: string, make: () => Group): Group {
    return (this.made[name] ??= make());
  }

  get attendee(): Group {
    return this.once('attendee', () => attendeeGroup(this.facts));
  }

  get answers(): Group {
    return this.once('answers', () => answerGroup(this.facts, this.rules));
  }

  get service(): Group {
    return { id: this.facts.serviceId, name: this.facts.serviceName };
  }

  get business(): Group {
    return this.once('business', () => businessGroup(this.facts.businessId, this.rules));
  }

  get local(): Group {
    return { zone: this.facts.timeZone ?? '' };
  }
}

class LineScope extends CustomerScope {
  constructor(
    facts: ItemFacts & { timeZone: string },
    private readonly bill: { sellTo: ErpReference; billTo: ErpReference | null; price: Price; moved: BillingPeriod | null },
    rules: Rules,
  ) {
    super(facts, rules);
  }

  private get date(): string {
    return serviceDate(this.facts, this.facts.timeZone!, this.rules);
  }

  get appointment(): Group {
    return this.once('appointment', () => appointmentGroup(this.facts as ItemFacts & { timeZone: string }, this.date));
  }

  get customer(): Group {
    return { number: this.bill.sellTo.number, name: this.bill.sellTo.name };
  }

  get payer(): Group {
    return { number: this.bill.billTo?.number ?? '', name: this.bill.billTo?.name ?? '' };
  }

  get price(): Group {
    const { quantity, unitPrice: unit, amount, currency } = this.bill.price;
    return { quantity, unit, amount, currency };
  }

  get period(): Group {
    return this.once('period', () => {
      const { moved } = this.bill;
      return periodGroup(billingDay(this.date, moved), () => moved ?? periodOf(this.date, this.rules.invoice.period));
    });
  }
}

/** Month of a day, and the billing period it counts for. */
export function periodGroup(day: string, period: () => BillingPeriod): Group {
  return {
    month: day.slice(0, 7),
    get from() {
      return period().from;
    },
    get to() {
      return period().to;
    },
  };
}

/** The business as templates see it. */
export function businessGroup(businessId: string, rules: Rules): Group {
  return { id: businessId, name: businessRuleOf(businessId, rules)?.name ?? businessId };
}

/** The code by which a line can be traced back to its appointment and person. */
export function referenceOf(itemId: string): string {
  return itemId.slice(0, 8).toUpperCase();
}

/** Getters: what no template prints is not computed. */
function attendeeGroup({ attendee }: ItemFacts): Group {
  return {
    id: attendee?.customerId ?? '',
    name: attendee?.name ?? '',
    get email() {
      return attendee === null ? '' : (normaliseEmail(attendee.email) ?? attendee.email);
    },
    phone: attendee?.phone ?? '',
    notes: attendee?.notes ?? '',
    street: attendee?.address.street ?? '',
    city: attendee?.address.city ?? '',
    state: attendee?.address.state ?? '',
    postalCode: attendee?.address.postalCode ?? '',
    country: attendee?.address.countryOrRegion ?? '',
  };
}

function answerGroup({ attendee }: ItemFacts, rules: Rules): Group {
  const entries = Object.entries(rules.questions).filter(([name]) => rules.templates.used.has(`answers.${name}`));
  return Object.fromEntries(entries.map(([name, meanings]) => [name, attendee === null ? '' : answerTo(attendee, meanings)]));
}

function appointmentGroup(facts: ItemFacts & { timeZone: string }, date: string): Group {
  return {
    id: facts.appointmentId,
    reference: referenceOf(facts.id),
    date,
    get endDate() {
      return dayOf(facts.endsAt, facts.timeZone);
    },
    get startTime() {
      return timeOfDay(facts.startsAt, facts.timeZone);
    },
    get endTime() {
      return timeOfDay(facts.endsAt, facts.timeZone);
    },
    startsAt: facts.startsAt,
    endsAt: facts.endsAt,
    get minutes() {
      return decimalOf(elapsedMinutes(facts.startsAt, facts.endsAt));
    },
    get hours() {
      return hoursFromMinutes(elapsedMinutes(facts.startsAt, facts.endsAt));
    },
    label: facts.label,
    serviceNotes: facts.serviceNotes,
    additionalInformation: facts.additionalInformation,
    selfService: facts.selfService,
    seats: String(facts.maximumAttendeesCount),
    takenSeats: String(facts.listedAttendeesCount),
    priceType: facts.priceType,
  };
}
