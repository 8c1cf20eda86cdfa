import type { SyncContext } from './context.js';

/**
 * Does the work while holding a lease that is renewed until the work ends; null, without doing it, when another process has it. The lease keeps
 * processes out of each other's way; what keeps the result right is the claims on the rows.
 */
export async function whileHolding<T>(context: SyncContext, name: string, work: () => Promise<T>): Promise<{ result: T } | null> {
  const { store, clock, owner, settings, log } = context;
  const { ttlMs } = settings.lease;
  if (!(await store.leases.acquire(name, owner, clock.now(), ttlMs))) return null;
  const renew = async () => {
    const held = await store.leases.acquire(name, owner, clock.now(), ttlMs).catch(() => false);
    if (!held) log.warn({ lease: name }, 'the lease could not be renewed');
  };
  let renewed = Promise.resolve();
  const renewal = setInterval(() => (renewed = renew()), ttlMs / 3);
  try {
    return { result: await work() };
  } finally {
    clearInterval(renewal);
    // A renewal under way could otherwise overtake the release, and the lease would stay with nobody.
    await renewed;
    await store.leases.release(name, owner);
  }
}
