import { findByCode, type Books } from './books.js';
import type { StoredValue } from './body.js';
import { zeroGuid } from './data/notation.js';
import { dialogError, fieldError, invalidRelation } from './errors.js';

/** Fields that setting one property writes. Throws when the value is not allowed. */
export type FieldCheck = (books: Books, value: StoredValue) => Record<string, StoredValue>;

/** The code must be in the related table; blank is allowed. */
export function relatedCode(field: string, table: string, entitySet: string, related: string): FieldCheck {
  return (books, value) => {
    if (value !== '' && !findByCode(books, entitySet, value as string))
      throw invalidRelation(field, table, String(value), related);
    return { [field]: value };
  };
}

/** The id must be a row of the entity set; the zero GUID clears it. */
export function relatedId(field: string, entitySet: string, caption: string): FieldCheck {
  return (books, value) => {
    if (value !== zeroGuid && !books.table(entitySet).get(value as string)) throw noMatch(field, caption);
    return { [field]: value };
  };
}

/** An id and a code that stand for the same row: setting either sets both. */
export function relatedPair(idField: string, codeField: string, entitySet: string, caption: string): Record<string, FieldCheck> {
  return {
    [idField]: (books, value) => {
      if (value === zeroGuid) return { [idField]: zeroGuid, [codeField]: '' };
      const row = books.table(entitySet).get(value as string);
      if (!row) throw noMatch(idField, caption);
      return { [idField]: row.id, [codeField]: row['code'] as string };
    },
    [codeField]: (books, value) => {
      if (value === '') return { [idField]: zeroGuid, [codeField]: '' };
      const row = findByCode(books, entitySet, String(value).toUpperCase());
      if (!row) throw noMatch(codeField, caption);
      return { [idField]: row.id, [codeField]: row['code'] as string };
    },
  };
}

export function noMatch(field: string, caption: string): Error {
  return dialogError(`The "${field}" does not match to a ${caption}.`);
}

const currencyPair = relatedPair('currencyId', 'currencyCode', 'currencies', 'Currency');

/** Currency is stored blank for the local one, whether sent as its code or as "" (reference 5.4). */
export const currencyChecks: Record<string, FieldCheck> = {
  currencyId: currencyPair['currencyId']!,
  currencyCode: (books, value) => {
    const code = String(value).trim().toUpperCase();
    return currencyPair['currencyCode']!(books, code === books.profile.localCurrency ? '' : code);
  },
};

/** Addresses may be several, separated by semicolons; each must look like one. Stored as typed. */
export const emailCheck: FieldCheck = (_books, value) => {
  for (const address of String(value)
    .split(/[;,]/)
    .map((part) => part.trim())) {
    if (address !== '' && !/^[^\s@]+@[^\s@]+$/.test(address)) throw dialogError(`The email address "${address}" is not valid.`);
  }
  return { email: value };
};

export const phoneCheck =
  (field: string, caption: string): FieldCheck =>
  (_books, value) => {
    if (/\p{L}/u.test(String(value))) throw fieldError(`${caption} must not contain letters.`);
    return { [field]: value };
  };

/** A decimal that must not be below zero. */
export const notNegative =
  (field: string, caption: string): FieldCheck =>
  (_books, value) => {
    if (String(value).startsWith('-')) throw fieldError(`The value in ${caption} must be greater than or equal to 0.`);
    return { [field]: value };
  };
