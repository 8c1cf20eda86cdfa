import { draftFor, startSandboxTarget, type SandboxTarget } from './sandbox-target.js';

let on: SandboxTarget;
beforeAll(async () => {
  on = await startSandboxTarget({ now: '2026-06-01T08:00:00.000Z' });
});
afterAll(() => on.stop());
beforeEach(() => {
  on.sandbox.control.clearFaults();
  on.sandbox.control.clearCounters();
});

const routes = (): Record<string, Record<string, number>> => on.sandbox.control.counters().routes['businessCentral'] ?? {};

describe('faults', () => {
  test('a draft made by a call whose answer was lost is made once and found by its key', async () => {
    const draft = await draftFor(on, 'anna@x.test', 'S-MASSAGE');
    on.sandbox.control.addFault({
      system: 'businessCentral',
      method: 'POST',
      pattern: 'salesInvoices',
      action: { kind: 'doneThenCut' },
    });

    await expect(on.target.createDraft(draft)).rejects.toMatchObject({ outcome: 'unknown', code: 'ECONNRESET' });

    expect((await on.target.findInvoices(on.fjord, [draft.key])).get(draft.key)).toHaveLength(1);
  });

  test('a call that was cut before it arrived is as unknown, and there is nothing to find', async () => {
    const draft = await draftFor(on, 'anna@x.test', 'S-MASSAGE');
    on.sandbox.control.addFault({
      system: 'businessCentral',
      method: 'POST',
      pattern: 'salesInvoices',
      action: { kind: 'cutBefore' },
    });

    await expect(on.target.createDraft(draft)).rejects.toMatchObject({ outcome: 'unknown' });

    expect((await on.target.findInvoices(on.fjord, [draft.key])).get(draft.key)).toEqual([]);
  });

  test('an error page is survived by a read', async () => {
    on.sandbox.control.addFault({ system: 'businessCentral', times: 2, action: { kind: 'html' } });

    expect((await on.target.listCurrencies(on.fjord)).length).toBeGreaterThan(0);
  });

  test('an expired token is renewed within the call, for writes too', async () => {
    const draft = await draftFor(on, 'anna@x.test', 'S-MASSAGE');
    on.sandbox.control.revokeTokens();

    await on.target.createDraft(draft);

    expect((await on.target.findInvoices(on.fjord, [draft.key])).get(draft.key)).toHaveLength(1);
  });

  test('a throttled batch is asked again', async () => {
    on.sandbox.control.addFault({
      system: 'businessCentral',
      pattern: '\\$batch',
      action: { kind: 'status', status: 429, retryAfter: '0.01' },
    });

    const found = await on.target.findCustomersByEmail(on.fjord, ['anna@x.test']);

    expect(found.get('anna@x.test')).toHaveLength(1);
    expect(Object.values(routes()).flatMap(Object.entries)).toEqual(expect.arrayContaining([['429', 1]]));
  });
});

test('twenty calls at once are at most five on the wire', async () => {
  const calls = Array.from({ length: 20 }, () => on.target.findItemsByNumber(on.fjord, ['S-MASSAGE']));

  const answers = await Promise.all(calls);

  expect(answers.every((found) => found.has('S-MASSAGE'))).toBe(true);
  expect(on.sandbox.control.counters().peakInFlight.businessCentral).toBeLessThanOrEqual(5);
});
