import { Decimal } from 'decimal.js';
import { findByCode, type Books } from './books.js';
import { priceInCurrency } from './currency.js';
import { zeroGuid } from './data/notation.js';
import { BusinessCentralError, dialogError, fieldError, missingValue } from './errors.js';
import type { Row } from './table.js';

export type LineRecord = Record<string, unknown>;

/** Sets the item of a line: everything that comes from the item card, which re-initialises the line (reference 3.5). */
export function setItem(books: Books, line: LineRecord, item: Row, document: LineRecord): void {
  const name = `No.=${String(item['number'])}`;
  if (item['blocked'] === true) throw fieldError(`Blocked must be equal to 'No' in Item: ${name}. Current value is 'Yes'.`);
  if (item['salesBlocked'] === true)
    throw fieldError(`Sales Blocked must be equal to 'No' in Item: ${name}. Current value is 'Yes'.`);
  if (item['generalProductPostingGroupCode'] === '') throw missingValue('Gen. Prod. Posting Group', 'Item', name);
  if (item['type'] === 'Inventory' && item['inventoryPostingGroupCode'] === '')
    throw missingValue('Inventory Posting Group', 'Item', name);
  if (item['baseUnitOfMeasureCode'] === '') throw missingValue('Base Unit of Measure', 'Item', name);
  Object.assign(line, {
    lineType: 'Item',
    itemId: item.id,
    accountId: zeroGuid,
    lineObjectNumber: item['number'],
    description: item['displayName'],
    description2: item['displayName2'],
    unitOfMeasureId: item['baseUnitOfMeasureId'],
    unitOfMeasureCode: item['baseUnitOfMeasureCode'],
    quantity: '0',
  });
  setTaxGroup(books, line, item['taxGroupCode'] as string, document);
  setDefaultPrice(books, line, document);
}

/** Sets the G/L account of a line. Throws when it cannot be posted to. */
export function setAccount(books: Books, line: LineRecord, account: Row, document: LineRecord): void {
  const name = `No.=${String(account['number'])}`;
  if (account['blocked'] === true)
    throw fieldError(`Blocked must be equal to 'No' in G/L Account: ${name}. Current value is 'Yes'.`);
  if (account['directPosting'] !== true)
    throw fieldError(`Direct Posting must be equal to 'Yes' in G/L Account: ${name}. Current value is 'No'.`);
  Object.assign(line, {
    lineType: 'Account',
    itemId: zeroGuid,
    accountId: account.id,
    lineObjectNumber: account['number'],
    description: account['displayName'],
    unitOfMeasureId: zeroGuid,
    unitOfMeasureCode: '',
    quantity: '0',
    unitPrice: '0',
  });
  setTaxGroup(books, line, account['taxGroupCode'] as string, document);
}

/** Looks up what `lineObjectNumber` means under the line's type. */
export function setObjectNumber(books: Books, line: LineRecord, number: string, document: LineRecord): void {
  line['lineObjectNumber'] = number;
  if (number === '' || line['lineType'] === 'Comment') return;
  if (line['lineType'] !== 'Item' && line['lineType'] !== 'Account') return;
  const isItem = line['lineType'] === 'Item';
  const found = findByCode(books, isItem ? 'items' : 'accounts', number, 'number');
  if (!found) throw dialogError(isItem ? 'Item does not exist.' : 'Account does not exist.');
  if (isItem) setItem(books, line, found, document);
  else setAccount(books, line, found, document);
}

/**
 * Sets the tax group of a line and the rate it has with the document's side. What is read back in `taxCode` is the VAT
 * identifier under VAT, the group itself under sales tax.
 */
export function setTaxGroup(books: Books, line: LineRecord, taxCode: string, document: LineRecord): void {
  const group = taxCode.slice(0, 20).toUpperCase();
  const isVat = books.profile.taxType === 'VAT';
  const side = String(document['taxSide'] ?? '');
  const rate = books.profile.taxRates[`${side}/${group}`];
  if (!rate && isVat) throw missingPostingSetup(side, group);
  if (!rate && group !== '' && !findByCode(books, 'taxGroups', group))
    throw dialogError('The "taxCode" does not match to a Tax Group.');
  line['taxGroup'] = group;
  line['taxCode'] = isVat ? rate!.identifier : group;
  line['taxPercent'] = isVat || document['taxLiable'] === true ? (rate?.percent ?? '0') : '0';
}

function missingPostingSetup(side: string, group: string): BusinessCentralError {
  const filters = `VAT Bus. Posting Group: ${side}, VAT Prod. Posting Group: ${group}`;
  return new BusinessCentralError(
    400,
    'Internal_DataNotFoundFilter',
    `There is no VAT Posting Setup within the filter.  Filters: ${filters}`,
  );
}

/** The price of the item card in document currency, with tax where the document's prices include it. */
export function setDefaultPrice(books: Books, line: LineRecord, document: LineRecord): void {
  const item = books.table('items').get(line['itemId'] as string);
  if (!item) return;
  const unit = (item['units'] as Record<string, string> | undefined)?.[line['unitOfMeasureCode'] as string] ?? '1';
  const card = new Decimal(item['unitPrice'] as string).times(unit);
  const factor = new Decimal(line['taxPercent'] as string).div(100).plus(1);
  const carriesTax = item['priceIncludesTax'] === true;
  const wantsTax = document['pricesIncludeTax'] === true;
  const local = carriesTax === wantsTax ? card : wantsTax ? card.times(factor) : card.div(factor);
  line['unitPrice'] = priceInCurrency(
    books,
    local,
    document['currencyCode'] as string,
    document['postingDate'] as string,
  ).toString();
}
