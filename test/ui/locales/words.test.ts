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
import { danish } from '../../../src/domain/words/danish.js';
import { english as said } from '../../../src/domain/words/english.js';

type Words = Record<string, Record<string, unknown>>;
const read = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../ui/src/locales/${language}.json`), 'utf8')) as Words;
const english = read('en');

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

  test.each([
    ['en', said],
    ['da', danish],
  ])('are the same on the pages and in what the server says, in %s', (language, catalogue: Readonly<Record<string, string>>) => {
    const words = read(language);
    const titles = Object.fromEntries(
      Object.entries(words['problem']!).map(([code, text]) => [code, (text as { title: string }).title]),
    );
    const groups: [string, Record<string, unknown>][] = [
      ['state', words['state']!],
      ['price-type', words['priceType']!],
      ['document-status', words['erpStatus']!],
      ['reason', { ...titles, ...words['exclusion'] }],
      ['step', words['step']!],
    ];
    const saidOf = (group: string) =>
      Object.keys(catalogue).flatMap((id) => (id.startsWith(`${group}.`) ? [[id.slice(group.length + 1), catalogue[id]]] : []));

    for (const [group, shown] of groups) expect(shown).toMatchObject(Object.fromEntries(saidOf(group)) as object);
  });

  test('are the same in the pages and the server', () => {
    expect(pages.itemStates).toEqual(itemStates);
    expect(pages.views).toEqual(views);
    expect(filterColumnsOfPages).toEqual(filterColumns);
  });
});
