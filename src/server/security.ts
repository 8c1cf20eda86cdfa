import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { say } from '../domain/words/sentence.js';
import { isLoopback, isSignInConfigured } from './actor.js';
import type { ServerOptions } from './options.js';
import { sendProblem } from './problem.js';

/** Cookies, headers, request limits and the guard against foreign pages, for every route. */
export async function registerSecurity(app: FastifyInstance, options: ServerOptions): Promise<void> {
  if (!isSignInConfigured(options.actor)) refuseForeignHosts(app);
  await app.register(helmet, headers(options.secureCookies));
  await app.register(cookie);
  await app.register(rateLimit, {
    max: options.limits.requestsPerMinute,
    timeWindow: '1 minute',
    // The files of the pages cost nothing and never change; a page opened anew would use up its own requests.
    allowList: (request) => request.url.startsWith('/assets/'),
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error('Too many requests.'), {
        statusCode: context.statusCode,
        retryAfterSeconds: Math.ceil(context.ttl / 1000),
      }),
  });
  await app.register(csrf, {
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict', secure: options.secureCookies },
    getToken: (request: FastifyRequest) => tokenOf(request.headers['x-csrf-token']),
  });
}

/** Every request that may change something must carry the token of a page we served. */
export function requireCsrfToken(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'GET' || request.method === 'HEAD') done();
    else app.csrfProtection(request, reply, done);
  });
}

/**
 * Without sign-in only this machine may call, and a page elsewhere must not reach us through a name that points here (DNS rebinding):
 * such a request names the foreign host.
 */
function refuseForeignHosts(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isLoopback(request.hostname)) return;
    const said = { title: say('title-wrong-address'), detail: [say('wrong-address')] };
    return sendProblem(reply, { status: 403, code: 'foreign-host', ...said });
  });
}

function tokenOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

/** Scripts come from us alone and never from a page's text; the design system adds its styles at run time and icon fonts as data. */
function headers(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: secure ? { maxAge: 31_536_000 } : false,
  } as const;
}
