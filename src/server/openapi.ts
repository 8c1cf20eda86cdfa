import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { defaultCues } from './cues.js';
import { createRunEvents } from './events.js';
import { defaultLimits, type ServerOptions } from './options.js';
import { buildServer } from './server.js';

/**
 * The OpenAPI 3.1 document of the API, the same as /api/openapi.json, made without a database.
 *
 * The pages' types are generated from a file of it:
 *
 *     npm run build:server
 *     node dist/src/server/openapi.js openapi.json
 *     npx openapi-typescript openapi.json -o ui/src/api/schema.d.ts
 */
export async function openApiDocument(): Promise<Record<string, unknown>> {
  const app = await buildServer(documentOnly());
  try {
    return { ...app.swagger() };
  } finally {
    await app.close();
  }
}

/** Writes the document to a file. */
export async function writeOpenApiDocument(file: string): Promise<void> {
  await writeFile(file, `${JSON.stringify(await openApiDocument(), null, 2)}\n`);
}

/** Describing the routes calls none of them, so nothing behind them is needed. */
function documentOnly(): ServerOptions {
  return {
    store: absent('store'),
    desk: absent('desk'),
    clock: { now: () => '1970-01-01T00:00:00.000Z' },
    cardUrl: () => null,
    appointmentUrl: () => null,
    periodOf: () => null,
    status: () => Promise.reject(new Error('The document has no status.')),
    events: createRunEvents(() => undefined),
    actor: { kind: 'loopback', name: 'nobody' },
    limits: defaultLimits,
    cues: defaultCues,
    uiDirectory: null,
    metrics: new Registry(),
    log: pino({ level: 'silent' }),
    secureCookies: true,
  };
}

function absent<Part extends object>(name: string): Part {
  return new Proxy({} as Part, {
    get: (_target, property) => () => Promise.reject(new Error(`The document has no ${name}.${String(property)}.`)),
  });
}

const [, script, file] = process.argv;
if (script !== undefined && import.meta.url === pathToFileURL(script).href && file !== undefined)
  await writeOpenApiDocument(file);
