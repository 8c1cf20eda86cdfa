/** What a test, a benchmark or the demo may turn on the Business Central side. Defaults follow the reference, section 10. */
export interface BusinessCentralSettings {
  /** Environment name in the URL; any other answers the NoEnvironment XML. */
  environment: string;
  /** Requests served at the same time for one app; more wait in the queue. */
  concurrentRequests: number;
  /** Requests that may wait; the next one answers 429. */
  queuedRequests: number;
  /** A request that waited longer answers 503. */
  queueTimeoutMs: number;
  /** Requests per sliding window for one app; the next one answers 429. */
  requestsPerWindow: number;
  windowSeconds: number;
  /** `Retry-After` on 429, in seconds; 0 sends none (unverified on the real service). */
  retryAfterSeconds: number;
  /** How long each request occupies its slot. */
  operationMs: number;
  /** Rows of a page when the caller names no size, and the most it may name. */
  maxPageSize: number;
  /** Whether a next link repeats filter, order and selection. The recorded one does not show it. */
  nextLinkKeepsFilter: boolean;
  /** Operations in one batch. */
  batchOperations: number;
  /** Webhook subscriptions in the environment. */
  webhookSubscriptions: number;
  /** Wait after the first change before a notification goes out. */
  webhookDelayMs: number;
  /** More changes than this become one `collection` notification. */
  webhookCollectionThreshold: number;
  /** Time a subscriber has for the handshake and for each notification. */
  webhookTimeoutMs: number;
  /** Posted invoices are hidden from the app, as without read permission on them. */
  hidePostedInvoices: boolean;
  /** Drafts are hidden from the app. */
  hideDrafts: boolean;
  /** Rights the app lacks: `read salesInvoices`, `write customers`, … answered with 403. */
  denied: readonly string[];
  /** False: the app card is missing or disabled in the environment; every call answers 403. */
  appEnabled: boolean;
}

export const defaultSettings: BusinessCentralSettings = {
  environment: 'Production',
  concurrentRequests: 5,
  queuedRequests: 95,
  queueTimeoutMs: 480_000,
  requestsPerWindow: 6_000,
  windowSeconds: 300,
  retryAfterSeconds: 0,
  operationMs: 0,
  maxPageSize: 20_000,
  nextLinkKeepsFilter: true,
  batchOperations: 100,
  webhookSubscriptions: 200,
  webhookDelayMs: 30_000,
  webhookCollectionThreshold: 1_000,
  webhookTimeoutMs: 5_000,
  hidePostedInvoices: false,
  hideDrafts: false,
  denied: [],
  appEnabled: true,
};
