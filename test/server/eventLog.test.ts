import { createEventLog } from '../../src/server/eventLog.js';
import { createRunEvents } from '../../src/server/events.js';
import { now } from './builders.js';

describe('the log of events', () => {
  it('keeps the newest only', () => {
    const events = createRunEvents(() => undefined);
    const log = createEventLog(events, now);
    const ids: string[] = [];
    log.follow(({ id }) => ids.push(id!));
    for (let count = 0; count < 502; count += 1) events.publish({ type: 'items' });

    expect(log.since(ids[1]!)).toEqual([
      { id: null, event: { type: 'status' } },
      { id: null, event: { type: 'items' } },
    ]);
    expect(log.since(ids[2]!)).toHaveLength(499);
    expect(log.since(ids[501]!)).toEqual([]);
    expect(log.since(null)).toEqual([]);
  });

  it('hears nothing after it was stopped', () => {
    const events = createRunEvents(() => undefined);
    const log = createEventLog(events, now);
    const heard: unknown[] = [];
    log.follow((event) => heard.push(event));

    log.stop();
    events.publish({ type: 'items' });

    expect(heard).toEqual([]);
  });
});

it('a listener that throws does not keep others from hearing', () => {
  const faults: unknown[] = [];
  const events = createRunEvents((error) => faults.push(error));
  const heard: string[] = [];
  events.subscribe(() => {
    throw new Error('Broken listener.');
  });
  const unsubscribe = events.subscribe((event) => heard.push(event.type));

  events.publish({ type: 'items' });
  unsubscribe();
  events.publish({ type: 'status' });

  expect(heard).toEqual(['items']);
  expect(faults).toHaveLength(2);
});
