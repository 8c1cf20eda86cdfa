import { customerNamed, draft, linesOf, q, startService, type Bench, type Json } from './support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

const anyTag = { 'if-match': '*' };
const read = async (invoice: Json): Promise<Json> => (await bench.fjord('GET', `salesInvoices(${invoice['id']})`)).body;
const act = (invoice: Json, action: string) => bench.fjord('POST', `salesInvoices(${invoice['id']})/Microsoft.NAV.${action}`);

test('12: posting keeps the id and gives the number of the posting series', async () => {
  const invoice = await draft(bench);

  const reply = await act(invoice, 'post');
  const posted = await read(invoice);

  expect(reply.status).toBe(204);
  expect(invoice['number']).toMatch(/^102\d{3}$/);
  expect([posted['id'], posted['status'], posted['remainingAmount']]).toEqual([invoice['id'], 'Open', 106.25]);
  expect(posted['number']).toMatch(/^103\d{3}$/);
});

test('12: with one series for drafts and posted invoices the number stays, and a deleted draft leaves an empty posted invoice', async () => {
  bench.service.control.editCompany({ profile: {}, sales: { postedInvoiceNos: 'S-INV' } });
  const [kept, deleted] = [await draft(bench), await draft(bench)];

  await act(kept, 'Post');
  await bench.fjord('DELETE', `salesInvoices(${deleted['id']})`, { headers: anyTag });
  const left = (await bench.fjord('GET', `salesInvoices?${q(`$filter=number eq '${deleted['number']}'`)}`)).body.value;

  expect((await read(kept))['number']).toBe(kept['number']);
  expect(left).toHaveLength(1);
  expect([left[0].totalAmountIncludingTax, left[0].id === deleted['id']]).toEqual([0, false]);
});

test('12: a used-up series and a missing one refuse', async () => {
  const { control } = bench.service;
  const next = await draft(bench);
  control.editNumberSeries({ code: 'S-INV', fields: { endingNumber: next['number'] as string } });
  const usedUp = await bench.fjord('POST', 'salesInvoices', { body: { customerNumber: 'C00010' } });
  control.editCompany({ profile: {}, sales: { invoiceNos: '' } });
  const missing = await bench.fjord('POST', 'salesInvoices', { body: { customerNumber: 'C00010' } });

  expect(usedUp.body.error.message).toContain('You cannot assign new numbers from the number series S-INV');
  expect(missing.body.error.message).toContain('Invoice Nos. must have a value in Sales & Receivables Setup: Primary Key=.');
});

test('12: customers take the next number, and an existing own number is a duplicate', async () => {
  const next = await bench.fjord('POST', 'customers', { body: { displayName: 'Next' } });
  const own = await bench.fjord('POST', 'customers', { body: { displayName: 'Own', number: 'bk-1' } });
  const twice = await bench.fjord('POST', 'customers', { body: { displayName: 'Own', number: 'BK-1' } });

  expect([next.body.number, own.body.number]).toEqual(['C00120', 'BK-1']);
  expect(twice.body.error.code).toBe('Internal_EntityWithSameKeyExists');
});

test('13: the status follows the record: review, released, open, paid, canceled', async () => {
  const { control } = bench.service;
  const invoiceId = (await draft(bench))['id'] as string;
  const second = (await draft(bench))['id'] as string;
  const status = async (id: string) => (await read({ id }))['status'];
  const seen: unknown[] = [await status(invoiceId)];

  control.sendForApproval({ invoiceId });
  seen.push(await status(invoiceId));
  control.release({ invoiceId });
  seen.push(await status(invoiceId), (await read({ id: invoiceId }))['number']);
  control.post({ invoiceId });
  control.pay({ invoiceId, amount: '6.25' });
  seen.push(await status(invoiceId), (await read({ id: invoiceId }))['remainingAmount']);
  control.pay({ invoiceId });
  seen.push(await status(invoiceId), (await read({ id: invoiceId }))['remainingAmount']);
  control.post({ invoiceId: second });
  control.cancel({ invoiceId: second });
  seen.push(await status(second), (await read({ id: second }))['remainingAmount']);

  expect(seen).toEqual([
    'Draft',
    'In_x0020_Review',
    'Open',
    expect.stringMatching(/^102/),
    'Open',
    100,
    'Paid',
    0,
    'Canceled',
    0,
  ]);
});

test('13: cancelling makes a corrective credit memo, and a second time is refused', async () => {
  const invoice = await draft(bench);
  await act(invoice, 'post');

  await act(invoice, 'cancel');
  const again = await act(invoice, 'cancel');
  const memos = (await bench.fjord('GET', 'salesCreditMemos')).body.value;

  expect(
    memos.map(({ status, invoiceId, totalAmountIncludingTax }: Json) => [status, invoiceId, totalAmountIncludingTax]),
  ).toEqual([['Corrective', invoice['id'], 106.25]]);
  expect(again.body.error.message).toContain('already been canceled.');
});

