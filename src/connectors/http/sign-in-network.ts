import type { Agent } from 'node:https';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { RemoteError } from '../../domain/errors.js';
import { errorOfAnswer, errorOfFailure, outcomeOfStatus } from './classify.js';
import { sendHttp, type HttpAnswer } from './transport.js';

/** What the last exchange with the sign-in brought: an answer MSAL was given, or a failure MSAL was spared. */
export interface LastExchange {
  status: number | null;
  text: string;
  failure: RemoteError | null;
}

/**
 * MSAL's network, over our agent. Throttling, server errors and lost connections are kept here as RemoteError: MSAL would lose their
 * cause, and after a 429 refuse to ask again by itself. Serves one token request at a time.
 */
export interface SignInNetwork extends INetworkModule {
  /** Starts a token request: its time limit, and who wants to know the status. */
  begin(signal: AbortSignal, answered: (status: number) => void): void;
  last(): LastExchange;
}

const nothingYet: LastExchange = { status: null, text: '', failure: null };

/** Makes the network of one token source. */
export function createSignInNetwork(agent: Agent): SignInNetwork {
  let signal: AbortSignal | undefined;
  let answered: (status: number) => void = () => undefined;
  let last = nothingYet;

  function failWith(failure: RemoteError | null, original: unknown): never {
    last = { status: failure?.status ?? null, text: '', failure };
    throw failure ?? original;
  }

  async function send<T>(method: string, url: string, options: NetworkRequestOptions = {}): Promise<NetworkResponse<T>> {
    const label = method === 'GET' ? 'GET openid-configuration' : 'POST token';
    const call = { agent, method, url, headers: options.headers ?? {}, body: options.body, signal };
    const answer = await sendHttp(call).catch((error: unknown) => failWith(errorOfFailure('sign-in', label, error), error));
    answered(answer.status);
    if (outcomeOfStatus(answer.status) !== 'refused' && answer.status >= 300) failWith(failedAnswer(label, answer), null);
    last = { status: answer.status, text: answer.text, failure: null };
    return { status: answer.status, headers: singleHeaders(answer), body: JSON.parse(answer.text) as T };
  }

  return {
    begin: (ofThisAttempt, report) => {
      signal = ofThisAttempt;
      answered = report;
      last = nothingYet;
    },
    last: () => last,
    sendGetRequestAsync: <T>(url: string, options?: NetworkRequestOptions) => send<T>('GET', url, options),
    sendPostRequestAsync: <T>(url: string, options?: NetworkRequestOptions) => send<T>('POST', url, options),
  };
}

function failedAnswer(label: string, { status, headers, text }: HttpAnswer): RemoteError {
  return errorOfAnswer({ system: 'sign-in', label, status, headers, body: text });
}

function singleHeaders({ headers }: HttpAnswer): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
