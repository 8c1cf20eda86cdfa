import { existsSync, readFileSync } from 'node:fs';
import nock from 'nock';
import { RemoteError } from '../../../src/domain/errors.js';
import { useNock } from '../nock.js';
import { draftInvoice } from './drafts.js';
import { errorBody, idOf, invoiceRow } from './rows.js';
import { companyId, companyPath, createTarget, origin, type TestTarget } from './target.js';

useNock();

type Target = TestTarget['target'];

/** One call of each kind of traffic, with the request it makes. */
const reads: [string, (target: Target) => Promise<unknown>, () => nock.Interceptor][] = [
  [
    'readInvoice',
    (target) => target.readInvoice(companyId, idOf(3)),
    () => nock(origin).get(`${companyPath}/salesInvoices(${idOf(3)})`),
  ],
  [
    'findInvoices',
    (target) => target.findInvoices(companyId, ['BKG-1']),
    () => nock(origin).get(`${companyPath}/salesInvoices`).query(true),
  ],
  [
    'readLines',
    (target) => target.readLines(companyId, idOf(3)),
    () =>
      nock(origin)
        .get(/salesInvoiceLines/)
        .query(true),
  ],
  [
    'readCustomers',
    (target) => target.readCustomers(companyId, [idOf(1)]),
    () => nock(origin).get(`${companyPath}/customers`).query(true),
  ],
  [
    'findItemsByNumber',
    (target) => target.findItemsByNumber(companyId, ['S100']),
    () => nock(origin).get(`${companyPath}/items`).query(true),
  ],
  ['listCompanies', (target) => target.listCompanies(), () => nock(origin).get(/\/companies$/)],
  [
    'listCurrencies',
    (target) => target.listCurrencies(companyId),
    () => nock(origin).get(`${companyPath}/currencies`).query(true),
  ],
];

const writes: [string, (target: Target) => Promise<unknown>, () => nock.Interceptor][] = [
  ['createDraft', (target) => target.createDraft(draftInvoice()), () => nock(origin).post(`${companyPath}/salesInvoices`)],
  [
    'createCustomer',
    (target) => target.createCustomer(companyId, { displayName: 'Anna' }),
    () => nock(origin).post(`${companyPath}/customers`),
  ],
  ['createItem', (target) => target.createItem(companyId, { number: 'S1' }), () => nock(origin).post(`${companyPath}/items`)],
  [
    'deleteDraft',
    (target) => target.deleteDraft(companyId, idOf(3), 'W/"1"'),
    () => nock(origin).delete(`${companyPath}/salesInvoices(${idOf(3)})`),
  ],
];

const refusals = [
  [400, 'Application_DialogException', 'The sell-to customer cannot be found.'],
  [403, 'Authorization_InsufficientPermissions', 'You may not do this.'],
  [404, 'Internal_CompanyNotFound', 'There is no such company.'],
  [409, 'Request_EntityChanged', 'Another user has already changed the record.'],
  [422, 'Application_FieldValidationException', 'The value cannot be used.'],
] as const;

async function failureOf(call: Promise<unknown>): Promise<RemoteError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RemoteError)) throw new Error(`Expected a RemoteError, got ${String(error)}`);
  return error;
}

describe.each([...reads, ...writes])('%s', (_name, call, request) => {
  test.each(refusals)('is refused once by %i %s', async (status, code, sentence) => {
    request().reply(status, errorBody(code, sentence));
    const { target, attempts } = createTarget();

    const error = await failureOf(call(target));

    expect(error).toMatchObject({ system: 'business-central', outcome: 'refused', status, code });
    expect(error.message).toMatch(new RegExp(`^Business Central refused .*: ${sentence}$`));
    expect(error.requestId).toBe('8a3f2c7e-0000-4000-8000-0000000000aa');
    expect(attempts).toHaveLength(1);
  });

  test('renews the token once after a 401 and gives up after the second', async () => {
    const seen: unknown[] = [];
    request()
      .times(2)
      .reply(function () {
        seen.push(this.req.headers['authorization']);
        return [401, errorBody('Authentication_InvalidCredentials', 'The server has rejected the client credentials.')];
      });
    const { target, tokens } = createTarget();

    const error = await failureOf(call(target));

    expect(error.needsAttention).toBe(true);
    expect(tokens.renewals).toEqual(['token-1']);
    expect(seen.flat()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('waits as 429 asks, then tries again: nothing was done', async () => {
    request().times(3).reply(429, errorBody('Application_TooManyRequests', 'Too many requests reached.'), { 'Retry-After': '7' });
    const { target, waits } = createTarget();

    const error = await failureOf(call(target));

    expect(error).toMatchObject({ outcome: 'not-sent', status: 429, retryAfterMs: 7_000 });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(14_000);
  });

  test('tries again when no connection came about', async () => {
    request()
      .times(3)
      .replyWithError(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }));
    const { target } = createTarget();

    expect(await failureOf(call(target))).toMatchObject({ outcome: 'not-sent', status: null, code: 'ECONNREFUSED' });
  });
});

/** Long enough for every answer of nock, except the one that is never meant to come in time. */
const unclear: [string, (interceptor: nock.Interceptor) => nock.Scope, Partial<RemoteError>, timeoutMs?: number][] = [
  [
    '500',
    (request) => request.reply(500, errorBody('Internal_ServerError', 'An internal error has occurred.')),
    { status: 500, code: 'Internal_ServerError' },
  ],
  ['502 in HTML', (request) => request.reply(502, '<html><title>Bad Gateway</title></html>'), { status: 502, code: '' }],
  ['503 without a body', (request) => request.reply(503), { status: 503 }],
  ['408', (request) => request.reply(408, errorBody('Request_Timeout', 'The operation was canceled.')), { status: 408 }],
  [
    'a reset',
    (request) => request.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })),
    { status: null, code: 'ECONNRESET' },
  ],
  ['a timeout', (request) => request.delay(60_000).reply(200, {}), { status: null, code: 'ETIMEDOUT' }, 40],
];

