import { blocks, unreadable } from '../../src/domain/problems.js';
import { inEnglish } from '../../src/domain/words/plain.js';
import { say } from '../../src/domain/words/sentence.js';
import { readerOf } from '../../src/server/reader.js';
import { worded } from '../../src/server/wording.js';
import type { ItemRow } from '../../src/server/schemas/list.js';
import { openServer, seedItem, type TestServer } from './desk.js';

describe('a reader', () => {
  const price = say('fixed-price', { rate: '1234.50', currency: 'DKK', source: 'rules' });
  const again = say('tried-again-at', { at: '2026-11-26T10:12:00.000Z', zone: 'Europe/Copenhagen' });

  it.each([
    ['da', 'Fast pris 1.234,50 DKK fra reglerne. Det prøves igen 26. nov. 2026, 11.12 CET.'],
    ['da-DK', 'Fast pris 1.234,50 DKK fra reglerne. Det prøves igen 26. nov. 2026, 11.12 CET.'],
    ['en-GB', 'Fixed price 1,234.50 DKK from the rules. Tried again at 26 Nov 2026, 11:12 CET.'],
    ['de', 'Fixed price 1,234.50 DKK from the rules.'],
    ['no such tag!', 'Fixed price 1,234.50 DKK from the rules.'],
  ])('of %s gets numbers and times as written there', (locale, expected) => {
    expect(readerOf(locale).tell(price, again)).toContain(expected);
  });

  it('gets exact numbers, however many digits they have', () => {
    const tell = (unitPrice: string) => readerOf('da').tell(say('unit-price-adjusted', { unitPrice }));

    expect(tell('12345678901234567.12345')).toContain('12.345.678.901.234.567,12345');
    expect(tell('a lot')).toContain('a lot');
  });
});

describe('an answer', () => {
  const danish = readerOf('da');

  it('is told in the language, however deep, without touching what it was made from', () => {
    const problem = blocks('no-name', 'assign-customer', say('no-name'));
    const answer = { rows: [{ id: 'a', problems: [problem], at: new Date(0) }], total: 1 };

    expect(worded(answer, danish).rows[0]!.problems[0]!.message).toBe(
      'Personen har intet navn i Bookings. Skriv det der, eller tildel en debitor her.',
    );
    expect(problem.message).toContain('The person has no name');
    expect(worded(answer, danish).rows[0]!.at).toBe(answer.rows[0]!.at);
  });

  it('tells what could not be understood of a record of Business Central', () => {
    const record = { record: 'customer', number: 'C00010' };
    const faultSentences = [say('property-unknown', { ...record, property: 'blocked', said: 'Quarantine' })];
    const card = { number: 'C00010', fault: inEnglish(faultSentences), faultSentences };

    expect(worded(card, danish).fault).toBe(
      'Business Central oplyser blocked for debitoren C00010 som "Quarantine", hvilket ikke er kendt her.',
    );
    expect(worded(unreadable(card, say('correct-card')), danish).message).toBe(
      `${worded(card, danish).fault} Ret kortet der, og kontrollér igen, eller tildel en anden debitor.`,
    );
    expect(unreadable({ fault: 'Told by an earlier version.' }, say('correct-card')).message).toBe(
      'Told by an earlier version. Correct the card there and retry, or assign another customer.',
    );
  });

  it('keeps its English where the sentences are of another version, or there are none', () => {
    const newer = { message: 'Something new.', sentences: [{ sentence: 'not-known-here', values: {} }] };
    const older = { message: 'Something old.', values: { name: 'x' } };

    expect(worded([newer, older], danish).map(({ message }) => message)).toEqual(['Something new.', 'Something old.']);
    expect(worded(older, danish)).toBe(older);
  });
});

describe('the API', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await openServer();
  });
  afterEach(() => server.close());
  const asked = (path: string, language: string) => server.get(path, { 'accept-language': language });

  it('tells problems and reasons in the language asked for', async () => {
    await seedItem(server.store, {}, { problems: [blocks('no-name', 'assign-customer', say('no-name'))] });

    const row = async (language: string) => (await asked('/api/items?view=all', language)).json<{ rows: ItemRow[] }>().rows[0]!;

    expect((await row('da-DK,da;q=0.9')).reason).toMatch(/^Personen har intet navn/);
    expect((await row('en-GB')).reason).toMatch(/^The person has no name/);
  });

  it('explains and refuses filters in the language asked for', async () => {
    const explain = async (text: string) =>
      (await server.post('/api/filter/explain', { column: 'amount', text, locale: 'da' })).json<object>();

    expect(await explain('>1200,5')).toEqual({ ok: true, sentence: 'Beløb er større end 1200,5.' });
    expect(await explain('1..2..3')).toMatchObject({
      title: 'Ikke forstået',
      detail: expect.stringContaining('Et interval har ét ".."'),
    });
    expect((await asked('/api/items?f.startsAt=snart&locale=da', 'en')).json<object>()).toMatchObject({
      detail: expect.stringMatching(/^Start: "snart" er ikke en dato/),
    });
  });

  it('writes files in the language of their reader', async () => {
    await seedItem(server.store, {}, { problems: [blocks('no-name', 'assign-customer', say('no-name'))] });

    const { body, headers } = await server.get(
      '/api/export?format=csv&columns=state,startsAt,priceType,problems&locale=da&view=all',
    );

    const [head, first] = body.replace(/^\uFEFF/, '').split('\r\n');
    expect(head).toBe('"Status";"Start (Europe/Oslo)";"Pristype";"Problemer"');
    expect(first).toMatch(/^"Klar|^"Blokeret/);
    expect(first).toContain('"Fast pris";"Personen har intet navn i Bookings.');
    expect(headers['content-disposition']).toContain('ikke-fakturerede-bookinger-');
  });
});
