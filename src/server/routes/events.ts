import { Readable } from 'node:stream';
import { z } from 'zod';
import { RequestError } from '../../domain/errors.js';
import { say } from '../../domain/words/sentence.js';
import type { RunEvent } from '../events.js';
import { createEventLog, type EventLog, type NumberedEvent } from '../eventLog.js';
import type { ServerOptions } from '../options.js';
import { readerOfRequest, type Reader } from '../reader.js';
import { localeSchema, problemResponse } from '../schemas/common.js';
import { worded } from '../wording.js';
import type { Api } from './api.js';

/** A page that does not read for this long a backlog is cut off; its browser connects again and catches up. */
const backlogBytes = 1_048_576;

/** News for open pages as server-sent events; a page that missed some is told to read everything again. */
export function eventRoutes(app: Api, options: ServerOptions): void {
  const log = createEventLog(options.events, options.clock.now());
  const streams = new Set<Readable>();
  // Open streams would keep the server from stopping.
  app.addHook('preClose', async () => {
    log.stop();
    for (const stream of streams) stream.push(null);
  });

  app.get(
    '/api/events',
    {
      schema: {
        operationId: 'followEvents',
        // A browser cannot send the header Accept-Language of its choice with an event stream.
        querystring: z.strictObject({ locale: localeSchema.optional() }),
        response: {
          200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: z.any() } } },
          ...problemResponse,
        },
      },
    },
    (request, reply) => {
      if (streams.size >= options.limits.eventStreams) throw new RequestError('conflict', say('too-many-pages'));
      const stream = openStream(
        log,
        lastIdOf(request.headers['last-event-id']),
        options.limits.heartbeatMs,
        readerOfRequest(request),
      );
      streams.add(stream);
      stream.once('close', () => streams.delete(stream));
      return reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' }).type('text/event-stream').send(stream);
    },
  );
}

function openStream(log: EventLog, lastId: string | null, heartbeatMs: number, reader: Reader): Readable {
  const stream = new Readable({ read: () => undefined });
  const write = (text: string) => {
    stream.push(text);
    if (stream.readableLength > backlogBytes) stream.destroy();
  };
  write('retry: 3000\n\n');
  for (const missed of log.since(lastId)) write(textOf(missed, reader));
  const stopFollowing = log.follow((event) => write(textOf(event, reader)));
  const heartbeat = setInterval(() => write(': alive\n\n'), heartbeatMs).unref();
  stream.once('close', () => {
    clearInterval(heartbeat);
    stopFollowing();
  });
  return stream;
}

function textOf({ id, event }: NumberedEvent, reader: Reader): string {
  return `${id === null ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(worded(event satisfies RunEvent, reader))}\n\n`;
}

function lastIdOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && header !== '' ? header : null;
}
