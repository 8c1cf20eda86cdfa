import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { registerMetrics } from './metrics.js';
import type { ServerOptions } from './options.js';
import { registerPages } from './pages.js';
import { answerProblem } from './problem.js';
import type { Api } from './routes/api.js';
import { auditRoutes } from './routes/audit.js';
import { calendarRoutes } from './routes/calendar.js';
import { createRoutes } from './routes/create.js';
import { customerRoutes } from './routes/customers.js';
import { decisionRoutes } from './routes/decisions.js';
import { erpRoutes } from './routes/erp.js';
import { eventRoutes } from './routes/events.js';
import { exportRoutes } from './routes/export.js';
import { filterRoutes } from './routes/filter.js';
import { healthRoutes } from './routes/health.js';
import { invoiceRoutes } from './routes/invoices.js';
import { itemRoutes } from './routes/items.js';
import { meRoutes } from './routes/me.js';
import { runRoutes } from './routes/runs.js';
import { statusRoutes } from './routes/status.js';
import { registerSecurity, requireCsrfToken } from './security.js';
import { tellInReadersLanguage } from './wording.js';

/** The areas of the API; each file is one of them. */
const areas = [
  meRoutes,
  statusRoutes,
  itemRoutes,
  decisionRoutes,
  erpRoutes,
  createRoutes,
  runRoutes,
  eventRoutes,
  invoiceRoutes,
  customerRoutes,
  calendarRoutes,
  exportRoutes,
  auditRoutes,
  filterRoutes,
];

/** The pages' server, ready for requests but not listening: see {@link mayListenOn} for where it may. Close it before the store. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    // A line for every request would bury what matters; how long they take is measured instead.
    logController: new LogController({ disableRequestLogging: true }),
    // Named to the person on a fault, and found in the log also after a restart.
    genReqId: () => randomUUID(),
    bodyLimit: options.limits.bodyBytes,
    // Addresses hold ids of other systems, which are long.
    routerOptions: { maxParamLength: 300 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  registerMetrics(app, options);
  await registerSecurity(app, options);
  await registerDocument(app);
  await registerPages(app, options.uiDirectory);
  await app.register(async (api) => registerApi(api.withTypeProvider(), options));
  await app.ready();
  return app;
}

async function registerDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bookledger',
        version: '1',
        description: 'What the pages ask the service. Every change needs the header x-csrf-token from GET /api/me.',
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

function registerApi(api: Api, options: ServerOptions): void {
  requireCsrfToken(api);
  tellInReadersLanguage(api);
  // Answers hold personal data and are true for a moment only.
  api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  for (const area of areas) area(api, options);
  healthRoutes(api, options);
  api.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(api.swagger()));
}
