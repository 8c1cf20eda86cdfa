import nock from 'nock';
import { useNock } from '../nock.js';
import { errorBody, idOf, invoiceRow, list } from './rows.js';
import { companyId, companyPath, createTarget, origin } from './target.js';

useNock();

const since = '2026-05-01T00:00:00.000Z';
const link = (entitySet: string, token: number): string => `${origin}${companyPath}/${entitySet}?$skiptoken=${token}`;
const expired = errorBody('SkipTokenIsNoLongerValid', 'The skip token is no longer valid.');

function onFirst(entitySet: string, token: number, ...rows: unknown[]): void {
  nock(origin)
    .get(`${companyPath}/${entitySet}`)
    .query((query) => query['$skiptoken'] === undefined)
    .reply(200, { ...list(...rows), '@odata.nextLink': link(entitySet, token) });
}

const onNext = (entitySet: string, token: number) =>
  nock(origin)
    .get(`${companyPath}/${entitySet}`)
    .query((query) => query['$skiptoken'] === String(token));

test('a list whose token expired on the way is read anew, each row once', async () => {
  onFirst('currencies', 1, { code: 'USD' });
  onNext('currencies', 1).reply(400, expired);
  onFirst('currencies', 2, { code: 'USD' }, { code: 'SEK' });
  onNext('currencies', 2).reply(200, list({ code: 'NOK' }));

  expect(await createTarget().target.listCurrencies(companyId)).toEqual(['USD', 'SEK', 'NOK']);
});

test('changed invoices whose token expired are walked anew, and told once', async () => {
  const [one, two] = [invoiceRow(), invoiceRow({ id: idOf(4), number: '102581' })];
  onFirst('salesInvoices', 1, one);
  onNext('salesInvoices', 1).reply(400, expired);
  onFirst('salesInvoices', 2, one);
  onNext('salesInvoices', 2).reply(200, list(two));

  const numbers: string[] = [];
  for await (const page of createTarget().target.listChangedInvoices(companyId, since))
    numbers.push(...page.map(({ number }) => number));

  expect(numbers).toEqual(['102580', '102581']);
});

test('a list that never ends this way is given up', async () => {
  for (let walk = 1; walk <= 3; walk += 1) {
    onFirst('currencies', walk, { code: 'USD' });
    onNext('currencies', walk).reply(400, expired);
  }

  await expect(createTarget().target.listCurrencies(companyId)).rejects.toMatchObject({ code: 'SkipTokenIsNoLongerValid' });
});
