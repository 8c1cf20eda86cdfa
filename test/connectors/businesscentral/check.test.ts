import nock from 'nock';
import type { CheckFinding } from '../../../src/domain/check.js';
import type { CheckNeeds } from '../../../src/domain/ports.js';
import { useNock } from '../nock.js';
import { customerRow, errorBody, idOf, invoiceRow, itemRow, list } from './rows.js';
import { companyId, companyPath, createTarget, origin, root } from './target.js';

useNock();

type Answer = [status: number, body: unknown, headers?: Record<string, string>];
type Answers = Record<string, Answer>;

const missingName: Answer = [400, errorBody('Application_DialogException', 'A "displayName" must be provided.')];

/** A company where everything is as it should be; a test changes what it is about. Keys are method and entity set, posted invoices apart. */
const healthy: Answers = {
  'GET customers': [200, list(customerRow())],
  'GET customerContacts': [200, list()],
  'GET items': [200, list(itemRow())],
  'GET salesInvoices': [200, list(invoiceRow({ number: 'S-INV102201' }))],
  'GET closed': [200, list(invoiceRow({ number: 'PS-INV103001', status: 'Paid' }))],
  'GET open': [200, list(invoiceRow({ number: 'PS-INV103002', status: 'Open' }))],
  'GET currencies': [200, list({ code: 'USD' })],
  'GET companyInformation': [200, list({ currencyCode: 'EUR' })],
  'POST salesInvoices': [400, errorBody('Application_DialogException', 'A "customerNumber" or a "customerId" must be provided.')],
  'POST customers': missingName,
  'POST items': [400, errorBody('Application_DialogException', 'Inventory cannot be changed during on insert.')],
};

function answerOf(answers: Answers, method: string, url: string): Answer {
  const entitySet = /companies\([^)]*\)\/(\w+)/.exec(url)![1]!;
  const filter = decodeURIComponent(url);
  const invoices = filter.includes("'Paid'") ? 'closed' : filter.includes("'Open'") ? 'open' : entitySet;
  return answers[`${method} ${entitySet === 'salesInvoices' && method === 'GET' ? invoices : entitySet}`]!;
}

/** Answers every request to the company as the table says. Returns what was written. */
function companyThat(changes: Answers = {}): string[] {
  const answers = { ...healthy, ...changes };
  const writes: string[] = [];
  nock(origin)
    .get(`${root}/companies`)
    .reply(200, list({ id: companyId, name: 'Fjord' }));
  nock(origin)
    .persist()
    .get((uri) => uri.startsWith(companyPath))
    .reply((uri) => answerOf(answers, 'GET', uri));
  nock(origin)
    .persist()
    .post((uri) => uri.startsWith(companyPath))
    .reply((uri) => {
      writes.push(`POST ${uri.split('/').at(-1)}`);
      return answerOf(answers, 'POST', uri);
    });
  nock(origin)
    .persist()
    .post(`${root}/$batch`)
    .reply(200, (_uri, body) => {
      const { requests } = body as { requests: { id: string; url: string }[] };
      const answered = requests.map(({ id, url }) => ({ id, answer: answerOf(answers, 'GET', url) }));
      return { responses: answered.map(({ id, answer: [status, part] }) => ({ id, status, body: part })) };
    });
  return writes;
}

const needs = (changes: Partial<CheckNeeds> = {}): CheckNeeds => ({
  companyIds: [companyId],
  createCustomers: true,
  createItems: true,
  itemNumbers: new Map([[companyId, ['S100']]]),
  currencies: new Map([[companyId, ['EUR', 'USD']]]),
  ...changes,
});

async function check(wanted = needs()): Promise<CheckFinding[]> {
  const findings = await createTarget({ retries: 0 }).target.check(wanted);
  // Persistent mocks are allowed to go unused: which of them a check calls is what the test is about.
  nock.cleanAll();
  return findings;
}

const about = (findings: CheckFinding[], words: string): CheckFinding => {
  const found = findings.find(({ subject }) => subject.startsWith(words));
  if (!found) throw new Error(`No finding about "${words}" among: ${findings.map(({ subject }) => subject).join('; ')}`);
  return found;
};

test('a company where all is well has nothing to mend; what cannot be seen is said', async () => {
  const writes = companyThat();

  const findings = await check();

  expect(findings.filter(({ result }) => result !== 'ok').map(({ subject, result }) => [subject, result])).toEqual([
    ['API Setup template for customers of Fjord', 'unproven'],
  ]);
  expect(findings.every(({ result, fix }) => (result === 'ok') === (fix === ''))).toBe(true);
  expect(writes).toEqual(['POST salesInvoices', 'POST customers', 'POST items']);
});

test('writes are only tried where the configuration wants them', async () => {
  const writes = companyThat();

  await check(needs({ createCustomers: false, createItems: false }));

  expect(writes).toEqual(['POST salesInvoices']);
});

