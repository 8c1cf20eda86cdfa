import type { BillingItem, ItemBilling, ItemDecision, ItemFacts } from './item.js';
import type { Instant } from './time.js';

/** What the mapping found for one item; saved only if the item is still at `version`. */
export interface MappingResult {
  itemId: string;
  version: number;
  billing: ItemBilling;
  /** The item at that version, where the caller has it: then it need not be read again. */
  item?: BillingItem;
}

/** The state of a company's links that a mapping was made from. */
export interface MappingBasis {
  companyId: string;
  linkVersion: number;
}

/** Who an item is billed to, as its last mapping says. */
export interface PayerOfItem {
  itemId: string;
  companyId: string | null;
  /** Number of the bill-to customer, or of the sell-to customer where none is named; null when nobody is known. */
  payer: string | null;
  currency: string;
  startsAt: Instant;
}

export interface ItemStore {
  find(ids: readonly string[]): Promise<BillingItem[]>;
  /** As `find`; `isMapped`: the item, its decision and its links have not changed since it was last mapped. */
  findWithMapping(ids: readonly string[]): Promise<{ item: BillingItem; isMapped: boolean }[]>;
  /** The payers of items, in the given order; ids nobody has are left out. */
  payersOf(ids: readonly string[]): Promise<PayerOfItem[]>;
  /** Those of the items that are unclaimed, present, and were last read before the moment. */
  findReadBefore(ids: readonly string[], moment: Instant): Promise<BillingItem[]>;
  companiesOf(ids: readonly string[]): Promise<string[]>;
  findByAppointment(businessId: string, appointmentId: string): Promise<BillingItem[]>;
  /** Items whose facts, decisions or links changed since they were last mapped, in the order in which they came. */
  listUnmapped(afterId: string | null, limit: number): Promise<BillingItem[]>;
  countUnmapped(): Promise<number>;
  /**
   * Saves billings and recomputes stages; results for a version that has passed are ignored. Returns how many were saved, or null when the
   * company's links are no longer those of the basis: then nothing was saved.
   */
  saveMapping(results: readonly MappingResult[], now: Instant, basis?: MappingBasis | null): Promise<number | null>;
  /** Marks unclaimed items for mapping: all, or those of parties or services. Returns how many. */
  markUnmapped(
    scope:
      | { all: true }
      | { companyId: string; partyKeys: readonly string[] }
      | { companyId: string; businessId: string; serviceId: string },
  ): Promise<number>;
  /** Marks exactly these unclaimed items for mapping. Returns how many. */
  markForMapping(itemIds: readonly string[]): Promise<number>;
  /** For each given item, the other items (not gone, left or excluded) of the same party, service and start, anywhere (E-26). Items without any are left out. */
  findDuplicates(itemIds: readonly string[]): Promise<Map<string, string[]>>;
  /**
   * For each given item, those first seen before it that are on an invoice (or that a person kept off every one) and whose place it may have
   * taken: of the same appointment, but told no longer (E-8, E-38); of an appointment of the same id in another business (E-32); of the same party and
   * service, when their appointment disappeared about when this one came (E-23). Items without any are left out.
   */
  findPredecessors(items: readonly Pick<ItemFacts, 'id' | 'businessId'>[]): Promise<Map<string, string[]>>;
  /**
   * Replaces a person's decision if the item is unclaimed (unless `evenClaimed`) and still at `version` (null: whatever version).
   * Returns the item as it is now, or null when it was not changed.
   */
  decide(
    itemId: string,
    version: number | null,
    decision: ItemDecision,
    now: Instant,
    options?: { evenClaimed: boolean },
  ): Promise<BillingItem | null>;
  /**
   * The claim (design, idea 6): sets the invoice on each item that has none, is still at its version and is at stage `ready`.
   * Returns the ids that were NOT claimed; a caller that needs all of them throws, which rolls back.
   */
  claim(invoiceId: string, items: readonly { id: string; version: number }[], now: Instant): Promise<string[]>;
  /** Clears ERP refusals so that the items are mapped and offered again. */
  clearRefusals(itemIds: readonly string[], now: Instant): Promise<number>;
}