test('13: a credit memo drafted from an invoice reduces it when finance posts it in part', async () => {
  const invoice = await draft(bench);
  await act(invoice, 'post');

  await act(invoice, 'makeCorrectiveCreditMemo');
  const memo = (await bench.fjord('GET', `salesCreditMemos?${q('$expand=salesCreditMemoLines')}`)).body.value[0];
  await bench.fjord('PATCH', `salesCreditMemoLines(${memo.salesCreditMemoLines[0].id})`, {
    headers: anyTag,
    body: { unitPrice: 17 },
  });
  const posted = await bench.fjord('POST', `salesCreditMemos(${memo.id})/Microsoft.NAV.post`);

  expect([memo.status, posted.status]).toEqual(['Draft', 204]);
  expect(await read(invoice)).toMatchObject({ status: 'Open', remainingAmount: 85 });
});

test('14: a posted invoice takes only its due date, promised date and dispute', async () => {
  const invoice = await draft(bench);
  await act(invoice, 'post');
  const [line] = await linesOf(bench, invoice);

  const header = await bench.fjord('PATCH', `salesInvoices(${invoice['id']})`, {
    headers: anyTag,
    body: { externalDocumentNumber: 'NEW' },
  });
  const onLine = await bench.fjord('PATCH', `salesInvoiceLines(${line!['id']})`, { headers: anyTag, body: { unitPrice: 1 } });
  const allowed = await bench.fjord('PATCH', `salesInvoices(${invoice['id']})`, {
    headers: anyTag,
    body: { dueDate: '2027-01-01', promisedPayDate: '2027-01-02', disputeStatus: 'PRICE' },
  });
  const removed = await bench.fjord('DELETE', `salesInvoices(${invoice['id']})`, { headers: anyTag });

  for (const refused of [header, onLine])
    expect(refused.body.error.message).toContain('The invoice has been posted and can no longer be modified.');
  expect(allowed.body).toMatchObject({ dueDate: '2027-01-01', promisedPayDate: '2027-01-02', disputeStatus: 'PRICE' });
  expect(removed.status).toBe(400);
});

test('14: a released draft must be reopened before it changes', async () => {
  const invoice = await draft(bench);
  bench.service.control.release({ invoiceId: invoice['id'] as string });

  const reply = await bench.fjord('PATCH', `salesInvoices(${invoice['id']})`, { headers: anyTag, body: { email: 'n@x.test' } });

  expect(reply.body.error.message).toContain("Status must be equal to 'Open' in Sales Header");
});

test.each([
  ['post', false, 'Please add at least one line item to the invoice.'],
  ['cancel', false, 'The action can be applied to a posted invoice only.'],
  ['post', true, 'The action can be applied to a draft invoice only.'],
])('action %s in the wrong state (posted: %s) is refused', async (action, posted, message) => {
  const invoice = await draft(bench, posted ? {} : { salesInvoiceLines: [] });
  if (posted) await act(invoice, 'post');

  const reply = await act(invoice, action);

  expect(reply.body.error.message).toContain(message);
});

test('posting outside the allowed dates fails at posting only', async () => {
  const setup = (await bench.fjord('GET', 'generalLedgerSetup')).body.value[0];
  bench.service.control.editRecord({ entitySet: 'generalLedgerSetup', id: setup.id, fields: { allowPostingTo: '2026-08-31' } });
  const invoice = await draft(bench);

  const reply = await act(invoice, 'post');

  expect(reply.body.error.message).toContain('is not within your range of allowed posting dates');
});

test('invoice rounding adds a line at posting', async () => {
  bench.service.control.editCompany({ profile: {}, sales: { invoiceRoundingPrecision: '1' } });
  const invoice = await draft(bench);

  await act(invoice, 'post');

  expect((await read(invoice))['totalAmountIncludingTax']).toBe(106);
});

test('a failed mail after postAndSend leaves a posted invoice', async () => {
  const lonely = await customerNamed(bench, 'C00040');
  const invoice = await draft(bench, { customerNumber: lonely['number'] });

  const reply = await act(invoice, 'postAndSend');

  expect(reply.body.error.message).toContain('The send-to email is empty.');
  expect((await read(invoice))['number']).toMatch(/^103/);
});

test('a payment journal pays the invoice it names when it is posted', async () => {
  const invoice = await draft(bench);
  await act(invoice, 'post');
  const journal = (await bench.fjord('GET', 'customerPaymentJournals')).body.value[0];

  const payment = await bench.fjord('POST', `customerPaymentJournals(${journal.id})/customerPayments`, {
    body: { customerNumber: 'C00010', amount: -106.25, appliesToInvoiceId: invoice['id'] },
  });
  const posted = await bench.fjord('POST', `journals(${journal.id})/Microsoft.NAV.post`);

  expect([payment.status, payment.body.journalDisplayName, posted.status]).toEqual([201, 'BANK', 204]);
  expect((await read(invoice))['status']).toBe('Paid');
});
