import { randomUUID } from 'node:crypto';
import { sendJson, type Answer } from './loopback-client.js';
import type { SandboxClock } from '../contract.js';
import { BusinessCentralError } from './errors.js';
import type { RecordChange } from './journal.js';
import type { BusinessCentralSettings } from './settings.js';
import type { Row } from './table.js';
import { instantText } from './wire.js';

/** Minutes between delivery attempts when the subscriber answers 408, 429 or 5xx (reference 11). */
const retryMinutes = [1, 1, 1, 10, 100] as const;

interface Pending {
  subscriptionId: string;
  /** By record id: the latest change. */
  changes: Map<string, { changeType: string; lastModifiedMs: number }>;
  firstChangeMs: number;
  dueMs: number;
  attempts: number;
}

/** Tells subscribers about committed changes, on the sandbox's clock. */
export interface Webhooks {
  note(changes: RecordChange[]): void;
  /** Asks a subscriber to echo a token. Throws 400 when it does not. */
  shakeHands(notificationUrl: string): Promise<void>;
  /** Sends what is due by the sandbox's clock now; resolves when all answers are in. */
  deliverDue(): Promise<void>;
  forget(): void;
}

export function createWebhooks(options: {
  settings: BusinessCentralSettings;
  clock: SandboxClock;
  subscriptions: () => Map<string, Row>;
}): Webhooks {
  const { settings, clock } = options;
  const pending = new Map<string, Pending>();
  const inFlight = new Set<Promise<void>>();

  function noteFor(subscription: Row, change: RecordChange): void {
    const nowMs = clock.nowMs();
    const waiting = pending.get(subscription.id) ?? {
      subscriptionId: subscription.id,
      changes: new Map(),
      firstChangeMs: nowMs,
      dueMs: nowMs + settings.webhookDelayMs,
      attempts: 0,
    };
    const earlier = waiting.changes.get(change.id);
    const changeType = earlier?.changeType === 'created' && change.changeType === 'updated' ? 'created' : change.changeType;
    waiting.changes.set(change.id, { changeType, lastModifiedMs: nowMs });
    pending.set(subscription.id, waiting);
  }

  function itemsOf(subscription: Row, waiting: Pending): Record<string, unknown>[] {
    const common = {
      subscriptionId: subscription['subscriptionId'],
      clientState: subscription['clientState'],
      expirationDateTime: instantText(subscription['expirationDateTime'] as number),
    };
    const resource = String(subscription['resource']).replace(/^\//, '');
    const times = [...waiting.changes.values()].map(({ lastModifiedMs }) => lastModifiedMs);
    if (waiting.changes.size > settings.webhookCollectionThreshold) {
      const since = encodeURIComponent(`lastModifiedDateTime gt ${instantText(waiting.firstChangeMs - 50)}`);
      return [
        {
          ...common,
          resource: `${resource}?$filter=${since}`,
          changeType: 'collection',
          lastModifiedDateTime: instantText(Math.max(...times)),
        },
      ];
    }
    return [...waiting.changes].map(([id, { changeType, lastModifiedMs }]) => ({
      ...common,
      resource: `${resource}(${id})`,
      changeType,
      lastModifiedDateTime: instantText(lastModifiedMs),
    }));
  }

  async function deliver(waiting: Pending): Promise<void> {
    const subscription = options.subscriptions().get(waiting.subscriptionId);
    pending.delete(waiting.subscriptionId);
    if (!subscription || (subscription['expirationDateTime'] as number) <= clock.nowMs()) return;
    const answer = await sendJson(
      String(subscription['notificationUrl']),
      { value: itemsOf(subscription, waiting) },
      settings.webhookTimeoutMs,
    );
    settle(waiting, answer);
  }

  /** A temporary failure is tried again later; any other bad answer ends the subscription. */
  function settle(waiting: Pending, answer: Answer): void {
    if (answer.status >= 200 && answer.status < 300) return;
    const temporary = answer.status === 0 || answer.status === 408 || answer.status === 429 || answer.status >= 500;
    const wait = retryMinutes[waiting.attempts];
    if (!temporary || wait === undefined) return void options.subscriptions().delete(waiting.subscriptionId);
    const newer = pending.get(waiting.subscriptionId);
    const changes = new Map([...waiting.changes, ...(newer?.changes ?? [])]);
    pending.set(waiting.subscriptionId, {
      ...waiting,
      changes,
      attempts: waiting.attempts + 1,
      dueMs: clock.nowMs() + wait * 60_000,
    });
  }

  return {
    note(changes) {
      for (const subscription of options.subscriptions().values()) {
        for (const change of changes) if (watches(subscription, change)) noteFor(subscription, change);
      }
    },
    async shakeHands(notificationUrl) {
      const token = randomUUID();
      const answer = await sendJson(notificationUrl, {}, settings.webhookTimeoutMs, token);
      if (answer.status === 200 && answer.text.trim() === token) return;
      throw new BusinessCentralError(400, 'BadRequest', 'The notification URL did not echo the validation token.');
    },
    async deliverDue() {
      const due = [...pending.values()].filter(({ dueMs }) => dueMs <= clock.nowMs());
      for (const waiting of due) {
        const delivery = deliver(waiting).finally(() => inFlight.delete(delivery));
        inFlight.add(delivery);
      }
      // Also those that an earlier look sent out and that have no answer yet.
      await Promise.all(inFlight);
    },
    forget: () => pending.clear(),
  };
}

function watches(subscription: Row, change: RecordChange): boolean {
  return String(subscription['resource'])
    .toLowerCase()
    .endsWith(`companies(${change.companyId})/${change.entitySet}`.toLowerCase());
}
