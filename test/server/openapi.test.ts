import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiDocument, writeOpenApiDocument } from '../../src/server/openapi.js';
import { openServer } from './desk.js';

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId?: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, { required?: string[] }> };
}

const routes = [
  'GET /api/me',
  'POST /api/me',
  'GET /api/status',
  'GET /api/items',
  'GET /api/items/counts',
  'GET /api/items/totals',
  'POST /api/items/totals',
  'POST /api/items/totals/by-payer',
  'GET /api/items/ids',
  'GET /api/items/{id}',
  'POST /api/items/decide',
  'POST /api/items/assign-customer',
  'POST /api/items/map-service',
  'POST /api/items/retry',
  'GET /api/erp/customers',
  'GET /api/erp/items',
  'POST /api/preview',
  'POST /api/runs',
  'GET /api/runs',
  'GET /api/runs/{id}',
  'GET /api/runs/{id}/notes',
  'GET /api/runs/{id}/result',
  'GET /api/events',
  'POST /api/sync',
  'GET /api/invoices',
  'GET /api/invoices/{id}',
  'POST /api/invoices/{id}/withdraw',
  'GET /api/customers/{companyId}/{number}',
  'GET /api/audit',
  'GET /api/calendar',
  'GET /api/overview',
  'GET /api/export',
  'POST /api/filter/explain',
];

const described = (document: Document) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );

it('describes every route, each with a name of its own and its problems', async () => {
  const document = (await openApiDocument()) as unknown as Document;

  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(document.openapi).toBe('3.1.0');
  expect(described(document).sort()).toEqual([...routes].sort());
  expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(routes.length);
  expect(operations.every((operation) => operation.responses['default'] !== undefined)).toBe(true);
});

it('names the shapes the pages use', async () => {
  const { components } = (await openApiDocument()) as unknown as Document;

  expect(Object.keys(components.schemas)).toEqual(
    expect.arrayContaining([
      'ItemRow',
      'BillingItem',
      'Invoice',
      'Run',
      'Preview',
      'DecisionChange',
      'Status',
      'Me',
      'ProblemDetails',
    ]),
  );
  expect(components.schemas['ItemRow']!.required).toContain('state');
});

it('is served as it is written', async () => {
  const server = await openServer();
  const directory = await mkdtemp(join(tmpdir(), 'bookledger-openapi-'));
  try {
    await writeOpenApiDocument(join(directory, 'openapi.json'));

    const served = await server.get('/api/openapi.json');

    expect(JSON.parse(await readFile(join(directory, 'openapi.json'), 'utf8'))).toEqual(served.json());
  } finally {
    await server.close();
    await rm(directory, { recursive: true });
  }
});
