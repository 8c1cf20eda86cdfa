import nock from 'nock';
import { useNock } from '../nock.js';
import { draftInvoice, draftLine } from './drafts.js';
import { customerRow, errorBody, idOf, invoiceRow, itemRow } from './rows.js';
import { companyId, companyPath, createTarget, origin } from './target.js';

useNock();

/** Answers a POST and keeps its body as text: the order of properties is part of the contract. */
function recordPost(entitySet: string, answer: object): { text: () => string; headers: () => Record<string, unknown> } {
  let text = '';
  let headers: Record<string, unknown> = {};
  nock(origin)
    .post(`${companyPath}/${entitySet}`, (body: unknown) => {
      text = JSON.stringify(body);
      return true;
    })
    .reply(function () {
      headers = this.req.headers;
      return [201, answer];
    });
  return { text: () => text, headers: () => headers };
}

describe('createDraft', () => {
  test('sends header and lines in one request, each property in the order Business Central must see it', async () => {
    const posted = recordPost('salesInvoices', invoiceRow());
    const draft = draftInvoice({
      billToCustomerId: idOf(9),
      postingDate: '2026-05-07',
      dueDate: '2026-06-01',
      purchaseOrderReference: 'PO 7',
      salesperson: 'JO',
      shortcutDimension1Code: 'SALES',
      shortcutDimension2Code: 'NORTH',
      paymentTermsId: idOf(8),
      lines: [
        draftLine({ description2: 'Room 2', taxCode: 'STANDARD' }),
        draftLine({ erpItemId: null, description: 'Thank you' }),
      ],
    });

    await createTarget().target.createDraft(draft);

    const header = [
      `"customerId":"${idOf(1)}","billToCustomerId":"${idOf(9)}","currencyCode":"EUR","paymentTermsId":"${idOf(8)}"`,
      '"externalDocumentNumber":"BKG-1","invoiceDate":"2026-05-06","postingDate":"2026-05-07","dueDate":"2026-06-01"',
      '"customerPurchaseOrderReference":"PO 7","salesperson":"JO","shortcutDimension1Code":"SALES","shortcutDimension2Code":"NORTH"',
    ].join(',');
    const line = `{"itemId":"${idOf(2)}","quantity":1.5,"unitOfMeasureCode":"HOUR","description":"Massage, 6 May","description2":"Room 2","unitPrice":80,"taxCode":"STANDARD","shipmentDate":"2026-05-06"}`;
    expect(posted.text()).toBe(`{${header},"salesInvoiceLines":[${line},{"description":"Thank you"}]}`);
  });

  test('leaves out what we have nothing to say about, so that defaults of the customer and the item stand', async () => {
    const posted = recordPost('salesInvoices', invoiceRow());

    await createTarget().target.createDraft(
      draftInvoice({ lines: [draftLine({ unitOfMeasureCode: null, shipmentDate: null })] }),
    );

    const body = JSON.parse(posted.text());
    expect(Object.keys(body)).toEqual([
      'customerId',
      'currencyCode',
      'externalDocumentNumber',
      'invoiceDate',
      'salesInvoiceLines',
    ]);
    expect(Object.keys(body.salesInvoiceLines[0])).toEqual(['itemId', 'quantity', 'description', 'unitPrice']);
  });

  test('sends a price of zero after the item, where it counts', async () => {
    const posted = recordPost('salesInvoices', invoiceRow());

    await createTarget().target.createDraft(draftInvoice({ lines: [draftLine({ unitPrice: '0' })] }));

    expect(posted.text()).toContain('"unitPrice":0,');
    expect(posted.text().indexOf('"itemId"')).toBeLessThan(posted.text().indexOf('"unitPrice"'));
  });

  test.each(['0.33333', '1234567890.12345', '0.1', '-12.5', '99999999999.99'])(
    'sends %s digit for digit as a number',
    async (amount) => {
      const posted = recordPost('salesInvoices', invoiceRow());

      await createTarget().target.createDraft(draftInvoice({ lines: [draftLine({ unitPrice: amount })] }));

      expect(posted.text()).toContain(`"unitPrice":${amount},`);
    },
  );

  test('refuses a number with more digits than JSON numbers carry, before anything is sent', async () => {
    const { target, attempts } = createTarget();

    await expect(target.createDraft(draftInvoice({ lines: [draftLine({ unitPrice: '12345678901234.56789' })] }))).rejects.toThrow(
      RangeError,
    );

    expect(attempts).toEqual([]);
  });

  test('tells the draft as Business Central made it', async () => {
    recordPost('salesInvoices', invoiceRow({ lastModifiedDateTime: '2026-05-06T10:05:24.1Z' }));

    const invoice = await createTarget().target.createDraft(draftInvoice());

    expect(invoice).toEqual({
      id: idOf(3),
      number: '102580',
      key: 'BKG-1',
      status: 'draft',
      customerId: idOf(1),
      customerNumber: 'C00010',
      customerName: 'Anna Berg',
      currencyCode: 'EUR',
      pricesIncludeTax: false,
      netTotal: '100.1',
      taxTotal: '25.03',
      grossTotal: '125.13',
      remainingAmount: '125.13',
      invoiceDate: '2026-05-06',
      postingDate: '0001-01-01',
      dueDate: '2026-05-16',
      lastModifiedAt: '2026-05-06T10:05:24.100Z',
      etag: 'W/"JzIwOzE2MDkzODIwNzUxNDQyNjczMDg1MTswMDsn"',
    });
  });

  test('is sent again after a 429, because nothing was done', async () => {
    nock(origin)
      .post(`${companyPath}/salesInvoices`)
      .reply(429, errorBody('Application_TooManyRequests', 'Too many.'), { 'Retry-After': '2' });
    recordPost('salesInvoices', invoiceRow());
    const { target, attempts } = createTarget();

    await target.createDraft(draftInvoice());

    expect(attempts).toEqual(['POST salesInvoices 429', 'POST salesInvoices 201']);
  });

  test('is sent again with a new token after a 401, because nothing was done', async () => {
    nock(origin).post(`${companyPath}/salesInvoices`).reply(401);
    const posted = recordPost('salesInvoices', invoiceRow());

    await createTarget().target.createDraft(draftInvoice());

    expect([posted.headers()['authorization']].flat()).toEqual(['Bearer token-2']);
  });

  test('asks for English, so that messages can be understood', async () => {
    const posted = recordPost('salesInvoices', invoiceRow());

    await createTarget().target.createDraft(draftInvoice());

    expect([posted.headers()['accept-language']].flat()).toEqual(['en-US']);
    expect(String(posted.headers()['content-type'])).toContain('application/json');
  });
});

