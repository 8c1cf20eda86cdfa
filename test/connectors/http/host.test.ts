import { jest } from '@jest/globals';
import {
  createRemoteHost,
  type RemoteHost,
  type RemoteHostOptions,
  type RequestReport,
} from '../../../src/connectors/http/host.js';
import { ContractError, RemoteError, type Outcome } from '../../../src/domain/errors.js';

/** A clock that only sleeping moves. */
function fakeTime() {
  const slept: number[] = [];
  let ms = 1_000_000;
  const sleep = async (duration: number): Promise<void> => {
    slept.push(duration);
    ms += duration;
  };
  return { slept, sleep, nowMs: () => ms, advance: (by: number) => (ms += by) };
}

function hostWith(options: Partial<RemoteHostOptions> = {}): RemoteHost {
  return createRemoteHost({
    system: 'bookings',
    concurrency: 4,
    requestTimeoutMs: 5_000,
    retries: 2,
    minDelayMs: 100,
    maxDelayMs: 1_000,
    maxRetryAfterMs: 60_000,
    random: () => 1,
    ...fakeTime(),
    ...options,
  });
}

function failing(outcome: Outcome, details: Partial<{ status: number; retryAfterMs: number; code: string }> = {}): RemoteError {
  return new RemoteError({ system: 'bookings', outcome, message: outcome, ...details });
}

function failsThenAnswers(...failures: Error[]) {
  const left = [...failures];
  return jest.fn(async () => {
    const next = left.shift();
    if (next) throw next;
    return 'answer';
  });
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

const settleMicrotasks = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('what is tried again (design, section 5)', () => {
  test.each([
    ['read', 'not-sent', 2],
    ['write', 'not-sent', 2],
    ['read', 'unknown', 2],
    ['write', 'unknown', 1],
    ['read', 'refused', 1],
    ['write', 'refused', 1],
  ] as const)('a %s with outcome %s is attempted %d time(s)', async (kind, outcome, attempts) => {
    const attempt = failsThenAnswers(failing(outcome));

    await hostWith()
      .run(kind, 'GET x', attempt)
      .catch(() => undefined);

    expect(attempt).toHaveBeenCalledTimes(attempts);
  });

  it('gives up after the configured repetitions with the last error', async () => {
    const last = failing('unknown', { status: 503 });
    const attempt = failsThenAnswers(failing('unknown'), failing('unknown'), last);

    await expect(hostWith({ retries: 2 }).run('read', 'GET x', attempt)).rejects.toBe(last);

    expect(attempt).toHaveBeenCalledTimes(3);
  });

  it('never repeats a broken contract or a bug', async () => {
    for (const error of [new ContractError('bookings', 'no list'), new RangeError('bug')]) {
      const attempt = failsThenAnswers(error);

      await expect(hostWith().run('read', 'GET x', attempt)).rejects.toBe(error);

      expect(attempt).toHaveBeenCalledTimes(1);
    }
  });

  it('leaves the repeating of another system’s failure to that system’s host', async () => {
    const signIn = new RemoteError({ system: 'sign-in', outcome: 'not-sent', message: 'later', retryAfterMs: 9_000 });
    const attempt = failsThenAnswers(signIn);
    const host = hostWith();

    await expect(host.run('read', 'GET x', attempt)).rejects.toBe(signIn);

    expect(attempt).toHaveBeenCalledTimes(1);
    await expect(host.run('read', 'GET x', failsThenAnswers())).resolves.toBe('answer');
  });

  it('does not repeat a certificate that is not trusted', async () => {
    const attempt = failsThenAnswers(Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }));

    await expect(hostWith().run('read', 'GET x', attempt)).rejects.toMatchObject({ outcome: 'not-sent' });

    expect(attempt).toHaveBeenCalledTimes(1);
  });
});

