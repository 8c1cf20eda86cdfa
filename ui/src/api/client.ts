import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './schema.js';
import { ApiProblem, problemFrom } from './problem.js';

export type Api = Client<paths>;

/** The HTTP client of the pages. `csrfToken` is asked at every write, so that a renewed token is used at once. */
export function createApi(csrfToken: () => string, locale: () => string): Api {
  const client = createClient<paths>({ baseUrl: window.location.origin, credentials: 'same-origin' });
  client.use(signRequests(csrfToken, locale));
  return client;
}

/** Filters are read in the locale the person sees, which need not be the browser's first. */
function signRequests(csrfToken: () => string, locale: () => string): Middleware {
  return {
    onRequest({ request }) {
      if (request.method !== 'GET') request.headers.set('x-csrf-token', csrfToken());
      request.headers.set('accept-language', locale());
      request.headers.set('accept', 'application/json, application/problem+json');
      return request;
    },
    onError({ error }) {
      if (error instanceof DOMException && error.name === 'AbortError') return undefined;
      return new ApiProblem(0, 'offline', '');
    },
  };
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's body. Throws {@link ApiProblem} for everything but success. */
export async function bodyOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call;
  if (!answer.response.ok) throw problemFrom(answer.response.status, answer.error);
  return answer.data as T;
}
