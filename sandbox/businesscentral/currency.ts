import { Decimal } from 'decimal.js';
import { findByCode, type Books } from './books.js';
import { BusinessCentralError } from './errors.js';

/** Decimal places of amounts in a currency; the local one has two. */
export function amountDecimals(books: Books, currencyCode: string): number {
  const places =
    currencyCode === '' ? '2:2' : (findByCode(books, 'currencies', currencyCode)?.['amountDecimalPlaces'] as string | undefined);
  return Number((places ?? '2:2').split(':')[1] ?? '2');
}

/** Units of a currency for one unit of local currency on a day. Throws when no rate has started by then (reference 5.4). */
export function exchangeRate(books: Books, currencyCode: string, day: string): Decimal {
  if (currencyCode === '') return new Decimal(1);
  const started = books.profile.exchangeRates.filter(
    ({ currency, startingDate }) => currency === currencyCode && startingDate <= day,
  );
  const latest = started.sort((left, right) => (left.startingDate < right.startingDate ? 1 : -1))[0];
  if (!latest) {
    const filters = `Currency Code: ${currencyCode}, Starting Date: ''..${day}`;
    throw new BusinessCentralError(
      400,
      'Internal_DataNotFoundFilter',
      `There is no Currency Exchange Rate within the filter.  Filters: ${filters}`,
    );
  }
  return new Decimal(latest.perLocal);
}

/** A price of the item card in document currency, at the precision of unit amounts. */
export function priceInCurrency(books: Books, localPrice: Decimal, currencyCode: string, day: string): Decimal {
  return localPrice.times(exchangeRate(books, currencyCode, day)).toDecimalPlaces(5, Decimal.ROUND_HALF_UP);
}
