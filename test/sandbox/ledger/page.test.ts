import type { SandboxResponse } from '../../../sandbox/contract.js';
import { handleLedger } from '../../../sandbox/ledger/page.js';
import { draft, itemLine, startService, type Bench } from '../businesscentral/support.js';

let bench: Bench;

beforeEach(() => {
  bench = startService();
});

afterEach(() => bench.service.close());

function open(query = '', path = '/ledger'): SandboxResponse | undefined {
  return handleLedger(
    { method: 'GET', path, rawQuery: query, query: new URLSearchParams(query), headers: {}, body: Buffer.alloc(0), origin: '' },
    bench.service,
  );
}

function press(fields: Record<string, string>): SandboxResponse | undefined {
  const body = Buffer.from(new URLSearchParams(fields).toString());
  return handleLedger(
    { method: 'POST', path: '/ledger/actions', rawQuery: '', query: new URLSearchParams(), headers: {}, body, origin: '' },
    bench.service,
  );
}

const pageOf = (query?: string) => String(open(query)?.body);
const invoiceState = (invoiceId: string) =>
  bench.service.control
    .state()
    .flatMap(({ drafts, posted }) => [...drafts, ...posted])
    .find((invoice) => invoice.invoiceId === invoiceId);

test('other paths are not its own', () => {
  expect(open('', '/control/faults')).toBeUndefined();
});

test('an empty list of drafts says so, and the other company is one link away', () => {
  const page = pageOf();

  expect(page).toContain('There are no drafts.');
  expect(page).toContain(`href="/ledger?company=${bench.hudsonId}"`);
});

test('a draft shows its lines, reference and amounts; its link opens it', async () => {
  const invoice = await draft(bench, {
    externalDocumentNumber: 'BKG-5',
    salesInvoiceLines: [itemLine({ quantity: 2, description: 'Massage for Anna' })],
  });

  const page = pageOf(`company=${bench.fjordId}&invoice=${invoice['id']}`);

  expect(page).toContain(`<article id="invoice-${invoice['id']}" class="chosen">`);
  expect(page).toMatch(/<details\s+open>/);
  for (const text of ['BKG-5', 'Massage for Anna', '212.50 EUR', '170.00 EUR', 'Anna Karlsen']) expect(page).toContain(text);
});

test('an invoice id alone finds its company', async () => {
  const made = await bench.hudson('POST', 'salesInvoices', { body: { customerNumber: 'C00010' } });

  expect(pageOf(`invoice=${made.body.id}`)).toContain('<h1>Hudson Studio Inc.</h1>');
});

test('names are shown as text, never as markup', async () => {
  await bench.fjord('POST', 'customers', { body: { displayName: '<script>alert("x")</script> & Co' } });

  const page = pageOf();

  expect(page).not.toContain('<script>');
  expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Co');
});

test('buttons post, receive a payment and cancel, and lead back to the invoice', async () => {
  const [first, second] = [await draft(bench), await draft(bench)];
  const [firstId, secondId] = [first['id'] as string, second['id'] as string];
  const common = { company: bench.fjordId };

  const posted = press({ ...common, invoiceId: firstId, action: 'post' });
  press({ ...common, invoiceId: firstId, action: 'pay', amount: '6,25' });
  const partly = invoiceState(firstId);
  press({ ...common, invoiceId: firstId, action: 'pay', amount: '100' });
  press({ ...common, invoiceId: secondId, action: 'post' });
  press({ ...common, invoiceId: secondId, action: 'cancel' });

  expect([posted?.status, posted?.headers?.['location']]).toEqual([
    303,
    `/ledger?company=${bench.fjordId}&invoice=${firstId}#invoice-${firstId}`,
  ]);
  expect([partly?.status, partly?.remaining]).toEqual(['Open', 100]);
  expect([invoiceState(firstId)?.status, invoiceState(secondId)?.status]).toEqual(['Paid', 'Canceled']);
});

test('a price is changed, a draft released and deleted', async () => {
  const invoice = await draft(bench);
  const invoiceId = invoice['id'] as string;
  const lineId = invoiceState(invoiceId)!.lines[0]!.lineId;

  press({ company: bench.fjordId, invoiceId, lineId, action: 'editPrice', unitPrice: '99.5' });
  const repriced = invoiceState(invoiceId)?.lines[0]?.amount;
  press({ company: bench.fjordId, invoiceId, action: 'release' });
  const released = invoiceState(invoiceId)?.status;
  press({ company: bench.fjordId, invoiceId, action: 'deleteDraft' });

  expect([repriced, released, invoiceState(invoiceId)]).toEqual([99.5, 'Open', undefined]);
});

test('a refusal is told on the page', async () => {
  const invoice = await draft(bench, { salesInvoiceLines: [] });

  const reply = press({ company: bench.fjordId, invoiceId: invoice['id'] as string, action: 'post' });
  const page = pageOf(String(reply?.headers?.['location']).split(/[?#]/)[1]);

  expect(page).toContain('<p class="said" role="alert">Please add at least one line item to the invoice.</p>');
});

test("a link made for Business Central's web client opens the invoice of that number", async () => {
  const invoice = await draft(bench, { salesInvoiceLines: [itemLine()] });
  const company = new URLSearchParams({ company: 'Fjord Wellness ApS', page: '43' });

  const opened = pageOf(`${company}&filter=${encodeURIComponent(`'Sales Header'.'No.' IS '${invoice.number}'`)}`);
  const other = pageOf(`${company}&filter=${encodeURIComponent(`'Sales Header'.'No.' IS 'NOBODY'`)}`);

  expect(opened).toContain(`<article id="invoice-${invoice['id']}" class="chosen">`);
  expect(other).not.toContain('class="chosen"');
});

test('of many documents the newest are shown, with the chosen one, and all when asked', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 103; count += 1) ids.push((await draft(bench, { salesInvoiceLines: [] }))['id'] as string);
  const shown = (page: string) => ids.filter((id) => page.includes(`<article id="invoice-${id}"`)).length;

  const newest = pageOf('');
  const chosen = pageOf(`invoice=${ids[0]}`);

  expect([shown(newest), newest.includes(ids[102]!), newest.includes(ids[0]!)]).toEqual([100, true, false]);
  expect(newest).toMatch(/100 of 103 are shown, those made last\. <a href="\/ledger\?company=[^"]+all=1">Show all<\/a>/);
  expect([shown(chosen), chosen.includes(ids[0]!)]).toEqual([101, true]);
  expect(shown(pageOf('all=1'))).toBe(103);
});
