#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { programVersion } from './app.js';
import { audit, type AuditOptions } from './cli/audit.js';
import { check } from './cli/check.js';
import { create, preview, type CreateCommandOptions } from './cli/create.js';
import { assign, decide, exclusion, mapService, retry, type DecideOptions } from './cli/decide.js';
import { list, type ListOptions } from './cli/list.js';
import { migrateDatabase } from './cli/migrate.js';
import { exitCodes, withCommonOptions, type CommonOptions } from './cli/session.js';
import { reconcile, type ReconcileOptions } from './cli/reconcile.js';
import { runs, syncOnce } from './cli/sync.js';
import { exportTemplates, importTemplates, previewAll, validate } from './cli/templates.js';
import { ConfigurationError, DatabaseError, RemoteError, RequestError, messageOf } from './domain/errors.js';
import { personalExclusionReasons } from './domain/item.js';

const program = new Command('bookledger')
  .description('Finished appointments from Microsoft Bookings onto draft sales invoices in Business Central, exactly once.')
  .version(programVersion())
  .showHelpAfterError('(bookledger --help lists the commands)')
  .exitOverride();

const command = (usage: string, description: string): Command =>
  withCommonOptions(program.command(usage).description(description));
const finish = (code: number | void): void => {
  process.exitCode = code ?? exitCodes.done;
};
const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value];

command('demo', 'run everything on this machine: sandbox, sync, pages')
  .option('--port <port>', 'port of the pages', '8420')
  .option('--once', 'stop after the list is printed')
  .action(async (options: CommonOptions & { port: string; once?: boolean }) => (await import('./cli/demo.js')).demo(options));
// The web server is loaded only where it is needed: a list should not wait for it.
command('serve', 'sync on schedule and serve the pages until stopped').action(async (options: CommonOptions) =>
  (await import('./cli/serve.js')).serve(options),
);
command('sync', 'read Bookings, match, map, push what is due and follow what finance did, once, now')
  .option('--once', 'accepted for clarity; there is no other way from here')
  .action(async (options: CommonOptions) => finish(await syncOnce(options)));
command('check', 'prove permissions and set-up on both sides; name what is missing and its fix').action(
  async (options: CommonOptions) => finish(await check(options)),
);
command('list', 'print the list Bookings Not Invoiced, or another view')
  .option(
    '--view <view>',
    'not-invoiced, ready, blocked, upcoming, scheduled, drafted, posted, excluded, cancelled or all',
    'not-invoiced',
  )
  .option('--search <words>', 'only rows that contain these words')
  .option('--by-payer', 'print sums by payer and currency instead of rows')
  .option('--limit <rows>', 'most rows to print', '200')
  .option('--csv', 'print CSV')
  .action(async (options: ListOptions) => list(options));

for (const [name, description, action] of [
  ['preview', 'show the drafts that would be made; write nothing', preview],
  ['create', 'create drafts in Business Central', create],
] as const) {
  command(name, description)
    .option('--all', 'everything that is ready')
    .option('--customer <number>', 'everything ready of one customer')
    .option('--company <company>', "the customer's company, by name or id, where several have that number")
    .option('--item <row>', 'one row; repeat for more', collect)
    .option('--others', 'also take the other ready rows of the same customers')
    .option('--bill-attendee', 'bill the attendee instead of the payer a rule names')
    .option('--date <day>', 'document date, YYYY-MM-DD')
    .action(async (options: CreateCommandOptions) => finish(await action(options)));
}

command('exclude <rows...>', 'keep rows off every invoice, with a reason')
  .requiredOption('--reason <text>', 'why, in your words')
  .option('--as <kind>', `${personalExclusionReasons.join(', ')}`, 'charge-removed')
  .option('--invoiced-as <number>', 'the document that already has it')
  .action(async (rows: string[], options: DecideOptions & { as: string; invoicedAs?: string }) =>
    finish(await decide(rows, exclusion(options.as, options.invoicedAs), options.reason ?? '', options)),
  );
command('undo <rows...>', 'take the last exclusion, price or period back')
  .addOption(new Option('--of <decision>', 'what to take back').choices(['exclusion', 'price', 'period']).default('exclusion'))
  .action(async (rows: string[], options: DecideOptions & { of: 'exclusion' | 'price' | 'period' }) =>
    finish(await decide(rows, { kind: 'undo', of: options.of }, '', options)),
  );
command('price <row> <unit-price>', 'set the price of a row that needs one')
  .requiredOption('--reason <text>', 'why, in your words')
  .option('--quantity <number>', 'quantity', '1')
  .action(async (row: string, unitPrice: string, options: DecideOptions & { quantity: string }) =>
    finish(await decide([row], { kind: 'set-price', unitPrice, quantity: options.quantity }, options.reason ?? '', options)),
  );
