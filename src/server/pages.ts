import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { say } from '../domain/words/sentence.js';
import { sendProblem } from './problem.js';

/** A name with a hash of the content in it, as the build writes them: it never holds anything else. */
const hashedAsset = /[/\\]assets[/\\][^/\\]*-[\w-]{8,}\.\w+(\.map)?$/;

/**
 * Serves the built pages. Any address that is neither a file nor part of the API is a page of the application, which finds its own way;
 * the page itself is never cached, so a new version is seen at the next visit. Null serves no pages.
 */
export async function registerPages(app: FastifyInstance, uiDirectory: string | null): Promise<void> {
  if (uiDirectory !== null) {
    await app.register(fastifyStatic, {
      root: uiDirectory,
      index: false,
      cacheControl: false,
      schemaHide: true,
      setHeaders: (reply, path) => void reply.setHeader('cache-control', cachingOf(path)),
    });
    app.get('/', { schema: { hide: true } }, (_request, reply) => reply.sendFile('index.html'));
  }
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    if (uiDirectory !== null && isPage(request)) return reply.sendFile('index.html');
    return answerUnknown(request, reply);
  });
}

function cachingOf(path: string): string {
  if (hashedAsset.test(path)) return 'public, max-age=31536000, immutable';
  return path.endsWith('.html') ? 'no-store' : 'no-cache';
}

/** A missing script or image is missing; only what a browser opens as a page gets the page. */
function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '';
  if (request.method !== 'GET' || /^\/api(\/|$)/.test(path) || /\/assets\//.test(path)) return false;
  return (request.headers.accept ?? '').includes('text/html');
}

function answerUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  return sendProblem(reply, {
    status: 404,
    title: say('title-not-found'),
    code: 'unknown-address',
    detail: [say('nothing-at-address', { address: `${request.method} ${path}` })],
  });
}
