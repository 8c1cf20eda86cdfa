import type { Agent } from 'node:https';
import {
  AuthenticationHandler,
  Client,
  ResponseType,
  TelemetryHandler,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client';
import { ContractError } from '../../domain/errors.js';
import { errorOfAnswer } from '../http/classify.js';
import type { RemoteHost } from '../http/host.js';
import type { TokenSource } from '../http/token.js';
import { sendHttp, type HttpAnswer } from '../http/transport.js';

export interface GraphClientOptions {
  /** With the version: `https://graph.microsoft.com/v1.0`. Tokens go to its host only. */
  baseUrl: string;
  tokens: TokenSource;
  /** Host of system `bookings`. */
  host: RemoteHost;
  agent: Agent;
}

/** Reads from Graph. */
export interface GraphClient {
  /**
   * The body of a GET. `place` is a path below the base URL, ids encoded, or a next link, which is sent as it stands.
   * Throws RemoteError, and ContractError for a link to another host.
   */
  getBody(label: string, place: string): Promise<Buffer>;
  /** The same as text. */
  get(label: string, place: string): Promise<string>;
}

/** What our middleware needs of one request, and what it learnt; travels as an option of the request. */
interface Exchange {
  /** Sent instead of what the library makes of it: it parses addresses and writes them anew. */
  url: string;
  signal: AbortSignal;
  /** The last answer. It goes past the library, whose Response would take headers and body apart and be asked for them again. */
  answer?: HttpAnswer;
  /** The library keeps only the text of an error thrown in its chain. */
  failure?: unknown;
}

/**
 * The Graph library with a chain of our own: its authentication and telemetry, one renewal after a 401, and node:https at the end. Its
 * retry handler is left out because the host repeats by the design's table, and its redirects because a token stays with one host.
 */
export function createGraphClient({ baseUrl, tokens, host, agent }: GraphClientOptions): GraphClient {
  const { hostname, origin } = new URL(baseUrl);
  const root = baseUrl.replace(/\/+$/, '');
  const chain = [
    new AuthenticationHandler({ getAccessToken: () => tokens.token() }),
    new TelemetryHandler(),
    new RenewOnce(tokens),
    new HttpsSender(agent),
  ];
  const customHosts = new Set([hostname]);
  const library = Client.initWithMiddleware({ baseUrl: root, defaultVersion: '', customHosts, middleware: chain });

  async function attempt(label: string, exchange: Exchange, answered: (status: number) => void): Promise<Buffer> {
    const request = library.api(exchange.url.slice(root.length)).option('exchange', exchange).responseType(ResponseType.RAW);
    await request.get().catch((error: unknown) => Promise.reject(exchange.failure ?? error));
    const answer = exchange.answer!;
    const { status, headers, body } = answer;
    answered(status);
    if (status < 200 || status > 299) throw errorOfAnswer({ system: 'bookings', label, status, headers, body: answer.text });
    return body;
  }

  async function getBody(label: string, place: string): Promise<Buffer> {
    const url = absoluteUrl(root, origin, place);
    // Here, not first in the chain: a sign-in that has to wait must not hold one of the host's few places.
    await tokens.token();
    return host.run('read', label, (signal, answered) => attempt(label, { url, signal }, answered));
  }

  return { getBody, get: async (label, place) => (await getBody(label, place)).toString('utf8') };
}

function absoluteUrl(root: string, origin: string, place: string): string {
  if (place.startsWith('/')) return root + place;
  if (URL.canParse(place) && new URL(place).origin === origin) return place;
  const where = URL.canParse(place) ? new URL(place).origin : 'an unreadable address';
  throw new ContractError('bookings', `Microsoft Bookings gave a next link to ${where}. Only links on ${origin} are followed.`);
}

function exchangeOf(context: Context): Exchange {
  return (context.options as { exchange: Exchange }).exchange;
}

/** After a 401, asks for another token once and sends again. */
class RenewOnce implements Middleware {
  #next: Middleware | undefined;

  constructor(private readonly tokens: TokenSource) {}

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    await this.#next!.execute(context);
    if (context.response?.status !== 401) return;
    const headers = context.options!.headers as Record<string, string>;
    const refused = headers['Authorization']?.replace(/^Bearer /, '');
    try {
      headers['Authorization'] = `Bearer ${await this.tokens.renew(refused)}`;
    } catch (error) {
      exchangeOf(context).failure = error;
      throw error;
    }
    await this.#next!.execute(context);
  }
}

/** The end of the chain: node:https with our agent. */
class HttpsSender implements Middleware {
  constructor(private readonly agent: Agent) {}

  async execute(context: Context): Promise<void> {
    const exchange = exchangeOf(context);
    const { url, signal } = exchange;
    const headers = { accept: 'application/json', ...(context.options!.headers as Record<string, string>) };
    try {
      exchange.answer = await sendHttp({ agent: this.agent, method: 'GET', url, headers, signal });
      context.response = new Response(null, { status: exchange.answer.status });
    } catch (error) {
      exchange.failure = error;
      throw error;
    }
  }
}
