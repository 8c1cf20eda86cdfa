import { say } from '../../src/domain/words/sentence.js';
import { auditEntry, later, minutesAfter, noon, run } from './builders.js';
import { describeStore } from './databases.js';

const ttlMs = 60_000;

describeStore('leases', (under) => {
  it('belong to one owner until they run out', async () => {
    const { leases } = under.store;

    const taken = await leases.acquire('cycle', 'a', noon, ttlMs);
    const contested = await leases.acquire('cycle', 'b', minutesAfter(0.5), ttlMs);
    const takenOver = await leases.acquire('cycle', 'b', minutesAfter(1), ttlMs);

    expect([taken, contested, takenOver]).toEqual([true, false, true]);
    expect(await leases.read('cycle')).toEqual({ owner: 'b', expiresAt: minutesAfter(2) });
  });

  it('are renewed by their owner, before and after they ran out', async () => {
    const { leases } = under.store;
    await leases.acquire('cycle', 'a', noon, ttlMs);

    const renewed = await leases.acquire('cycle', 'a', minutesAfter(0.5), ttlMs);
    const renewedLate = await leases.acquire('cycle', 'a', minutesAfter(5), ttlMs);

    expect([renewed, renewedLate]).toEqual([true, true]);
    expect(await leases.read('cycle')).toEqual({ owner: 'a', expiresAt: minutesAfter(6) });
  });

  it('go to one of several who ask at once', async () => {
    const owners = ['a', 'b', 'c', 'd'];

    const taken = await Promise.all(owners.map((owner) => under.store.leases.acquire('cycle', owner, noon, ttlMs)));

    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('are given back only by their owner', async () => {
    const { leases } = under.store;
    await leases.acquire('cycle', 'a', noon, ttlMs);

    await leases.release('cycle', 'b');
    const kept = await leases.read('cycle');
    await leases.release('cycle', 'a');

    expect(kept).not.toBeNull();
    expect(await leases.read('cycle')).toBeNull();
  });
});

describeStore('cursors', (under) => {
  it('keep the last value, whatever letters it has', async () => {
    await under.store.cursors.save('rules', 'first', noon);
    await under.store.cursors.save('rules', 'Zürich 予約 😀', later);
    await under.store.cursors.save('Rules', 'another', later);

    expect(await under.store.cursors.read('rules')).toBe('Zürich 予約 😀');
    expect(await under.store.cursors.read('Rules')).toBe('another');
    expect(await under.store.cursors.read('unknown')).toBeNull();
  });
});

describeStore('runs', (under) => {
  it('are kept with their steps and listed newest first', async () => {
    const { runs } = under.store;
    const step = { name: 'pull', startedAt: noon, finishedAt: later, counts: { read: 120 }, error: null };
    await runs.insert(run({ id: 'a' }));
    await runs.insert(run({ id: 'b', queuedAt: later, kind: 'create', state: 'waiting' }));
    const saved = run({ id: 'a', state: 'done', startedAt: noon, finishedAt: later, steps: [step], counts: { read: 120 } });

    await runs.save(saved);

    expect(await runs.find('a')).toEqual(saved);
    expect((await runs.list(0, 10)).rows.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(await runs.list(0, 10, 'sync')).toEqual({ rows: [saved], total: 1 });
    expect((await runs.listUnfinished()).map(({ id }) => id)).toEqual(['b']);
  });

  it('keep what they say sentence by sentence, beside the English text', async () => {
    const { runs } = under.store;
    const sentences = [say('tried-again-at', { at: later, zone: 'Europe/Oslo' }), 'As BC says.'];
    const said = {
      waitingFor: 'Waits.',
      waitingSentences: sentences,
      error: 'Failed.',
      errorSentences: [say('program-stopped')],
    };
    const note = {
      runId: 'a',
      at: noon,
      level: 'error' as const,
      step: 'push',
      itemId: null,
      invoiceId: null,
      message: 'No.',
      sentences,
    };
    await runs.insert(run({ id: 'a', ...said }));
    await runs.addNotes([note]);

    expect(await runs.find('a')).toMatchObject(said);
    expect((await runs.notes('a', 0, 10)).rows).toEqual([note]);
  });

  it('lose their notes with themselves, and only when finished long ago', async () => {
    const { runs } = under.store;
    const note = { at: noon, level: 'skipped' as const, step: 'pull', itemId: 'i', invoiceId: null, message: 'Left out.' };
    await runs.insert(run({ id: 'old', state: 'done', finishedAt: noon }));
    await runs.insert(run({ id: 'open' }));
    await runs.addNotes([
      { ...note, runId: 'old' },
      { ...note, runId: 'open', message: 'First.' },
      { ...note, runId: 'open', message: 'Second.' },
    ]);

    const pruned = await runs.prune(later);

    expect(pruned).toBe(1);
    expect(await runs.find('old')).toBeNull();
    expect(await runs.notes('old', 0, 10)).toEqual({ rows: [], total: 0 });
    expect(await runs.notes('open', 1, 10)).toEqual({ rows: [{ ...note, runId: 'open', message: 'Second.' }], total: 2 });
  });
});

describeStore('the audit', (under) => {
  it('tells who did what to one record, newest first', async () => {
    const { audit } = under.store;
    await audit.append([auditEntry({ itemId: 'i', reason: 'one' }), auditEntry({ itemId: 'j', reason: 'two' })]);
    await audit.append([auditEntry({ itemId: 'i', runId: 'r', before: '{"a":1}', after: null, reason: 'three' })]);

    const ofItem = await audit.list({ itemId: 'i' }, 0, 10);
    const ofRun = await audit.list({ runId: 'r' }, 0, 10);

    expect(ofItem.rows.map(({ reason }) => reason)).toEqual(['three', 'one']);
    expect(ofRun).toEqual({
      rows: [auditEntry({ itemId: 'i', runId: 'r', before: '{"a":1}', after: null, reason: 'three' })],
      total: 1,
    });
  });

  it('is walked from its first entry to its last, also beyond what is read at once, and from a moment on', async () => {
    const { audit } = under.store;
    const reasons = Array.from({ length: 1_001 }, (_, at) => `entry ${at}`);
    await audit.append(reasons.map((reason) => auditEntry({ at: noon, reason })));
    await audit.append([auditEntry({ at: later, reason: 'late' })]);

    const read = async (scope: Parameters<typeof audit.walk>[0]): Promise<string[]> => {
      const found: string[] = [];
      for await (const entries of audit.walk(scope)) found.push(...entries.map(({ reason }) => reason));
      return found;
    };

    expect(await read({})).toEqual([...reasons, 'late']);
    expect(await read({ since: later })).toEqual(['late']);
  });

  it('offers no way to change an entry, and only the retention to remove one', () => {
    expect(Object.keys(under.store.audit).sort()).toEqual(['append', 'list', 'prune', 'walk']);
  });
});
