import nock from 'nock';
import { useNock } from '../nock.js';
import { customerRow, errorBody, idOf, list } from './rows.js';
import { companyId, companyPath, createTarget, origin, root } from './target.js';

useNock();

interface Part {
  id: string;
  method: string;
  url: string;
}
interface PartAnswer {
  id: string;
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const decoded = (part: Part): string => decodeURIComponent(part.url);

/** Answers the next batch part by part, and keeps what was asked. */
function onBatch(answer: (part: Part) => unknown, arrange: (answers: PartAnswer[]) => unknown[] = (answers) => answers): Part[] {
  const asked: Part[] = [];
  nock(origin, { reqheaders: { prefer: 'odata.continue-on-error' } })
    .post(`${root}/$batch`)
    .reply(200, (_uri, body) => {
      const { requests } = body as { requests: Part[] };
      asked.push(...requests);
      return { responses: arrange(requests.map((part) => ({ id: part.id, status: 200, body: answer(part) }))) };
    });
  return asked;
}

const nothing = (): object => list();
const emails = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `person.number${index}@customers.fjord.test`);

/** The customers of a small ledger that a filter on e-mail finds, as Business Central would. */
function ledger(customers: Record<string, unknown>[]) {
  return (part: Part): object => {
    if (!part.url.includes('/customers?')) return list();
    const wanted = [...decoded(part).matchAll(/tolower\(email\) eq '((?:[^']|'')*)'/g)].map(([, text]) =>
      text!.replaceAll("''", "'"),
    );
    const several = decoded(part).includes("contains(email,';')");
    return list(
      ...customers.filter(({ email }) => (several ? String(email).includes(';') : wanted.includes(String(email).toLowerCase()))),
    );
  };
}

