import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, demoUserCookie, switchedActor, type Actor } from '../actor.js';
import { localeOf } from '../reader.js';
import type { ServerOptions } from '../options.js';
import { problemResponse } from '../schemas/common.js';
import { meSchema } from '../schemas/status.js';
import type { Api } from './api.js';

/** Who acts, in which language, and the token every change must carry. */
export function meRoutes(app: Api, options: ServerOptions): void {
  app.get('/api/me', { schema: { operationId: 'readMe', response: { 200: meSchema, ...problemResponse } } }, (request, reply) =>
    meOf(actorOf(options.actor, request.cookies), request, reply),
  );

  app.post(
    '/api/me',
    {
      schema: {
        operationId: 'switchDemoUser',
        body: z.strictObject({ actor: z.string().min(1).max(100) }),
        response: { 200: meSchema, ...problemResponse },
      },
    },
    (request, reply) => {
      const actor = switchedActor(options.actor, request.body.actor);
      void reply.setCookie(demoUserCookie, actor.actor, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: options.secureCookies,
      });
      return meOf(actor, request, reply);
    },
  );
}

function meOf(actor: Actor, request: FastifyRequest, reply: FastifyReply): z.output<typeof meSchema> {
  return { ...actor, csrfToken: reply.generateCsrf(), locale: localeOf(request.headers['accept-language']) };
}
