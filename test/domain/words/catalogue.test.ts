import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { priceTypes } from '../../../src/domain/booking.js';
import { remoteSystems } from '../../../src/domain/errors.js';
import { filterColumns } from '../../../src/domain/filter.js';
import { erpInvoiceStatuses, pushStates } from '../../../src/domain/invoice.js';
import { exclusionReasons } from '../../../src/domain/item.js';
import { problemCodes } from '../../../src/domain/problems.js';
import { itemStates } from '../../../src/domain/state.js';
import { danish } from '../../../src/domain/words/danish.js';
import { english } from '../../../src/domain/words/english.js';
import type { SentenceId } from '../../../src/domain/words/sentence.js';
import { exportColumnNames } from '../../../src/server/export/columns.js';

const root = join(import.meta.dirname, '../../..');
const ids = Object.keys(english) as SentenceId[];
const isWord = (id: string) => id.includes('.');
const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/^domain\/words\/(en|da)\//.test(name))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
  .join('\n');
const blanks = (template: string) => [...template.matchAll(/\{([^}]+)\}/g)].map(([, blank]) => blank!);

describe('the catalogue', () => {
  test('has every sentence in both languages, with the same blanks written the same way', () => {
    const distinct = (template: string) => String([...new Set(blanks(template))].sort());
    const different = ids.filter((id) => distinct(english[id]) !== distinct(danish[id]));

    expect(Object.keys(danish).sort()).toEqual([...ids].sort());
    expect(different).toEqual([]);
  });

  test('leaves no sentence empty, and translates it', () => {
    const untouched = ids.filter((id) => !isWord(id) && /[a-z]{3} [a-z]{3}/.test(english[id]) && english[id] === danish[id]);

    expect(ids.filter((id) => english[id].trim() === '' || danish[id].trim() === '')).toEqual([]);
    expect(untouched).toEqual([]);
  });

  test.each(['en', 'da'])('has every id of %s in one file only', (language) => {
    const folder = join(root, 'src/domain/words', language);
    const all = readdirSync(folder).flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/^ {2}(?:'([^']+)'|(\w+)):/gm)].map(
        ([, quoted, bare]) => quoted ?? bare,
      ),
    );

    expect([...all].sort()).toEqual([...ids].sort());
  });

  test('holds no sentence that nobody says', () => {
    const beginnings = [...source.matchAll(/say\(\s*`([\w-]+)\$\{/g)].map(([, beginning]) => beginning!);
    const unsaid = ids.filter(
      (id) => !isWord(id) && !source.includes(`'${id}'`) && !beginnings.some((beginning) => id.startsWith(beginning)),
    );

    expect(unsaid).toEqual([]);
  });

  test('has only words that some sentence or cell asks for', () => {
    const asked = new Set(ids.flatMap((id) => blanks(english[id]).flatMap((blank) => blank.split('|')[1] ?? [])));
    const unasked = ids.filter((id) => isWord(id) && !asked.has(id.split('.')[0]!) && !source.includes(`'${id.split('.')[0]}'`));

    expect(unasked).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['state', itemStates],
    ['price', priceTypes],
    ['price-type', priceTypes],
    ['document-status', [...erpInvoiceStatuses, ...pushStates]],
    ['system', remoteSystems],
    ['heading', [...exportColumnNames, ...Object.keys(filterColumns)]],
    ['reason', [...problemCodes, ...exclusionReasons]],
    ['blocked', ['ship', 'invoice', 'all']],
    ['item-type', ['service', 'inventory', 'non-inventory']],
  ])('has a word for everything that can be a %s', (group, values) => {
    expect(values.filter((value) => !(`${group}.${value}` in english))).toEqual([]);
  });
});

describe('what is said', () => {
  test('is never a text in the code where another language may be wanted', () => {
    const texts = /(?:blocks|warns)\(\s*'[^']+',\s*'[^']+',\s*['`]|new (?:RequestError\('[\w-]+',|FilterError\()\s*['`]/;
    const guilty = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      // The command line speaks English, and the database is set up by it.
      .filter((name) => name.endsWith('.ts') && !/^cli\/|^store\/(migrate|open)\.ts$/.test(name))
      .filter((name) => texts.test(readFileSync(join(root, 'src', name), 'utf8')));

    expect(guilty).toEqual([]);
  });
});
