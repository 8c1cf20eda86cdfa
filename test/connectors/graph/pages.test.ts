import nock from 'nock';
import type { AppointmentPage } from '../../../src/domain/ports.js';
import { useNock } from '../nock.js';
import { appointmentBody, errorBody, pageBody } from './bodies.js';
import { business, businessPath, calendarPath, graphOrigin, sourceWith, window } from './source.js';

useNock();

const graph = () => nock(graphOrigin);
const next = (token: string): string => `${graphOrigin}${businessPath}/calendarView?$skiptoken=${token}&start=a&z=1&b=2`;
const nextPath = (token: string): string => next(token).slice(graphOrigin.length);

async function readAll(source = sourceWith()): Promise<AppointmentPage[]> {
  const pages: AppointmentPage[] = [];
  for await (const page of source.listPages(business, window)) pages.push(page);
  return pages;
}

/** Answers the next request, wherever it goes, and notes its exact path and query. */
function answerAnything(asked: string[], body: Record<string, unknown>): void {
  graph()
    .get(() => true)
    .reply(200, (path) => {
      asked.push(path);
      return body;
    });
}

function ids(page: AppointmentPage): (string | null)[] {
  return page.read().map((record) => ('appointment' in record ? record.appointment.id : record.id));
}

describe('listPages', () => {
  it('asks for the window in UTC with Z, and for nothing else', async () => {
    const asked: string[] = [];
    answerAnything(asked, pageBody([]));

    await readAll();

    expect(asked).toEqual([calendarPath]);
  });

  it('follows next links as they stand, over empty pages, to the last', async () => {
    const asked: string[] = [];
    graph()
      .get(calendarPath)
      .reply(200, pageBody([appointmentBody({ id: 'a' })], next('one')));
    answerAnything(asked, pageBody([], next('two')));
    answerAnything(asked, pageBody([appointmentBody({ id: 'b' })]));

    const pages = await readAll();

    expect(pages.map(ids)).toEqual([['a'], [], ['b']]);
    expect(asked).toEqual([nextPath('one'), nextPath('two')]);
  });

  it('never sends a token to another host', async () => {
    graph().get(calendarPath).reply(200, pageBody([], 'https://evil.test/v1.0/steal'));

    await expect(readAll()).rejects.toMatchObject({
      name: 'ContractError',
      message: expect.stringContaining('https://evil.test') as string,
    });
  });

  test.each([
    ['http://graph.test/v1.0/x'],
    ['https://graph.test:8443/v1.0/x'],
    ['https://graph.test.evil.test/x'],
    ['not an address'],
  ])('takes %p for another host', async (link) => {
    graph().get(calendarPath).reply(200, pageBody([], link));

    await expect(readAll()).rejects.toMatchObject({ name: 'ContractError' });
  });

  it('stops when the same link comes twice', async () => {
    graph()
      .get(calendarPath)
      .reply(200, pageBody([], next('one')));
    graph()
      .get(nextPath('one'))
      .reply(200, pageBody([], next('one')));

    await expect(readAll()).rejects.toMatchObject({
      name: 'ContractError',
      message: expect.stringContaining('same next link') as string,
    });
  });

  it('fetches the next page while the caller works on this one', async () => {
    graph()
      .get(calendarPath)
      .reply(200, pageBody([appointmentBody()], next('one')));
    const secondAsked = new Promise<void>((resolve) => {
      graph()
        .get(nextPath('one'))
        .reply(200, () => {
          resolve();
          return pageBody([]);
        });
    });
    const pages = sourceWith().listPages(business, window)[Symbol.asyncIterator]();

    await pages.next();
    await secondAsked;

    expect((await pages.next()).done).toBe(false);
    expect((await pages.next()).done).toBe(true);
  });

  it('lets a caller stop early although the page under way fails', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown): number => unhandled.push(error);
    process.on('unhandledRejection', note);
    graph()
      .get(calendarPath)
      .reply(200, pageBody([], next('one')));
    graph().get(nextPath('one')).reply(403, errorBody('ErrorAccessDenied'));
    let sayFailed = (): void => undefined;
    const failed = new Promise<void>((resolve) => (sayFailed = resolve));
    const source = sourceWith({}, { onRequest: ({ status }) => status === 403 && sayFailed() });

    for await (const page of source.listPages(business, window)) {
      expect(page.read()).toEqual([]);
      break;
    }
    await failed;
    // Node reports an unhandled rejection after the microtasks that could still handle it.
    await new Promise<void>((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);

    expect(unhandled).toEqual([]);
  });

  it('fails the listing, and not just the page, when a page fails', async () => {
    graph()
      .get(calendarPath)
      .reply(200, pageBody([appointmentBody()], next('one')));
    graph().get(nextPath('one')).times(2).reply(500, errorBody('UnknownError', ''));

    await expect(readAll()).rejects.toMatchObject({ name: 'RemoteError', outcome: 'unknown', status: 500 });
  });
});

describe('a page', () => {
  async function pageOf(body: unknown): Promise<AppointmentPage> {
    graph()
      .get(calendarPath)
      .reply(200, typeof body === 'string' ? body : JSON.stringify(body));
    return (await readAll())[0]!;
  }

  it('costs no parsing until it is read', async () => {
    const page = await pageOf('<html>not a list</html>');

    expect(page.fingerprint).not.toBe('');
    expect(() => page.read()).toThrow(expect.objectContaining({ name: 'ContractError' }));
  });

  test.each([['{"value":{}}'], ['{}'], ['[]'], ['null'], ['{"value":[{"id":"a"}'], ['']])(
    'whose envelope is broken (%s) says so',
    async (text) => {
      const page = await pageOf(text);

      expect(() => page.read()).toThrow(expect.objectContaining({ name: 'ContractError', system: 'bookings' }));
    },
  );

  it('makes a broken record a problem on that record, and reads the others', async () => {
    const page = await pageOf(
      pageBody([appointmentBody({ id: 'a' }), appointmentBody({ id: 'b', price: 'ten' }), null, appointmentBody({ id: 'c' })]),
    );

    expect(ids(page)).toEqual(['a', 'b', null, 'c']);
    expect(page.read().map((record) => ('problem' in record ? record.problem.code : 'fine'))).toEqual([
      'fine',
      'reading-broken',
      'reading-broken',
      'fine',
    ]);
  });

  it('gives each record a fingerprint of its own', async () => {
    const page = await pageOf(
      pageBody([appointmentBody({ id: 'a' }), appointmentBody({ id: 'a' }), appointmentBody({ id: 'a', price: 1 })]),
    );

    const [first, same, other] = page.read().map((record) => ('fingerprint' in record ? record.fingerprint : null));

    expect(first).toBe(same);
    expect(first).not.toBe(other);
  });
});
