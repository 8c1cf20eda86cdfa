import type { Agent } from 'node:https';
import type { TokenSource } from '../http/token.js';
import { sendHttp, type HttpAnswer } from '../http/transport.js';
import { answerError, beforeSending, transportError } from './failures.js';

/** One request. */
export interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  /** Absolute, https. Sent as it stands. */
  url: string;
  /** Method and route without ids, for errors, logs and metrics. */
  label: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** `text`: as sent, not parsed: an outage may answer in HTML. */
export type Answer = Pick<HttpAnswer, 'status' | 'text'> & { headers: Readonly<Record<string, unknown>> };

export interface Transport {
  /** Sends once, and once more with a new token after a 401. Throws RemoteError for everything but a 2xx. */
  send(call: Call, signal: AbortSignal): Promise<Answer>;
}

/** Speaks HTTP to Business Central over a keep-alive agent. Redirects are not followed: a token goes to the configured host only. */
export function createTransport({ agent, tokens }: { agent: Agent; tokens: TokenSource }): Transport {
  async function sendWith(token: string, { method, url, label, body, headers }: Call, signal: AbortSignal): Promise<Answer> {
    const call = {
      agent,
      method,
      url,
      signal,
      headers: {
        accept: 'application/json',
        'accept-language': 'en-US',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
        authorization: `Bearer ${token}`,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    };
    return sendHttp(call).catch((error: unknown) => Promise.reject(transportError(label, error, signal)));
  }

  return {
    async send(call, signal) {
      const token = await signedIn(tokens.token());
      let answer = await sendWith(token, call, signal);
      if (answer.status === 401) answer = await sendWith(await signedIn(tokens.renew(token)), call, signal);
      if (answer.status >= 200 && answer.status < 300) return answer;
      throw answerError(call.label, answer);
    },
  };
}

async function signedIn(token: Promise<string>): Promise<string> {
  try {
    return await token;
  } catch (error) {
    throw beforeSending(error);
  }
}
