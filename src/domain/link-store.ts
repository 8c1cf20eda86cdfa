import type { ErpCustomer, ErpItem, LinkOrigin } from './erp.js';
import type { Problem } from './problems.js';
import type { Instant } from './time.js';

/** A remembered answer to "who or what is this in the ERP". */
export interface PartyLink {
  companyId: string;
  /** As in ItemFacts.partyKey, or `number:{customer number}` for payers the rules name. */
  partyKey: string;
  customer: ErpCustomer;
  origin: LinkOrigin;
  /** One sentence: why this customer. */
  explanation: string;
  linkedBy: string;
  linkedAt: Instant;
  /** When the customer card was last read. */
  checkedAt: Instant;
  /** Since when the ERP no longer has the card a person chose; absent while it has. */
  missingSince?: Instant;
}

export interface ServiceLink {
  companyId: string;
  businessId: string;
  serviceId: string;
  item: ErpItem;
  origin: LinkOrigin;
  explanation: string;
  linkedBy: string;
  linkedAt: Instant;
  checkedAt: Instant;
  /** Since when the ERP no longer has the item a person chose; absent while it has. */
  missingSince?: Instant;
}

/** A search that had no single answer, so that a person can give it. */
export interface OpenQuestion {
  companyId: string;
  kind: 'customer' | 'item';
  /** partyKey, or `{businessId}|{serviceId}` */
  key: string;
  problem: Problem;
  askedAt: Instant;
}

/** The intent to create a customer or an item in the ERP: written before the call, unique per natural key (E-20). */
export interface Creation {
  companyId: string;
  kind: 'customer' | 'item';
  /** Normalised e-mail of the customer; `{businessId}|{serviceId}` of the item. */
  naturalKey: string;
  state: 'intended' | 'sending' | 'created' | 'refused';
  attempts: number;
  attemptedAt: Instant | null;
  nextAttemptAt: Instant;
  erpId: string | null;
  problem: Problem | null;
}

export interface LinkStore {
  /** Goes up with every change of a link of the company; see {@link MappingBasis}. */
  version(companyId: string): Promise<number>;
  /** Inside a transaction: true while that version stands, and then nobody changes a link of the company before the transaction ends. */
  holdVersion(companyId: string, version: number): Promise<boolean>;
  findParties(companyId: string, partyKeys: readonly string[]): Promise<Map<string, PartyLink>>;
  /** A link a person made (`assigned`) is only replaced by another person's. Marks the party's items for mapping. Returns false when refused. */
  saveParty(link: PartyLink): Promise<boolean>;
  removeParty(companyId: string, partyKey: string): Promise<void>;
  /**
   * Refreshes the card's facts and marks items for mapping when they differ. Links to customers that are missing now are removed, so that
   * they are searched again, but those a person assigned are kept with `missingSince`.
   */
  refreshCustomers(
    companyId: string,
    customers: readonly ErpCustomer[],
    missingIds: readonly string[],
    now: Instant,
  ): Promise<void>;
  /** Party links whose card was last read before the moment. */
  listStaleParties(companyId: string, checkedBefore: Instant, limit: number): Promise<PartyLink[]>;
  findServices(companyId: string, keys: readonly { businessId: string; serviceId: string }[]): Promise<ServiceLink[]>;
  saveService(link: ServiceLink): Promise<boolean>;
  removeService(companyId: string, businessId: string, serviceId: string): Promise<void>;
  refreshItems(companyId: string, items: readonly ErpItem[], missingIds: readonly string[], now: Instant): Promise<void>;
  listServices(companyId: string): Promise<ServiceLink[]>;

  findQuestions(companyId: string, kind: OpenQuestion['kind'], keys: readonly string[]): Promise<Map<string, OpenQuestion>>;
  saveQuestion(question: OpenQuestion): Promise<void>;
  removeQuestion(companyId: string, kind: OpenQuestion['kind'], key: string): Promise<void>;

  findCreation(companyId: string, kind: Creation['kind'], naturalKey: string): Promise<Creation | null>;
  /**
   * Claims the right to create: inserts the intent, or takes over one whose `nextAttemptAt` has come, and sets it `sending` with
   * `nextAttemptAt = lookAgainAt`. Null when somebody else is at it or it is already created.
   */
  beginCreation(
    companyId: string,
    kind: Creation['kind'],
    naturalKey: string,
    now: Instant,
    lookAgainAt: Instant,
  ): Promise<Creation | null>;
  endCreation(creation: Creation, now: Instant): Promise<void>;
}
