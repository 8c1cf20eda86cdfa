/**
 * The shapes the sandbox's rooms share. Each imitated service (sign-in, Graph Bookings, Business Central) is a plain
 * request handler; `server.ts` puts TLS, latency, faults and counters in front of it.
 */

/** One request, read to the end, as an imitated service sees it. `path` is decoded from nothing: it is as sent. */
export interface SandboxRequest {
  method: string;
  /** Path without the query string, still percent-encoded. */
  path: string;
  /** Raw query string without the leading question mark. */
  rawQuery: string;
  query: URLSearchParams;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Buffer;
  /** `https://localhost:PORT`, for building next links and contexts. */
  origin: string;
  /** How many requests to this system are being worked on, this one included. Absent when a service is called directly. */
  inFlight?: number;
}

/** An answer. A string or Buffer body is sent as is; anything else as JSON. */
export interface SandboxResponse {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** How many times the system's latency this answer takes. Default 1; a batch that runs its parts in rounds takes more. */
  latencyFactor?: number;
}

export const systems = ['identity', 'graph', 'businessCentral'] as const;
export type SystemName = (typeof systems)[number];

/** An imitated service. */
export interface ImitatedService {
  system: SystemName;
  /** True when this service answers the path. */
  owns(path: string): boolean;
  /** Short name for counters, without ids: `GET appointments/{id}`, `POST salesInvoices`. */
  routeOf(request: SandboxRequest): string;
  handle(request: SandboxRequest): Promise<SandboxResponse> | SandboxResponse;
}

/** The sandbox's own time; tests move it, nothing else in the sandbox reads the machine's clock. */
export interface SandboxClock {
  /** Milliseconds since 1970-01-01 UTC. */
  nowMs(): number;
  set(nowMs: number): void;
  advance(ms: number): void;
}

/** What a fault does to a matching request. */
export type FaultAction =
  | {
      kind: 'status';
      status: number;
      code?: string;
      message?: string;
      /** Sent as it stands: `3`, `2.128`, an HTTP date. Absent: no header. */
      retryAfter?: string;
      /** Sends Retry-After as an HTTP date this many seconds after the sandbox's now. */
      retryAfterDateInSeconds?: number;
      body?: unknown;
    }
  /** Waits, then answers as usual. */
  | { kind: 'slow'; ms: number }
  /** The socket is destroyed before the service sees the request. */
  | { kind: 'cutBefore' }
  /** The service does the work, then the socket is destroyed without an answer. */
  | { kind: 'doneThenCut' }
  /** A list answer loses its second half and its next link. */
  | { kind: 'truncateList' }
  /**
   * Records of the answer that hold every value of `where` come with those of `fields` instead, and without the properties named in `without`:
   * an enum word nobody knows, a number where a text belongs. In lists, single records and the parts of a batch.
   */
  | { kind: 'alterRecord'; where: Record<string, unknown>; fields?: Record<string, unknown>; without?: string[] }
  /** 502 with an HTML page. */
  | { kind: 'html' }
  /** 401 as the system says it for an expired token. */
  | { kind: 'expiredToken' }
  /** 403 as the system says it. */
  | { kind: 'forbidden' };

/** `POST /control/faults`: applies to requests that match all given fields. */
export interface FaultRule {
  system?: SystemName;
  method?: string;
  /** A regular expression over path + '?' + raw query. */
  pattern?: string;
  /** Matching requests let through first. Default 0. */
  after?: number;
  /** How many matching requests are hit. Default 1; `null` means until cleared. */
  times?: number | null;
  /** 0..1, chance per matching request; default 1. */
  probability?: number;
  action: FaultAction;
}

/** `GET /control/counters`. */
export interface Counters {
  /** By system, then route, then status: how many answers. Requests cut by a fault count under status 0. */
  routes: Record<string, Record<string, Record<string, number>>>;
  total: Record<SystemName, number>;
  peakInFlight: Record<SystemName, number>;
}
