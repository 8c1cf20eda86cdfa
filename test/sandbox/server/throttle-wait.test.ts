import type { SandboxRequest } from '../../../sandbox/contract.js';
import { createFaultBook } from '../../../sandbox/faults.js';

const request: SandboxRequest = {
  method: 'GET',
  path: '/v1.0/solutions/bookingBusinesses',
  rawQuery: '',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.alloc(0),
  origin: 'https://localhost:1',
};

/** A book with one 429 asking for two seconds, and the milliseconds at which calls are refused. */
function callAt(moments: number[]): boolean[] {
  let nowMs = 0;
  const faults = createFaultBook({ elapsedMs: () => nowMs });
  faults.add({ action: { kind: 'status', status: 429, retryAfter: '2' } });
  return moments.map((moment) => {
    nowMs = moment;
    return faults.strike('graph', request) !== undefined;
  });
}

describe('the wait after a 429', () => {
  it('is over when the time has passed', () => {
    expect(callAt([0, 2000])).toEqual([true, false]);
  });

  it('starts anew with every call that comes too early', () => {
    expect(callAt([0, 1000, 2500, 4499, 6499])).toEqual([true, true, true, true, false]);
  });

  it('is not lengthened by calls that were on their way already', () => {
    expect(callAt([0, 50, 90, 2000])).toEqual([true, true, true, false]);
  });
});