describe.each(unclear)('after %s', (_name, answer, expected, requestTimeoutMs = 5_000) => {
  test.each(writes)('%s is not repeated: it may have been done', async (_call, call, request) => {
    answer(request());
    const { target, attempts } = createTarget({ requestTimeoutMs });

    const error = await failureOf(call(target));

    expect(error).toMatchObject({ outcome: 'unknown', ...expected });
    expect(attempts).toHaveLength(1);
  });

  test.each(reads)('%s is tried again until the repetitions are used up', async (_call, call, request) => {
    answer(request().times(3));
    const { target, attempts } = createTarget({ requestTimeoutMs });

    const error = await failureOf(call(target));

    expect(error).toMatchObject({ outcome: 'unknown', ...expected });
    expect(attempts).toHaveLength(3);
  });
});

describe('a write that was answered with success', () => {
  test.each([
    ['in HTML', '<html>welcome</html>'],
    ['cut in the middle', '{"id":"0000'],
    ['without an id', '{"number":"102580"}'],
    ['with an unknown status', JSON.stringify(invoiceRow({ status: 'Embargoed' }))],
  ])('%s has an unknown outcome', async (_name, body) => {
    nock(origin).post(`${companyPath}/salesInvoices`).reply(201, body);
    const { target } = createTarget();

    expect(await failureOf(target.createDraft(draftInvoice()))).toMatchObject({ outcome: 'unknown', status: 201 });
  });

  test('has an unknown outcome when what is needed to understand the answer cannot be read', async () => {
    nock(origin)
      .post(`${companyPath}/salesInvoices`)
      .reply(201, invoiceRow({ currencyCode: '' }));
    nock(origin).get(`${companyPath}/companyInformation`).reply(403, errorBody('Authorization_Failed', 'No.'));
    const { target } = createTarget();

    expect(await failureOf(target.createDraft(draftInvoice()))).toMatchObject({ outcome: 'unknown', status: 201 });
  });
});

test('a read succeeds after an outage that ended', async () => {
  nock(origin)
    .get(`${companyPath}/salesInvoices(${idOf(3)})`)
    .reply(503)
    .get(`${companyPath}/salesInvoices(${idOf(3)})`)
    .reply(200, invoiceRow());
  const { target, waits } = createTarget();

  const invoice = await target.readInvoice(companyId, idOf(3));

  expect(invoice?.number).toBe('102580');
  expect(waits).toEqual([100]);
});

test('an answer in HTML where JSON belongs is a broken contract, not retried', async () => {
  nock(origin).get(`${companyPath}/currencies`).query(true).reply(200, '<html>Sign in to the proxy</html>');
  const { target, attempts } = createTarget();

  await expect(target.listCurrencies(companyId)).rejects.toThrow("Business Central's answer is not JSON (GET currencies).");

  expect(attempts).toHaveLength(1);
});

test('a redirect is refused rather than followed with the token', async () => {
  nock(origin)
    .get(/\/companies$/)
    .reply(302, '', { Location: 'https://elsewhere.test/' });
  const { target } = createTarget();

  expect(await failureOf(target.listCompanies())).toMatchObject({ outcome: 'refused', status: 302 });
});

const recorded = new URL('../../../../shared/specs/business-central/examples/', import.meta.url);

(existsSync(recorded) ? test : test.skip)(
  'the recorded refusal of an unknown environment is understood although it is XML',
  async () => {
    const { response } = JSON.parse(readFileSync(new URL('error-404-no-environment.json', recorded), 'utf8'));
    nock(origin)
      .get(/\/companies$/)
      .reply(404, response.body, { 'Content-Type': 'application/xml' });
    const { target } = createTarget();

    expect(await failureOf(target.listCompanies())).toMatchObject({
      code: 'NoEnvironment',
      message: 'Business Central refused GET companies: Environment does not exist.',
    });
  },
);
