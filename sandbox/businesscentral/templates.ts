import type { Books } from './books.js';
import { findByCode } from './books.js';
import type { RecordTemplate } from './company-profile.js';

/** Codes in a template that stand for the id of a setup row. */
const idFieldsByCode: Record<string, [field: string, entitySet: string]> = {
  paymentTermsCode: ['paymentTermsId', 'paymentTerms'],
  paymentMethodCode: ['paymentMethodId', 'paymentMethods'],
  shipmentMethodCode: ['shipmentMethodId', 'shipmentMethods'],
  taxAreaCode: ['taxAreaId', 'taxAreas'],
  generalProductPostingGroupCode: ['generalProductPostingGroupId', 'generalProductPostingGroups'],
  inventoryPostingGroupCode: ['inventoryPostingGroupId', 'inventoryPostingGroups'],
  taxGroupCode: ['taxGroupId', 'taxGroups'],
  baseUnitOfMeasureCode: ['baseUnitOfMeasureId', 'unitsOfMeasure'],
};

/**
 * Fills a new record from the first API Setup rule that fits it; fields that the request set are left alone (reference 3.1).
 * Without a fitting rule nothing is filled, so a customer stays without posting groups.
 */
export function applyTemplate(
  books: Books,
  record: Record<string, unknown>,
  templates: RecordTemplate[],
  given: ReadonlySet<string>,
): void {
  const rules = [...templates].sort((left, right) => left.order - right.order);
  const rule = rules.find(({ criteria }) => Object.entries(criteria).every(([field, value]) => record[field] === value));
  for (const [field, value] of Object.entries(rule?.fields ?? {})) {
    const [idField, entitySet] = idFieldsByCode[field] ?? [];
    if (given.has(field) || (idField !== undefined && given.has(idField))) continue;
    record[field] = value;
    if (idField && entitySet) record[idField] = findByCode(books, entitySet, String(value))?.id ?? record[idField];
  }
}
