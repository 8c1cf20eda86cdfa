import { z } from 'zod';
import { actorOf, isSignInConfigured } from '../actor.js';
import { attentionOf } from '../cues.js';
import { zonesOf } from '../zones.js';
import type { ServerOptions } from '../options.js';
import { problemResponse } from '../schemas/common.js';
import { overviewSchema, statusSchema } from '../schemas/status.js';
import type { Api } from './api.js';

/** How old the data is, what comes next and what stands in the way. */
export function statusRoutes(app: Api, options: ServerOptions): void {
  const { store, clock, desk } = options;

  app.get(
    '/api/status',
    { schema: { operationId: 'readStatus', response: { 200: statusSchema, ...problemResponse } } },
    async () => {
      const [facts, runs] = await Promise.all([options.status(), store.runs.list(0, 1)]);
      const signInConfigured = isSignInConfigured(options.actor);
      return { ...facts, lastRun: runs.rows[0] ?? null, signInConfigured, listensOnLoopbackOnly: !signInConfigured };
    },
  );

  app.get(
    '/api/overview',
    { schema: { operationId: 'readOverview', response: { 200: overviewSchema, ...problemResponse } } },
    async () => {
      const now = clock.now();
      const facts = await options.status();
      const [overview, counts] = await Promise.all([store.list.overview(now, zonesOf(facts.businesses)), store.list.counts(now)]);
      const { oldestWaiting } = overview;
      const attention = attentionOf({ counts, oldestWaiting, dataAsOf: facts.dataAsOf }, options.cues, now);
      return { ...overview, counts, attention };
    },
  );

  app.post(
    '/api/sync',
    { schema: { operationId: 'syncNow', response: { 202: z.object({ requested: z.boolean() }), ...problemResponse } } },
    async (request, reply) => {
      await desk.syncNow(actorOf(options.actor, request.cookies).actor);
      options.events.publish({ type: 'status' });
      return reply.code(202).send({ requested: true });
    },
  );
}
