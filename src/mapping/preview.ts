import { ConfigurationError, type ConfigurationFault } from '../domain/errors.js';
import type { ErpFields } from '../domain/erp.js';
import type { DraftInvoice } from '../domain/invoice.js';
import { undecided, unmapped, type BillingItem, type ItemBilling, type ItemDecision, type ItemFacts } from '../domain/item.js';
import type { Problem } from '../domain/problems.js';
import { inEnglish } from '../domain/words/plain.js';
import type { PartyLink } from '../domain/link-store.js';
import { billItem, type BillingContext } from './bill.js';
import { customerFields } from './customer-card.js';
import { flattenAppointment } from './flatten.js';
import { composeInvoices } from './invoice.js';
import { itemFields } from './item-card.js';
import { payerNumbersOf } from './party.js';
import { loadRules, type Rules } from './rules.js';
import { priceItem } from './price.js';
import type { RuleSource } from './read.js';
import { sampleAppointment } from './sample.js';
import { serviceRuleOf } from './services.js';

/** What the templates make of one appointment. */
export interface TemplatePreview {
  businessId: string;
  customer: { fields: ErpFields } | { problems: Problem[] };
  item: { fields: ErpFields } | { problems: Problem[] };
  invoice: DraftInvoice | { problems: Problem[] };
}

/** Every fault of the rule files; empty when they can be used. */
export function validateTemplates(sources: readonly RuleSource[]): readonly ConfigurationFault[] {
  try {
    loadRules(sources);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}

/** What the rules make of a sample appointment of each business, without asking anybody. */
export function previewTemplates(rules: Rules): TemplatePreview[] {
  return rules.businesses.map((business) => {
    const questions = Object.values(rules.questions).map((meanings) => meanings[0]!);
    const company = business.company ?? rules.routing[0]?.company ?? '';
    const place = { currency: business.currency ?? 'EUR', timeZone: business.timeZone ?? 'Europe/Copenhagen' };
    const appointment = sampleAppointment(business.id, questions);
    const [facts] = flattenAppointment(appointment, place, rules, new Map([[company, company]]));
    return {
      businessId: business.id,
      customer: customerFields(facts!, rules),
      item: itemFields({ ...sampleService, businessId: business.id }, rules),
      invoice: previewInvoice(facts!, rules),
    };
  });
}

/** How the price of an item came about, for a person: the sentence of the mapping and, where a rule was rounded or guessed, why. */
export function describePrice(facts: ItemFacts, decision: ItemDecision, rules: Rules): string {
  const pricing = priceItem(facts, decision, serviceRuleOf(facts, rules));
  const { price } = pricing;
  const sum = price === null ? '' : ` ${price.quantity} × ${price.unitPrice} = ${price.amount} ${price.currency}.`;
  return [`${inEnglish(pricing.reasoning)}${sum}`, ...pricing.problems.map((problem) => problem.message)].join(' ').trim();
}

const sampleService = {
  id: '57da6774-a087-4d69-b0e6-6fb82c339976',
  name: 'Swedish massage',
  description: 'One hour of massage.',
  price: 85,
  priceType: 'fixedPrice',
} as const;
const sampleMoment = '2026-06-02T06:00:00.000Z';

function previewInvoice(facts: ItemFacts, rules: Rules): DraftInvoice | { problems: Problem[] } {
  const billing = billItem(asItem(facts, unmapped), sampleContext(facts, rules), rules);
  const item = asItem(facts, billing);
  const { documents, leftOut } = composeInvoices([item], { today: '2026-06-02', makeKey: () => 'BKG-SAMPLE' }, rules);
  return documents[0]?.draft ?? { problems: leftOut.flatMap(({ reasons }) => reasons) };
}

function asItem(facts: ItemFacts, billing: ItemBilling): BillingItem {
  return {
    facts,
    sourceState: 'present',
    readAt: sampleMoment,
    firstSeenAt: sampleMoment,
    decision: undecided,
    invoiceId: null,
    billing,
    refusal: null,
    stage: 'ready',
    version: 1,
    changedAt: sampleMoment,
  };
}

/** As if Business Central knew everybody the rules name. */
function sampleContext(facts: ItemFacts, rules: Rules): BillingContext {
  const companyId = facts.companyId ?? '';
  const remembered = {
    companyId,
    origin: 'stored',
    explanation: '',
    linkedBy: 'system',
    linkedAt: sampleMoment,
    checkedAt: sampleMoment,
  } as const;
  const customer = (number: string, name: string): PartyLink => {
    const card = { id: `sample-${number}`, number, name, email: '', type: 'person', blocked: 'none' } as const;
    return {
      ...remembered,
      partyKey: '',
      customer: { ...card, currencyCode: facts.currency ?? '', lastModifiedAt: sampleMoment },
    };
  };
  const numbers = payerNumbersOf(facts, undecided, rules);
  const item = {
    id: 'sample-item',
    number: 'S1000',
    name: facts.serviceName,
    type: 'service',
    blocked: false,
    unitOfMeasureCode: 'HOUR',
  } as const;
  return {
    party: customer('C00010', facts.attendee?.name ?? ''),
    customerQuestion: null,
    payers: new Map(numbers.map((number) => [number, customer(number, `Customer ${number}`)])),
    service: {
      ...remembered,
      businessId: facts.businessId,
      serviceId: facts.serviceId,
      item: { ...item, lastModifiedAt: sampleMoment },
    },
    serviceQuestion: null,
    localCurrency: facts.currency,
    currencies: [],
  };
}