describe('findCustomersByEmail', () => {
  test('finds a card whatever the capitals, and reports every candidate', async () => {
    const one = customerRow({ id: idOf(1), email: 'Anna@Fjord.TEST' });
    const two = customerRow({ id: idOf(2), number: 'C2', email: 'billing@fjord.test; anna@fjord.test' });
    onBatch(ledger([one, two]));

    const found = await createTarget().target.findCustomersByEmail(companyId, ['anna@fjord.test']);

    expect(found.get('anna@fjord.test')!.map(({ customer, foundBy }) => [customer.number, foundBy])).toEqual([
      ['C00010', 'email'],
      ['C2', 'email'],
    ]);
  });

  test('does not take an address that merely contains another', async () => {
    onBatch(ledger([customerRow({ email: 'joanna@fjord.test;x@fjord.test' })]));
    onBatch(nothing);

    const found = await createTarget().target.findCustomersByEmail(companyId, ['anna@fjord.test']);

    expect(found).toEqual(new Map([['anna@fjord.test', []]]));
  });

  test('asks for 200 addresses in two requests, each filter within 30 terms and 2,000 characters', async () => {
    const wanted = emails(200);
    const cards = onBatch(nothing);
    const contacts = onBatch(nothing);

    const found = await createTarget().target.findCustomersByEmail(companyId, wanted);

    expect([...found.keys()]).toEqual(wanted);
    expect(cards.length).toBeLessThanOrEqual(11);
    expect(contacts).toHaveLength(2 * cards.length);
    for (const part of [...cards, ...contacts]) {
      expect(`${origin}${root}/${part.url}`.length).toBeLessThan(2_000);
      expect(decoded(part).split(' or ').length).toBeLessThanOrEqual(30);
    }
    const terms = cards.flatMap((part) => [...decoded(part).matchAll(/eq '([^']+)'/g)].map(([, email]) => email));
    expect(terms.sort()).toEqual([...wanted].sort());
  });

  test('doubles an apostrophe and encodes what a URL cannot hold', async () => {
    const asked = onBatch(ledger([customerRow({ email: "o'neill+spa&wellness@fjord.test" })]));

    const found = await createTarget().target.findCustomersByEmail(companyId, ["o'neill+spa&wellness@fjord.test"]);

    expect(asked[0]!.url).toContain("tolower(email)%20eq%20'o''neill%2Bspa%26wellness%40fjord.test'");
    expect(found.get("o'neill+spa&wellness@fjord.test")).toHaveLength(1);
  });

  test('takes the customer of a person contact where no card has the address, and reads its card', async () => {
    const contact = { id: idOf(50), email: 'anna@fjord.test', customerId: idOf(7), customerName: 'Berg ApS' };
    onBatch(nothing);
    onBatch((part) => (part.url.includes('/customerContacts?$filter=tolower') ? list(contact) : list()));
    nock(origin)
      .get(`${companyPath}/customers`)
      .query(true)
      .reply(200, list(customerRow({ id: idOf(7), number: 'C7', type: 'Company', email: '' })));

    const found = await createTarget().target.findCustomersByEmail(companyId, ['anna@fjord.test']);

    expect(found.get('anna@fjord.test')).toEqual([
      { foundBy: 'contact', customer: expect.objectContaining({ id: idOf(7), type: 'company' }) },
    ]);
  });

  test('does not believe a contact whose customer has no name: the id is left over from the row before', async () => {
    const contact = { id: idOf(50), email: 'anna@fjord.test', customerId: idOf(7), customerName: '' };
    onBatch(nothing);
    onBatch(() => list(contact));

    const found = await createTarget().target.findCustomersByEmail(companyId, ['anna@fjord.test']);

    expect(found.get('anna@fjord.test')).toEqual([]);
  });

  test('asks nothing for no addresses', async () => {
    expect(await createTarget().target.findCustomersByEmail(companyId, [])).toEqual(new Map());
  });
});

describe('a batch of reads', () => {
  const wanted = emails(60);
  const reach = async (target = createTarget().target) => target.findCustomersByEmail(companyId, wanted);
  const all = ledger(wanted.map((email, index) => customerRow({ id: idOf(index), number: `C${index}`, email })));

  test('is matched by id, whatever the order of the answers', async () => {
    onBatch(all, (answers) => [...answers].reverse());

    const found = await reach();

    expect([...found].map(([email, [match]]) => [email, match?.customer.email])).toEqual(wanted.map((email) => [email, email]));
  });

  test('asks again for missing parts only', async () => {
    onBatch(all, (answers) => answers.slice(0, 1));
    const again = onBatch(all);
    const { target, waits } = createTarget();

    const found = await reach(target);

    expect(again.map(({ id }) => id)).not.toContain('1');
    expect([...found.values()].every((matches) => matches.length === 1)).toBe(true);
    expect(waits).toEqual([100]);
  });

  test('asks again for parts that were throttled, as long as the slowest asks', async () => {
    const busy = { status: 429, body: errorBody('Application_TooManyRequests', 'Too many requests reached.') };
    onBatch(all, ([first, second, ...rest]) => [
      { ...busy, id: first!.id, headers: { 'Retry-After': '2' } },
      { ...busy, id: second!.id, headers: { 'Retry-After': '5' } },
      ...rest,
    ]);
    const again = onBatch(all);
    const { target, waits } = createTarget();

    await reach(target);

    expect(again.map(({ id }) => id)).toEqual(['1', '2']);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(5_000);
  });

  test('ends with the refusal of a part, although the batch as a whole says 200', async () => {
    onBatch(all, ([first, ...rest]) => [
      { id: first!.id, status: 400, body: errorBody('BadRequest', "Could not find a property named 'x'.") },
      ...rest,
    ]);

    await expect(reach()).rejects.toMatchObject({ outcome: 'refused', status: 400, code: 'BadRequest' });
  });

  test('gives up when parts stay away', async () => {
    onBatch(all, () => []);
    onBatch(all, () => []);
    onBatch(all, () => [{ id: null, status: 200, body: list() }]);

    await expect(reach()).rejects.toMatchObject({ outcome: 'unknown', code: 'MISSING_PARTS' });
  });

  test('follows the next link of a part', async () => {
    const next = `${origin}${companyPath}/customers?aid=FIN&$skiptoken=1`;
    const rest = customerRow({ id: idOf(99), email: `a@b.test;${wanted[0]}` });
    onBatch((part) => (part.url.includes('contains') ? { value: [], '@odata.nextLink': next } : all(part)));
    nock(origin)
      .get(/customers\?aid=FIN/)
      .reply(200, list(rest));

    expect((await reach()).get(wanted[0]!)).toHaveLength(2);
  });

  test('is never larger than 100 parts', async () => {
    const many = Array.from({ length: 3_200 }, (_, index) => `N${index}`);
    const first = onBatch(nothing);
    const second = onBatch(nothing);

    await createTarget().target.findCustomersByNumber(companyId, many);

    expect(first).toHaveLength(100);
    expect(second.length).toBeGreaterThan(0);
  });
});
