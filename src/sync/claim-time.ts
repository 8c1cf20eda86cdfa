import { msOf, type Instant } from '../domain/time.js';
import type { SyncContext } from './context.js';

/**
 * A POST may only leave when its answer, or its time limit, comes before the claim on its row ends: from then on anyone may look for the
 * document and, finding none, send it (decision record 006).
 */
export function mayStillSend(context: Pick<SyncContext, 'clock' | 'settings'>, claimEndsAt: Instant): boolean {
  return msOf(context.clock.now()) + context.settings.push.requestTimeoutMs < msOf(claimEndsAt);
}
