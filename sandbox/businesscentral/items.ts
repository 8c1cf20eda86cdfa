import { applyEntries, type FieldChecks, type SetBehaviour } from './behaviour.js';
import { emptyRecord, readBody } from './body.js';
import { findByCode, type Books } from './books.js';
import { items } from './data/masters.js';
import { zeroGuid } from './data/notation.js';
import { dialogError, duplicateKey, missingValue } from './errors.js';
import { noMatch, notNegative, relatedPair } from './field-checks.js';
import { newId } from './ids.js';
import { checkManualNumbers, drawNumber, seriesOf } from './number-series.js';
import type { Row } from './table.js';
import { applyTemplate } from './templates.js';

/** Fields of an item that the API does not show. */
export const hiddenItemFields = { salesBlocked: false, inventory: '0' };

const checks: FieldChecks = {
  ...relatedPair('itemCategoryId', 'itemCategoryCode', 'itemCategories', 'Item Category'),
  ...relatedPair('taxGroupId', 'taxGroupCode', 'taxGroups', 'Tax Group'),
  ...relatedPair(
    'generalProductPostingGroupId',
    'generalProductPostingGroupCode',
    'generalProductPostingGroups',
    'General Product Posting Group',
  ),
  ...relatedPair('inventoryPostingGroupId', 'inventoryPostingGroupCode', 'inventoryPostingGroups', 'Inventory Posting Group'),
  unitPrice: notNegative('unitPrice', 'Unit Price'),
  unitCost: notNegative('unitCost', 'Unit Cost'),
  priceIncludesTax: (books, value) => {
    if (value === true && books.profile.sales.vatBusPostingGroupForPrices === '') {
      throw missingValue('VAT Bus. Posting Gr. (Price)', 'Sales & Receivables Setup', 'Primary Key=');
    }
    return { priceIncludesTax: value };
  },
  baseUnitOfMeasureId: (books, value) => {
    const unit = books.table('unitsOfMeasure').get(value as string);
    if (!unit && value !== zeroGuid) throw noMatch('baseUnitOfMeasureId', 'Unit of Measure');
    return { baseUnitOfMeasureId: value, baseUnitOfMeasureCode: (unit?.['code'] as string) ?? '' };
  },
  baseUnitOfMeasureCode: (books, value) => {
    if (value === '') return { baseUnitOfMeasureId: zeroGuid, baseUnitOfMeasureCode: '' };
    const unit = findUnit(books, String(value));
    if (!unit) throw dialogError(`The Unit of Measure with Code ${String(value)} does not exist.`);
    return { baseUnitOfMeasureId: unit.id, baseUnitOfMeasureCode: unit['code'] as string };
  },
};

/** By code first, then by international standard code, so that HUR finds the hour (reference 3.3). */
export function findUnit(books: Books, code: string): Row | undefined {
  const byStandard = () => [...books.table('unitsOfMeasure').all()].find((unit) => unit['internationalStandardCode'] === code);
  return findByCode(books, 'unitsOfMeasure', code) ?? byStandard();
}

function createItem(books: Books, body: Record<string, unknown>): Row {
  const entries = readBody(items, body, 'create');
  if (entries.some(({ name }) => name === 'inventory')) throw dialogError('Inventory cannot be changed during on insert.');
  const record: Record<string, unknown> = { ...emptyRecord(items), ...hiddenItemFields };
  applyEntries(books, record, entries, checks);
  record['number'] = takeNumber(books, record['number'] as string);
  applyTemplate(books, record, books.profile.itemTemplates, new Set(entries.map(({ name }) => name)));
  return books.table('items').insert({ ...record, id: newId() });
}

function takeNumber(books: Books, wanted: string): string {
  if (wanted !== '' && findByCode(books, 'items', wanted, 'number')) throw duplicateKey('Item', 'No.', wanted);
  const series = seriesOf(books, books.profile.sales.itemNos, 'Item Nos.', 'Inventory Setup');
  if (wanted === '') return drawNumber(books, series);
  checkManualNumbers(series);
  return wanted;
}

function updateItem(books: Books, row: Row, body: Record<string, unknown>): Row {
  const changes: Record<string, unknown> = {};
  applyEntries(books, changes, readBody(items, body, 'update'), checks);
  const number = changes['number'];
  if (number !== undefined && number !== row['number'] && findByCode(books, 'items', number as string, 'number')) {
    throw duplicateKey('Item', 'No.', String(number));
  }
  return books.table('items').update(row.id, changes);
}

function removeItem(books: Books, row: Row): void {
  for (const entitySet of ['salesInvoiceLines', 'salesCreditMemoLines']) {
    for (const line of books.table(entitySet).all()) {
      if (line['itemId'] === row.id)
        throw dialogError(
          `You cannot delete Item ${String(row['number'])} because there is at least one outstanding Sales line that includes this item.`,
        );
    }
  }
  books.table('items').remove(row.id);
}

export const itemBehaviour: SetBehaviour = { caption: 'Item', create: createItem, update: updateItem, remove: removeItem };
