import { readFileSync } from 'node:fs';
import https from 'node:https';
import { startSandbox, type Sandbox } from '../../../sandbox/server.js';
import type { Json } from './support.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.stop());

interface Answer {
  status: number;
  body: Json;
}

function ask(method: string, url: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { method, headers, ca: readFileSync(sandbox.caFile), agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, body: text === '' ? {} : (JSON.parse(text) as Json) });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function signIn(): Promise<Record<string, string>> {
  const { clientId, clientSecret } = sandbox.credentials;
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'https://api.businesscentral.dynamics.com/.default',
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await ask('POST', `${sandbox.authorityUrl}/oauth2/v2.0/token`, headers, form.toString());
  return { authorization: `Bearer ${reply.body['access_token']}`, 'content-type': 'application/json' };
}

test('over TLS with a token: a company, a deep insert, the same invoice found by its key and seen by finance', async () => {
  const headers = await signIn();
  const base = sandbox.businessCentralUrl;
  const companies = await ask('GET', `${base}/companies`, headers);
  const company = `${base}/companies(${companies.body['value'][0].id})`;
  const body = JSON.stringify({
    customerNumber: 'C00010',
    externalDocumentNumber: 'BKG-TLS',
    salesInvoiceLines: [{ lineType: 'Item', lineObjectNumber: 'S-MASSAGE', quantity: 1 }],
  });

  const created = await ask('POST', `${company}/salesInvoices`, headers, body);
  const found = await ask('GET', `${company}/salesInvoices?$filter=externalDocumentNumber%20eq%20'BKG-TLS'`, headers);

  expect([created.status, found.body['value'].length]).toEqual([201, 1]);
  expect(found.body['value'][0].id).toBe(created.body['id']);
  expect(sandbox.businessCentral.control.state()[0]?.drafts.map(({ externalDocumentNumber }) => externalDocumentNumber)).toEqual([
    'BKG-TLS',
  ]);
  expect(created.body['@odata.context']).toBe(`${base}/$metadata#${company.slice(base.length + 1)}/salesInvoices/$entity`);
});

test('over TLS without a token: 401 in the shape of the service', async () => {
  const reply = await ask('GET', `${sandbox.businessCentralUrl}/companies`, {});

  expect([reply.status, reply.body['error'].code]).toEqual([401, 'Authentication_InvalidCredentials']);
});

test('18: done and then cut: the caller sees a broken connection, finance sees the invoice', async () => {
  const headers = await signIn();
  const companies = await ask('GET', `${sandbox.businessCentralUrl}/companies`, headers);
  const url = `${sandbox.businessCentralUrl}/companies(${companies.body['value'][0].id})/salesInvoices`;
  sandbox.control.addFault({
    system: 'businessCentral',
    method: 'POST',
    pattern: 'salesInvoices',
    action: { kind: 'doneThenCut' },
  });

  await expect(
    ask('POST', url, headers, JSON.stringify({ customerNumber: 'C00010', externalDocumentNumber: 'BKG-CUT' })),
  ).rejects.toThrow();

  const drafts = sandbox.businessCentral.control.state()[0]?.drafts ?? [];
  expect(drafts.filter(({ externalDocumentNumber }) => externalDocumentNumber === 'BKG-CUT')).toHaveLength(1);
});
