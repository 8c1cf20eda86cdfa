import { Decimal } from 'decimal.js';
import type { BodyEntry, StoredValue } from './body.js';
import { findByCode, type Books } from './books.js';
import { zeroGuid } from './data/notation.js';
import { dialogError, fieldError, invalidRelation } from './errors.js';
import { setAccount, setDefaultPrice, setItem, setObjectNumber, setTaxGroup, type LineRecord } from './line-object.js';

interface Setting {
  books: Books;
  line: LineRecord;
  document: LineRecord;
}

/**
 * Applies values to a line one after the other, in body order; a value equal to what the line holds at that moment is
 * skipped (reference 3.5), and setting an item, a quantity or a unit overwrites the price: one that came earlier is lost without a word.
 */
export function applyLineEntries(setting: Setting, entries: BodyEntry[]): void {
  const given = (name: string) => entries.some((entry) => entry.name === name && entry.value !== zeroGuid);
  if (given('itemId') && given('accountId'))
    throw dialogError('Both "itemId" and "accountId" are specified. Specify only one of them.');
  for (const { name, value } of entries) {
    if (setting.line[name] === value) continue;
    const apply = setters[name];
    if (apply) apply(setting, value);
    else setting.line[name] = value;
  }
  checkComment(setting.line);
}

type Setter = (setting: Setting, value: StoredValue) => void;

const setters: Record<string, Setter> = {
  itemId({ books, line, document }, value) {
    const item = books.table('items').get(value as string);
    if (!item) throw dialogError('Item does not exist.');
    setItem(books, line, item, document);
  },
  accountId({ books, line, document }, value) {
    const account = books.table('accounts').get(value as string);
    if (!account) throw dialogError('Account does not exist.');
    setAccount(books, line, account, document);
  },
  lineType({ line }, value) {
    Object.assign(line, {
      lineType: value,
      itemId: zeroGuid,
      accountId: zeroGuid,
      lineObjectNumber: '',
      unitPrice: '0',
      quantity: '0',
    });
  },
  lineObjectNumber: ({ books, line, document }, value) => setObjectNumber(books, line, value as string, document),
  quantity({ books, line, document }, value) {
    line['quantity'] = value;
    setDefaultPrice(books, line, document);
  },
  unitOfMeasureCode: (setting, value) =>
    setUnit(setting, findByCode(setting.books, 'unitsOfMeasure', value as string)?.id, String(value)),
  unitOfMeasureId: (setting, value) => setUnit(setting, value as string, String(value)),
  unitPrice({ line }, value) {
    line['unitPrice'] = new Decimal(value as string).toDecimalPlaces(5, Decimal.ROUND_HALF_UP).toString();
  },
  discountPercent({ line }, value) {
    const percent = new Decimal(value as string);
    if (percent.isNegative() && !percent.isZero()) throw dialogError('Line discount percentage must be positive.');
    if (percent.gt(100)) throw dialogError('Line discount percentage must be below 100.');
    Object.assign(line, { discountPercent: value, discountGivenAs: 'percent' });
  },
  discountAmount({ line }, value) {
    const amount = new Decimal(value as string);
    if (amount.isNegative() && !amount.isZero()) throw dialogError('Line discount percentage must be positive.');
    if (amount.gt(new Decimal(line['quantity'] as string).times(line['unitPrice'] as string)))
      throw dialogError('Line discount percentage must be below 100.');
    Object.assign(line, { discountAmount: value, discountGivenAs: 'amount' });
  },
  taxCode: ({ books, line, document }, value) => setTaxGroup(books, line, String(value), document),
  itemVariantId({ books, line }, value) {
    const variant = books.table('itemVariants').get(value as string);
    if (value !== zeroGuid && variant?.['itemId'] !== line['itemId'])
      throw dialogError('The "itemVariantId" does not match to an Item Variant.');
    line['itemVariantId'] = value;
  },
  locationId({ books, line }, value) {
    if (value !== zeroGuid && !books.table('locations').get(value as string))
      throw dialogError('The "locationId" does not match to a Location.');
    line['locationId'] = value;
  },
};

/** A line that is a comment when all was set carries no figures. */
function checkComment(line: LineRecord): void {
  if (line['lineType'] !== 'Comment') return;
  for (const [name, caption] of [
    ['quantity', 'Quantity'],
    ['unitPrice', 'Unit Price'],
  ] as const) {
    if (line[name] === '0') continue;
    throw fieldError(
      `${caption} must be equal to '0' in Sales Line: Type= , Line No.=${String(line['sequence'])}. Current value is '${String(line[name])}'.`,
    );
  }
}

function setUnit({ books, line, document }: Setting, unitId: string | undefined, wanted: string): void {
  const unit = unitId === undefined ? undefined : books.table('unitsOfMeasure').get(unitId);
  const item = books.table('items').get(line['itemId'] as string);
  if (!item) throw dialogError('The unit of measure can only be set on lines of type Item.');
  const units = item['units'] as Record<string, string> | undefined;
  if (!unit || (unit.id !== item['baseUnitOfMeasureId'] && units?.[unit['code'] as string] === undefined)) {
    throw invalidRelation('Unit of Measure Code', 'Sales Line', wanted, 'Item Unit of Measure');
  }
  Object.assign(line, { unitOfMeasureId: unit.id, unitOfMeasureCode: unit['code'] });
  setDefaultPrice(books, line, document);
}