describe('a permission that is missing', () => {
  const forbidden: Answer = [403, errorBody('Authorization_InsufficientPermissions', 'No rights.')];
  test.each([
    ['GET customers', 'Read customers'],
    ['GET customerContacts', 'Read contacts'],
    ['GET items', 'Read items'],
    ['GET salesInvoices', 'Read sales invoices'],
    ['POST salesInvoices', 'Create draft sales invoices'],
    ['POST customers', 'Create customers'],
    ['POST items', 'Create items'],
  ])('%s is named, with the page to open', async (request, subject) => {
    companyThat({ [request]: forbidden });

    expect(about(await check(), subject)).toMatchObject({
      result: 'failed',
      fix: expect.stringContaining('Microsoft Entra applications'),
    });
  });

  test('is recognised in a refusal with 400 too', async () => {
    const sentence = 'Sorry, the current permissions prevented the action. (TableData 18 Customer Insert)';
    companyThat({ 'POST customers': [400, errorBody('Application_DialogException', sentence)] });

    expect(about(await check(), 'Create customers')).toMatchObject({
      result: 'failed',
      fix: expect.stringContaining('insert customers'),
    });
  });
});

test('a number series that is missing is named by the refusal', async () => {
  const sentence = 'Invoice Nos. must have a value in Sales & Receivables Setup: Primary Key=. It cannot be zero or empty.';
  companyThat({ 'POST salesInvoices': [400, errorBody('Application_FieldValidationException', sentence)] });

  const finding = about(await check(), 'Create draft sales invoices');

  expect(finding).toMatchObject({
    result: 'failed',
    detail: expect.stringContaining(sentence),
    fix: expect.stringContaining('number series'),
  });
});

test('a record that was accepted by surprise is taken back', async () => {
  companyThat({ 'POST customers': [201, { ...customerRow({ displayName: '' }) }] });
  const taken = nock(origin, { reqheaders: { 'if-match': 'W/"customer"' } })
    .delete(`${companyPath}/customers(${idOf(1)})`)
    .reply(204);

  const finding = about(await check(), 'Create customers');

  expect(finding.result).toBe('warning');
  expect(taken.isDone()).toBe(true);
});

describe('posted invoices', () => {
  test('are unproven while only open ones are visible: those may be released drafts', async () => {
    companyThat({ 'GET closed': [200, list()] });

    const finding = about(await check(), 'See posted invoices');

    expect(finding.result).toBe('unproven');
    expect(finding.detail).toContain('hides posted invoices silently');
    expect(finding.detail).toContain('PS-INV103002');
  });

  test('that share a series with drafts are warned about', async () => {
    companyThat({ 'GET open': [200, list(invoiceRow({ number: 'S-INV102188', status: 'Open' }))] });

    expect(about(await check(), 'Number series')).toMatchObject({
      result: 'warning',
      fix: expect.stringContaining('different series'),
    });
  });

  test('that count in numbers of their own are fine, also without letters in front', async () => {
    companyThat({
      'GET salesInvoices': [200, list(invoiceRow({ number: '102001' }))],
      'GET open': [200, list(invoiceRow({ number: '103002', status: 'Open' }))],
    });

    expect(about(await check(), 'Number series').result).toBe('ok');
  });

  test('and drafts that do not exist leave the number series unproven', async () => {
    companyThat({ 'GET salesInvoices': [200, list()], 'GET open': [200, list()] });

    expect(about(await check(), 'Number series').result).toBe('unproven');
  });
});

describe('what the configuration names', () => {
  test('a currency the company does not have', async () => {
    companyThat();

    const findings = await check(needs({ currencies: new Map([[companyId, ['GBP']]]) }));

    expect(about(findings, 'Currency GBP')).toMatchObject({ result: 'failed', fix: expect.stringContaining('Add GBP') });
  });

  test.each([
    ['is not there', [], 'no such item'],
    ['is no service', [itemRow({ type: 'Inventory' })], 'type is inventory'],
    ['is blocked', [itemRow({ blocked: true })], 'blocked'],
  ])('an item that %s', async (_name, rows, detail) => {
    companyThat({ 'GET items': [200, list(...rows)] });

    expect(about(await check(), 'Item S100')).toMatchObject({ result: 'failed', detail: expect.stringContaining(detail) });
  });

  test('a company that is not there: the ones there are are listed', async () => {
    companyThat();

    const [, finding] = await check(needs({ companyIds: [idOf(77)] }));

    expect(finding).toMatchObject({ result: 'failed', detail: expect.stringContaining(`Fjord (${companyId})`) });
  });

  test('a company by its name: the id to write is given', async () => {
    companyThat();

    const [, finding] = await check(needs({ companyIds: ['Fjord'] }));

    expect(finding).toMatchObject({ result: 'failed', fix: `Write ${companyId} instead.` });
  });
});
