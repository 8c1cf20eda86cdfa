/** `npm run bench`: the product against a bare loop of the requests it cannot do without, on one sandbox. See docs/benchmark.md. */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { defaultGraphSettings } from '../sandbox/graph/settings.js';
import { modes, type Mode } from './job.js';
import { measureProgram, type Measured } from './measured.js';
import { describeGrowth, describeOutcome, missed, type Outcome } from './report.js';
import { startSandbox, type BenchSandbox } from './sandbox.js';
import { prepareJob } from './setup.js';

interface Flags {
  sizes: number[];
  modes: Mode[];
  latency: number;
  customers: number;
  pageSize: number;
  profile?: string;
  all?: boolean;
}

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('Not a whole number.');
  return number;
};

function modesIn(text: string): Mode[] {
  return text.split(',').map((word) => {
    const mode = modes.find((known) => known === word);
    if (mode === undefined) throw new InvalidArgumentError(`Modes are ${modes.join(' and ')}.`);
    return mode;
  });
}

const program = new Command('bench')
  .description('Measures the first import and drafting against a bare request loop')
  .option(
    '--sizes <numbers>',
    'appointments, separated by commas',
    (text) => text.split(',').map(wholeNumber),
    [1_000, 10_000, 100_000],
  )
  .option('--modes <modes>', 'filled: lists tell the attendees; empty: a GET for each', modesIn, [...modes])
  .option('--latency <ms>', 'added to every answer', wholeNumber, 20)
  .option('--customers <number>', 'people who booked', wholeNumber, 200)
  .option('--page-size <entries>', 'appointments a page', wholeNumber, defaultGraphSettings.pageSize)
  .option('--profile <folder>', 'write a CPU profile of the product')
  .option('--all', 'also what takes longest: 100,000 with a GET for each');

/** Appointments above which a GET for each is left out unless asked for: at four at once it is latency alone. */
const longestEmpty = 20_000;

async function measure(sandbox: BenchSandbox, directory: string, size: number, mode: Mode, flags: Flags): Promise<Outcome> {
  const job = prepareJob(directory, sandbox, mode);
  await sandbox.reset(size, flags.customers, mode);
  const loop = (await measureProgram('raw-loop', ['import', 'unchanged'], job, sandbox)) as Outcome['loop'];
  await sandbox.reset(size, flags.customers, mode);
  const phases = ['import', 'draft', 'follow', 'unchanged'];
  const product = (await measureProgram('product', phases, job, sandbox, flags.profile)) as Outcome['product'];
  checkSame(loop.import, product, size);
  return { size, mode, loop, product };
}

/** A comparison of different work would mean nothing. */
function checkSame(loop: Measured, product: Outcome['product'], size: number): void {
  const { result } = product.draft;
  if (loop.result['appointments'] !== size || result['selected'] !== size || result['leftOut'] !== 0) {
    throw new Error(
      `Both should have billed ${size} appointments: the loop ${loop.result['appointments']}, the product ${JSON.stringify(result)}.`,
    );
  }
  if (loop.result['drafts'] !== result['created'])
    throw new Error(`Drafts differ: ${loop.result['drafts']} and ${result['created']}.`);
}

async function main(flags: Flags): Promise<void> {
  const directory = resolve('.data/bench');
  rmSync(directory, { recursive: true, force: true });
  const sandbox = await startSandbox(join(directory, 'sandbox'), flags.latency, flags.pageSize);
  const outcomes: Outcome[] = [];
  const left: string[] = [];
  try {
    say(
      `${flags.customers} customers, ${flags.latency} ms latency, pages of ${flags.pageSize}, ${availableParallelism()} cores, Node ${process.version}.`,
    );
    say('Graph 4 requests at once, Business Central 5; its limit of 6,000 requests in 5 minutes is lifted here.\n');
    await measure(sandbox, join(directory, 'warm-up'), 500, 'filled', flags);
    for (const size of flags.sizes) {
      for (const mode of flags.modes) {
        if (mode === 'empty' && size > longestEmpty && flags.all !== true) {
          left.push(`${size.toLocaleString('en')} with a GET for each (add --all)`);
          continue;
        }
        const outcome = await measure(sandbox, join(directory, `${size}-${mode}`), size, mode, flags);
        outcomes.push(outcome);
        say(`${describeOutcome(outcome)}\n`);
      }
    }
    say(describeGrowth(outcomes));
    if (left.length > 0) say(`Left out: ${left.join('; ')}.`);
  } finally {
    await sandbox.stop();
  }
  process.exitCode = outcomes.some((outcome) => missed(outcome).length > 0) ? 1 : 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main(program.parse().opts<Flags>());
