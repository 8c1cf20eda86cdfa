import { openApp } from '../../../src/app.js';
import { loadConfig } from '../../../src/config.js';
import { messageOf } from '../../../src/domain/errors.js';
import { createLog } from '../../../src/log.js';
import { watchPort, watchStore } from './calls.js';
import { createExecutioner, tell, type Plan } from './plan.js';
import { retryEverything, startDaemonOnce, workUntilBilled } from './work.js';

/** What the parent wants of this process. */
export interface Order {
  configFile: string;
  plan: Plan;
  /** Everything to its end; one start of the daemon; one press of "retry". */
  job: 'bill' | 'daemon' | 'retry';
  limitMs: number;
}

/** The real program on its real database, with somebody standing behind it who may end it at any call. */
async function main(order: Order): Promise<void> {
  const { config } = loadConfig(order.configFile);
  const app = await openApp(config, createLog(config.log.level));
  const { listen, calls } = createExecutioner(order.plan);
  app.context.store = watchStore(app.context.store, listen);
  app.context.erp = watchPort(app.context.erp, 'erp', listen);
  app.context.source = watchPort(app.context.source, 'source', listen);
  tell({ ready: true });
  if (order.job === 'bill') await workUntilBilled(app, order.limitMs);
  else await (order.job === 'daemon' ? startDaemonOnce(app) : retryEverything(app));
  await app.close();
  tell({ finished: { calls: calls() } });
  process.disconnect();
}

main(JSON.parse(process.argv[2]!) as Order).catch((error: unknown) => {
  tell({ stuck: messageOf(error) });
  process.exit(1);
});
