import type { Agent } from 'node:https';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { TokenSource } from '../http/token.js';
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

export interface Answer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, unknown>;
  /** As sent, not parsed: an outage may answer in HTML. */
  text: string;
}

export interface Transport {
  /** Sends once, and once more with a new token after a 401. Throws RemoteError for everything but a 2xx. */
  send(call: Call, signal: AbortSignal): Promise<Answer>;
}

/** Speaks HTTP to Business Central over a keep-alive agent. Redirects are not followed: a token goes to the configured host only. */
export function createTransport(options: { agent: Agent; tokens: TokenSource }): Transport {
  const { agent, tokens } = options;
  const client = axios.create({
    adapter: 'http',
    httpsAgent: agent,
    proxy: false,
    maxRedirects: 0,
    responseType: 'text',
    transformResponse: [(text: unknown) => text],
    validateStatus: () => true,
    headers: { common: { Accept: 'application/json', 'Accept-Language': 'en-US' } },
  });

  async function sendWith(token: string, call: Call, signal: AbortSignal): Promise<Answer> {
    const { status, headers, data } = await exchange(client, call, token, signal);
    return { status, headers: headers as Record<string, unknown>, text: data };
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

async function exchange(client: AxiosInstance, call: Call, token: string, signal: AbortSignal): Promise<AxiosResponse<string>> {
  const headers = { ...call.headers, Authorization: `Bearer ${token}` };
  try {
    return await client.request<string>({ method: call.method, url: call.url, data: call.body, headers, signal });
  } catch (error) {
    throw transportError(call.label, error, signal);
  }
}