describe('how long it waits', () => {
  it('grows the back-off up to its limit, with jitter', async () => {
    const time = fakeTime();
    const failures = Array.from({ length: 5 }, () => failing('unknown'));

    await hostWith({ ...time, retries: 5 }).run('read', 'GET x', failsThenAnswers(...failures));

    expect(time.slept).toEqual([100, 200, 400, 800, 1_000]);
  });

  it('halves the back-off at most by jitter', async () => {
    const time = fakeTime();

    await hostWith({ ...time, random: () => 0 }).run('read', 'GET x', failsThenAnswers(failing('unknown')));

    expect(time.slept).toEqual([50]);
  });

  it('waits out Retry-After in full, back-off included', async () => {
    const time = fakeTime();

    await hostWith({ ...time }).run('read', 'GET x', failsThenAnswers(failing('not-sent', { status: 429, retryAfterMs: 2_128 })));

    expect(time.slept.reduce((sum, ms) => sum + ms, 0)).toBe(2_128);
  });

  it('makes every call to the host wait', async () => {
    const time = fakeTime();
    const host = hostWith({ ...time, retries: 0 });
    const startedMs: number[] = [];
    await host.run('write', 'POST a', failsThenAnswers(failing('not-sent', { retryAfterMs: 7_000 }))).catch(() => undefined);

    const refusedAtMs = time.nowMs();
    await host.run('read', 'GET b', async () => startedMs.push(time.nowMs()));

    expect(startedMs).toEqual([refusedAtMs + 7_000]);
  });

  it('does not cut a long wait by a shorter one', async () => {
    const time = fakeTime();
    const host = hostWith({ ...time, retries: 0, concurrency: 2 });
    const waits = [9_000, 1_000].map((retryAfterMs) => {
      const attempt = failsThenAnswers(failing('not-sent', { retryAfterMs }));
      return host.run('read', 'GET a', attempt).catch(() => undefined);
    });
    await Promise.all(waits);

    await host.run('read', 'GET b', async () => 'answer');

    expect(time.slept).toEqual([9_000]);
  });

  it('hands a wait above the limit to the caller at once, and spares the host the calls that follow', async () => {
    const time = fakeTime();
    const host = hostWith({ ...time, maxRetryAfterMs: 60_000 });
    const attempt = failsThenAnswers(failing('not-sent', { status: 429, retryAfterMs: 600_000 }));
    await expect(host.run('read', 'GET a', attempt)).rejects.toMatchObject({ outcome: 'not-sent', retryAfterMs: 600_000 });
    time.advance(1_000);

    const second = failsThenAnswers();
    await expect(host.run('write', 'POST b', second)).rejects.toMatchObject({ outcome: 'not-sent', retryAfterMs: 599_000 });

    expect(time.slept).toEqual([]);
    expect(attempt).toHaveBeenCalledTimes(1);
    expect(second).not.toHaveBeenCalled();
  });

  it('stops sleeping when the program stops, and says what it knew', async () => {
    const stop = new AbortController();
    const last = failing('unknown', { status: 503 });
    const attempt = failsThenAnswers(last);
    const sleep = async () => stop.abort();

    await expect(hostWith({ stopSignal: stop.signal, sleep }).run('read', 'GET x', attempt)).rejects.toBe(last);

    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('leaves the gate unsent when the program stops', async () => {
    const stop = new AbortController();
    const host = hostWith({ stopSignal: stop.signal, sleep: async () => stop.abort(), retries: 0 });
    await host.run('read', 'GET a', failsThenAnswers(failing('not-sent', { retryAfterMs: 5_000 }))).catch(() => undefined);

    const attempt = failsThenAnswers();

    await expect(host.run('write', 'POST b', attempt)).rejects.toMatchObject({ outcome: 'not-sent', code: 'STOPPED' });
    expect(attempt).not.toHaveBeenCalled();
  });
});

describe('how many run at once', () => {
  it('keeps to the limit over all callers', async () => {
    const host = hostWith({ concurrency: 2 });
    const doors = Array.from({ length: 5 }, () => deferred<void>());
    let running = 0;
    let peak = 0;

    const calls = doors.map((door) =>
      host.run('read', 'GET x', async () => {
        peak = Math.max(peak, ++running);
        await door.promise;
        running -= 1;
      }),
    );
    await settleMicrotasks();
    doors.forEach((door) => door.resolve());
    await Promise.all(calls);

    expect(peak).toBe(2);
  });

  it('gives its place away while it sleeps', async () => {
    const woken = deferred<void>();
    const asleep = deferred<void>();
    const sleep = async (): Promise<void> => {
      asleep.resolve();
      await woken.promise;
    };
    const host = hostWith({ concurrency: 1, sleep });
    const sleeping = host.run('read', 'GET a', failsThenAnswers(failing('unknown')));
    await asleep.promise;

    const other = await host.run('read', 'GET b', async () => 'went ahead');
    woken.resolve();

    expect(other).toBe('went ahead');
    await expect(sleeping).resolves.toBe('answer');
  });

  it('sends a call that got its place after the host said wait back to waiting', async () => {
    const time = fakeTime();
    const host = hostWith({ ...time, concurrency: 1, retries: 0 });
    const door = deferred<void>();
    const first = host
      .run('read', 'GET a', async () => {
        await door.promise;
        throw failing('not-sent', { retryAfterMs: 4_000 });
      })
      .catch(() => undefined);
    const startedMs: number[] = [];
    const queued = host.run('read', 'GET b', async () => startedMs.push(time.nowMs()));
    const beforeMs = time.nowMs();

    door.resolve();
    await Promise.all([first, queued]);

    expect(startedMs).toEqual([beforeMs + 4_000]);
  });
});

describe('time limit and metrics', () => {
  it('gives every attempt a fresh time limit whose end is unknown, so a write is not repeated', async () => {
    const host = hostWith({ requestTimeoutMs: 1 });
    const attempt = jest.fn(
      (signal: AbortSignal) =>
        new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    );

    await expect(host.run('write', 'POST x', attempt)).rejects.toMatchObject({
      outcome: 'unknown',
      code: 'ETIMEDOUT',
      status: null,
    });
    expect(attempt).toHaveBeenCalledTimes(1);

    await expect(host.run('read', 'GET x', attempt)).rejects.toMatchObject({ outcome: 'unknown' });
    const signals = attempt.mock.calls.map(([signal]) => signal);
    expect(new Set(signals).size).toBe(4);
  });

  it('reports each attempt with its status and number', async () => {
    const reports: RequestReport[] = [];
    const host = hostWith({ onRequest: (report) => reports.push(report) });
    const failures = [failing('unknown', { status: 503 }), failing('unknown')];

    await host.run('read', 'GET x', async (_signal, answered) => {
      const next = failures.shift();
      if (next) throw next;
      answered(206);
    });

    expect(reports.map(({ status, attempt }) => [status, attempt])).toEqual([
      [503, 1],
      [null, 2],
      [206, 3],
    ]);
    expect(reports[0]).toMatchObject({ system: 'bookings', label: 'GET x' });
  });

  it('logs a repetition without the error’s own text', async () => {
    const warn = jest.fn();

    await hostWith({ log: { warn } }).run('read', 'GET x', failsThenAnswers(failing('unknown', { status: 503, code: 'Busy' })));

    const data = { system: 'bookings', label: 'GET x', attempt: 1, delayMs: 100, status: 503, code: 'Busy', requestId: null };
    expect(warn.mock.calls).toEqual([[data, 'Call failed, trying again']]);
  });
});
