import { pino } from 'pino';
import { ContractError, RemoteError, RequestError } from '../../src/domain/errors.js';
import { openServer } from './desk.js';

const remote = (details: Partial<ConstructorParameters<typeof RemoteError>[0]>) =>
  new RemoteError({ system: 'business-central', outcome: 'unknown', message: 'Told by BC.', ...details });

async function answerTo(error: unknown) {
  const server = await openServer({ desk: { searchCustomers: () => Promise.reject(error) } });
  try {
    return await server.get('/api/erp/customers?companyId=c&text=a');
  } finally {
    await server.close();
  }
}

it.each([
  [new RequestError('not-found', 'Gone.'), 404, 'not-found', 'Gone.'],
  [new RequestError('conflict', 'Ola was first.'), 409, 'conflict', 'Ola was first.'],
  [new RequestError('invalid', 'Cannot be.'), 422, 'invalid', 'Cannot be.'],
  [remote({ outcome: 'not-sent' }), 503, 'remote-unavailable', 'Nothing was changed there. Try again in 30 seconds.'],
  [remote({ outcome: 'unknown', status: 500 }), 503, 'remote-unavailable', 'Whether it was done there is not known yet.'],
  [remote({ outcome: 'refused', status: 400 }), 502, 'remote-refused', 'Business Central refused. It said: Told by BC.'],
  [remote({ outcome: 'refused', status: 403 }), 502, 'remote-attention', 'Your administrator must check the permissions.'],
  [new ContractError('bookings', 'No list.'), 502, 'remote-contract', 'Microsoft Bookings answered in a way we do not know.'],
])('answers %s as a problem with a sentence', async (error, status, code, sentence) => {
  const response = await answerTo(error);

  expect(response.statusCode).toBe(status);
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(response.json()).toMatchObject({ type: 'about:blank', status, code, detail: expect.stringContaining(sentence) });
});

it('passes on how long the other side wants us to wait', async () => {
  const response = await answerTo(remote({ outcome: 'not-sent', status: 429, retryAfterMs: 4_200 }));

  expect(response.headers['retry-after']).toBe('5');
  expect(response.json()).toMatchObject({ detail: expect.stringContaining('Try again in 5 seconds.') });
});

it('tells nothing of our own faults but where to look', async () => {
  const response = await answerTo(new TypeError('secret of /etc/passwd'));

  expect(response.statusCode).toBe(500);
  expect(response.body).not.toContain('secret');
  expect(response.body).not.toContain('stack');
  const { requestId, detail } = response.json<{ requestId: string; detail: string }>();
  expect(detail).toContain(requestId);
});

it('answers unknown addresses as a problem', async () => {
  const server = await openServer();
  try {
    const response = await server.get('/api/nothing?x=<script>');

    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'unknown-address', detail: 'There is nothing at GET /api/nothing.' });
  } finally {
    await server.close();
  }
});

describe('the log', () => {
  async function linesFor(error: unknown): Promise<Record<string, unknown>[]> {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    const server = await openServer({ log, desk: { searchCustomers: () => Promise.reject(error) } });
    try {
      await server.get('/api/erp/customers?companyId=c&text=a');
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['requestId'] !== undefined);
    } finally {
      await server.close();
    }
  }

  it('has our faults with their stack, but nothing an error carries besides', async () => {
    const lines = await linesFor(
      Object.assign(new TypeError('Broken.'), { config: { headers: { authorization: 'Bearer token-1' } } }),
    );

    expect(lines).toEqual([
      expect.objectContaining({ level: 50, error: 'Broken.', stack: expect.stringContaining('TypeError: Broken.') }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('token-1');
  });

  it('warns when another system fails, and says nothing of what a person did wrong', async () => {
    expect(await linesFor(remote({ outcome: 'not-sent' }))).toEqual([
      expect.objectContaining({ level: 40, code: 'remote-unavailable' }),
    ]);
    expect(await linesFor(new RequestError('invalid', 'Cannot be.'))).toEqual([]);
  });
});