command('period <day> <rows...>', 'move rows into the billing period, month or week by the rules, that holds a day')
  .requiredOption('--reason <text>', 'why, in your words')
  .action(async (day: string, rows: string[], options: DecideOptions) =>
    finish(await decide(rows, { kind: 'set-period', day }, options.reason ?? '', options)),
  );
command('assign <row> <customer-number>', 'say which customer the attendee is; remembered').action(
  async (row: string, number: string, options: CommonOptions) => assign(row, number, options),
);
command('map <row> <item-number>', 'say which item the service is; remembered').action(
  async (row: string, number: string, options: CommonOptions) => mapService(row, number, options),
);
command('retry <rows...>', 'forget refusals of these rows and ask again').action(async (rows: string[], options: CommonOptions) =>
  finish(await retry(rows, options)),
);
command('runs [run]', 'what was done when, and what went wrong').action(async (run: string | undefined, options: CommonOptions) =>
  runs(run, options),
);

command('audit', 'print who did what, when and why')
  .option('--item <row>', 'only what was done to one row')
  .option('--invoice <document>', 'only what was done to one document, by its key or number')
  .option('--run <run>', 'only what a run did')
  .option('--since <day>', 'only from this day (UTC)')
  .option('--limit <entries>', 'most entries to print', '50')
  .option('--csv', 'print all as CSV')
  .action(async (options: AuditOptions) => audit(options));

command('reconcile', 'after a restored backup: documents in Business Central that this database does not know')
  .option('--accept', 'the rows they bill were dealt with; drafting goes on')
  .option('--reason <text>', 'why, in your words; with --accept')
  .action(async (options: ReconcileOptions) => finish(await reconcile(options)));

const templates = program.command('templates').description('check, try, export and import the templates');
const templateCommand = (usage: string, description: string): Command =>
  withCommonOptions(templates.command(usage).description(description)).option(
    '--directory <folder>',
    'folder with the templates',
  );
type TemplateOptions = CommonOptions & { directory?: string };
templateCommand('validate', 'list every fault with file and line').action((options: TemplateOptions) =>
  finish(validate(options)),
);
templateCommand('preview', 'show what they make of a sample appointment').action((options: TemplateOptions) =>
  previewAll(options),
);
templateCommand('export [file]', 'write them all into one file').action((file: string | undefined, options: TemplateOptions) =>
  exportTemplates(file, options),
);
templateCommand('import <file>', 'check an exported file and put it in place').action((file: string, options: TemplateOptions) =>
  finish(importTemplates(file, options)),
);

command('migrate', 'bring the database up to date')
  .option('--sql [database]', 'print the script instead: mssql or sqlite')
  .action(async (options: CommonOptions & { sql?: string | boolean }) => migrateDatabase(options));
program
  .command('sandbox [args...]')
  .description('start or steer the loopback stand-ins for Microsoft sign-in, Bookings and Business Central')
  .allowUnknownOption()
  .helpOption(false)
  .action(async (args: string[]) => {
    const { runSandboxCli } = await import('../sandbox/cli.js');
    await runSandboxCli(args);
  });

// A reader that has seen enough (`| head`) ends nobody's work; what cannot be written otherwise (a full disk) is told.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isReaderGone(error)) return;
  process.stderr.write(`The output could not be written: ${messageOf(error)}\n`);
  process.exit(exitCodes.failed);
});
// Nobody is left to tell: with `2>&1 | head` drafts must still be made to the end.
process.stderr.on('error', () => {});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** Says what went wrong in sentences, and picks the exit code. */
function explain(error: unknown): number {
  if (isReaderGone(error)) return exitCodes.done;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
  if (error instanceof ConfigurationError) {
    process.stderr.write(`The configuration cannot be used:\n${messageOf(error)}\n`);
    return exitCodes.misused;
  }
  if (error instanceof RequestError) {
    process.stderr.write(`${error.message}\n`);
    return error.kind === 'invalid' ? exitCodes.misused : exitCodes.partly;
  }
  const stack = isExpected(error) ? '' : `\n${(error as Error).stack ?? ''}`;
  process.stderr.write(`${messageOf(error)}${stack}\n`);
  return exitCodes.failed;
}

function isReaderGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** Other systems, the database and the file system fail in their own words; where in the program it happened helps nobody. */
function isExpected(error: unknown): boolean {
  return !(error instanceof Error) || error instanceof RemoteError || error instanceof DatabaseError || 'syscall' in error;
}
