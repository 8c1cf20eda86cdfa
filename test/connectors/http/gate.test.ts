import { createGate } from '../../../src/connectors/http/gate.js';

test('a gate tells when it opens: the longest wait that was asked for, and nothing once that is over', () => {
  let ms = 1_000;
  const gate = createGate({ system: 'bookings', maxRetryAfterMs: 60_000, sleep: async () => undefined, nowMs: () => ms });
  const open = gate.opensAtMs();
  gate.closeFor(90_000);
  gate.closeFor(5_000);
  gate.closeFor(null);
  const closed = gate.opensAtMs();
  ms += 90_000;

  expect([open, closed, gate.opensAtMs(), gate.isOpen()]).toEqual([null, 91_000, null, true]);
});
