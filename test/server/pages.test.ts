import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServer, type TestServer } from './desk.js';

let directory: string;
let server: TestServer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bookledger-pages-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>Bookledger</title>');
  await writeFile(join(directory, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(directory, 'assets', 'index-B7x9_kQ2.js'), 'console.log(1)');
  server = await openServer({ uiDirectory: directory });
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

const page = { accept: 'text/html,application/xhtml+xml' };

it.each(['/', '/index.html', '/invoices', '/customers/company-1/C10?tab=rows'])(
  'serves the application at %s, never from a cache',
  async (url) => {
    const response = await server.get(url, page);

    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toContain('text/html');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['content-security-policy']).toContain("script-src 'self'");
    expect(response.body).toContain('<title>Bookledger</title>');
  },
);

it('does not count the files of the pages as requests of a person', async () => {
  const slow = await openServer({ uiDirectory: directory, limits: { requestsPerMinute: 1 } });
  try {
    await slow.get('/', page);
    const files = [await slow.get('/assets/index-B7x9_kQ2.js'), await slow.get('/assets/index-B7x9_kQ2.js')];

    expect(files.map((file) => file.statusCode)).toEqual([200, 200]);
    expect((await slow.get('/api/me')).statusCode).toBe(429);
  } finally {
    await slow.close();
  }
});

it('lets browsers keep files whose name changes with their content', async () => {
  const response = await server.get('/assets/index-B7x9_kQ2.js');

  expect(response.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': expect.stringContaining('javascript'),
  });
});

it('lets browsers keep other files only after asking', async () => {
  const response = await server.get('/favicon.svg');

  expect(response.headers['cache-control']).toBe('no-cache');
  expect(response.headers.etag).toBeDefined();
});

it.each(['/assets/missing-12345678.js', '/api/missing', '/..%2f..%2fetc%2fpasswd', '/assets/..%2f..%2f..%2fetc%2fpasswd'])(
  'does not pass the application off as %s',
  async (url) => {
    const response = await server.get(url, { accept: '*/*' });

    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
  },
);

it('answers an unknown change as a problem', async () => {
  const response = await server.app.inject({ method: 'POST', url: '/invoices', headers: page });

  expect(response.statusCode).toBe(404);
});

it('serves no pages without a directory', async () => {
  const bare = await openServer();
  try {
    const response = await bare.get('/', page);

    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'unknown-address' });
  } finally {
    await bare.close();
  }
});