test('a customer is sent with its properties in the given order', async () => {
  const posted = recordPost('customers', customerRow());
  const fields = { displayName: 'Anna Berg', type: 'Person', postalCode: '2100', city: 'København', taxLiable: false };

  const customer = await createTarget().target.createCustomer(companyId, fields);

  expect(posted.text()).toBe(JSON.stringify(fields));
  expect(customer).toMatchObject({
    number: 'C00010',
    type: 'person',
    blocked: 'none',
    lastModifiedAt: '2026-03-05T19:19:22.370Z',
  });
});

test('an item is sent with its properties in the given order', async () => {
  const posted = recordPost('items', itemRow());
  const fields = { number: 'S100', displayName: 'Massage', type: 'Service', baseUnitOfMeasureCode: 'HOUR', unitPrice: 80.5 };

  const item = await createTarget().target.createItem(companyId, fields);

  expect(posted.text()).toBe(JSON.stringify(fields));
  expect(item).toEqual({
    id: idOf(2),
    number: 'S100',
    name: 'Massage',
    type: 'service',
    blocked: false,
    unitOfMeasureCode: 'HOUR',
    lastModifiedAt: '2026-03-05T19:19:22.000Z',
  });
});

describe('deleteDraft', () => {
  test('sends the ETag it was given', async () => {
    nock(origin, { reqheaders: { 'if-match': 'W/"7"' } })
      .delete(`${companyPath}/salesInvoices(${idOf(3)})`)
      .reply(204);

    await expect(createTarget().target.deleteDraft(companyId, idOf(3), 'W/"7"')).resolves.toBeUndefined();
  });

  test.each([409, 412])('is refused as changed by somebody else, also when a proxy says %i', async (status) => {
    nock(origin)
      .delete(`${companyPath}/salesInvoices(${idOf(3)})`)
      .reply(status, '');

    await expect(createTarget().target.deleteDraft(companyId, idOf(3), 'W/"7"')).rejects.toMatchObject({
      outcome: 'refused',
      status: 409,
    });
  });
});
