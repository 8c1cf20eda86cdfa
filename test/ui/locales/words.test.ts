import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { erpInvoiceStatuses, pushStates } from '../../../src/domain/invoice.js';
import { exclusionReasons } from '../../../src/domain/item.js';
import { priceTypes } from '../../../src/domain/booking.js';
import { problemCodes, problemFixes } from '../../../src/domain/problems.js';
import { itemStates } from '../../../src/domain/state.js';
import { views } from '../../../src/domain/filter.js';
import { runStates } from '../../../src/domain/run-store.js';
import { filterColumns } from '../../../src/domain/filter.js';
import { filterColumns as filterColumnsOfPages } from '../../../ui/src/format/filterText.js';
import * as pages from '../../../ui/src/api/types.js';

type Words = Record<string, Record<string, unknown>>;
const english = JSON.parse(readFileSync(join(import.meta.dirname, '../../../ui/src/locales/en.json'), 'utf8')) as Words;

describe('the words of the product', () => {
  test.each([
    ['problem', problemCodes],
    ['fix', problemFixes],
    ['state', itemStates],
    ['view', views],
    ['runState', runStates],
    ['exclusion', exclusionReasons],
    ['priceType', priceTypes],
    ['push', pushStates],
    ['erpStatus', [...erpInvoiceStatuses, ...pushStates]],
    ['column', Object.keys(filterColumns)],
  ])('all have a translation under %s', (group, words: readonly string[]) => {
    const missing = words.filter((word) => !(word in (english[group] ?? {})));

    expect(missing).toEqual([]);
  });

  test('are the same in the pages and the server', () => {
    expect(pages.itemStates).toEqual(itemStates);
    expect(pages.views).toEqual(views);
    expect(filterColumnsOfPages).toEqual(filterColumns);
  });
});
