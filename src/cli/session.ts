import type { Command } from 'commander';
import { openApp, type App } from '../app.js';
import { findConfigFile, loadConfig, secretsOf } from '../config.js';
import { atCommandLine } from '../domain/actor.js';
import { createLog } from '../log.js';

/** What every command ends with; scripts may rely on it. */
export const exitCodes = {
  done: 0,
  /** Something unexpected; the sentence and the log say what. */
  failed: 1,
  /** The command line, the configuration or a template is wrong. */
  misused: 2,
  /** Done in part: some rows were refused, some checks failed, a run is still waiting. */
  partly: 3,
} as const;

export interface CommonOptions {
  config?: string;
  json?: boolean;
  verbose?: boolean;
  /** Tables in full, however narrow the terminal. */
  wide?: boolean;
}

/** Options every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'configuration file (default: bookledger.yaml here, else the running demo)')
    .option('--json', 'print JSON for machines instead of text')
    .option('--wide', 'print tables in full, however narrow the terminal')
    .option('-v, --verbose', 'log what happens to standard error');
}

/** Opens the program for one command and closes it afterwards. SIGINT and SIGTERM stop the work at the next record. */
export async function withApp<T>(options: CommonOptions, work: (app: App, stop: AbortSignal) => Promise<T>): Promise<T> {
  const { config } = loadConfig(findConfigFile(options.config));
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const app = await openApp(config, createLog(options.verbose === true ? 'info' : 'error', secretsOf(config)), stop.signal);
  try {
    return await work(app, stop.signal);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await app.close();
  }
}

/** Who acts on the command line: the system's user, marked as such. */
export function commandLineActor(): string {
  return atCommandLine(process.env.SUDO_USER ?? process.env.USER ?? process.env.LOGNAME ?? 'somebody');
}
