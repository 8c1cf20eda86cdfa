import Table from 'cli-table3';
import type { Mode } from './job.js';
import type { Measured } from './measured.js';
import type { RouteCounts } from './sandbox.js';

/** Both sides of one size and mode. */
export interface Outcome {
  size: number;
  mode: Mode;
  loop: Record<'import' | 'unchanged', Measured>;
  product: Record<'import' | 'draft' | 'follow' | 'unchanged', Measured>;
}

/** What the project promises (README, "Speed"). */
export const targets = { ratio: 1.3, unchangedCpuShare: 0.05, peakMb: 250 };

/** Wall time of the product's import and drafting against the loop's. */
export function ratioOf({ loop, product }: Outcome): number {
  return whole(product, 'wallMs') / loop.import.wallMs;
}

/** CPU time of a cycle in which nothing changed, as a share of the first import's. */
export function unchangedShareOf({ product }: Outcome): number {
  return product.unchanged.cpuMs / product.import.cpuMs;
}

/** The same as a share of the first import and drafting. */
export function unchangedShareOfAll({ product }: Outcome): number {
  return product.unchanged.cpuMs / whole(product, 'cpuMs');
}

/** What the loop needs to read and parse the pages of the window again, as a share of the product's first import. */
export function loopShareOf({ loop, product }: Outcome): number {
  return loop.unchanged.cpuMs / product.import.cpuMs;
}

/** One size and mode: times of each part, then requests by route. */
export function describeOutcome(outcome: Outcome): string {
  const { loop, product } = outcome;
  const times = new Table({ head: ['', 'wall s', 'CPU s', 'peak MB'], colAligns: ['left', 'right', 'right', 'right'], ...plain });
  times.push(
    ['loop', seconds(loop.import.wallMs), seconds(loop.import.cpuMs), loop.import.peakMb.toFixed(0)],
    ['  the pages again', seconds(loop.unchanged.wallMs), seconds(loop.unchanged.cpuMs), loop.unchanged.peakMb.toFixed(0)],
    ['product', seconds(whole(product, 'wallMs')), seconds(whole(product, 'cpuMs')), product.draft.peakMb.toFixed(0)],
    ...(['import', 'draft', 'follow', 'unchanged'] as const).map((name) => {
      const { wallMs, cpuMs, peakMb } = product[name];
      return [`  ${phaseNames[name]}`, seconds(wallMs), seconds(cpuMs), peakMb.toFixed(0)];
    }),
  );
  const heading = `${outcome.size.toLocaleString('en')} appointments, attendees ${outcome.mode === 'filled' ? 'in the lists' : 'by a GET for each'}`;
  const ratio = `product / loop: ${ratioOf(outcome).toFixed(2)} of the wall time (target ${targets.ratio}).`;
  const unchanged =
    `unchanged cycle: ${percent(unchangedShareOf(outcome))} of the first import's CPU (target ${percent(targets.unchangedCpuShare)}), ` +
    `${percent(unchangedShareOfAll(outcome))} of import and drafting; the loop's for the same pages is ${percent(loopShareOf(outcome))} of the first import's.`;
  return [heading, times.toString(), ratio, unchanged, describeRequests(outcome)].join('\n');
}

const phaseNames = { import: 'first import', draft: 'create all', follow: 'next cycle', unchanged: 'unchanged cycle' };

function whole(product: Outcome['product'], field: 'wallMs' | 'cpuMs'): number {
  return product.import[field] + product.draft[field];
}

function describeRequests({ loop, product }: Outcome): string {
  const both: RouteCounts = { ...product.import.requests };
  for (const [route, count] of Object.entries(product.draft.requests)) both[route] = (both[route] ?? 0) + count;
  const columns = [loop.import.requests, both, product.follow.requests, product.unchanged.requests];
  const routes = [...new Set(columns.flatMap((column) => Object.keys(column)))].sort();
  const table = new Table({
    head: ['requests', 'loop', 'product', 'next cycle', 'unchanged'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    ...plain,
  });
  table.push(...routes.map((route) => [route, ...columns.map((column) => String(column[route] ?? ''))]));
  return table.toString();
}

/** All sizes under each other, so that growth shows. */
export function describeGrowth(outcomes: readonly Outcome[]): string {
  const table = new Table({
    head: ['appointments', 'attendees', 'loop s', 'product s', 'ratio', 'CPU ms each', 'peak MB', 'unchanged CPU', 'targets'],
    colAligns: ['right', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
    ...plain,
  });
  for (const outcome of outcomes) {
    const { size, mode, loop, product } = outcome;
    table.push([
      size.toLocaleString('en'),
      mode,
      seconds(loop.import.wallMs),
      seconds(whole(product, 'wallMs')),
      ratioOf(outcome).toFixed(2),
      (whole(product, 'cpuMs') / size).toFixed(2),
      product.unchanged.peakMb.toFixed(0),
      percent(unchangedShareOf(outcome)),
      missed(outcome).join(', ') || 'met',
    ]);
  }
  return table.toString();
}

/** The targets an outcome does not meet. The ratio is promised for 10,000 appointments, memory for 100,000. */
export function missed(outcome: Outcome): string[] {
  const faults: string[] = [];
  if (outcome.size === 10_000 && ratioOf(outcome) > targets.ratio) faults.push('ratio');
  if (outcome.size >= 10_000 && unchangedShareOf(outcome) > targets.unchangedCpuShare) faults.push('unchanged');
  if (outcome.product.unchanged.peakMb > targets.peakMb) faults.push('memory');
  return faults;
}

const plain = {
  chars: {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: ' ',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: ' ',
  },
  style: { head: [], border: [], compact: true },
};

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 1000 ? 3 : 1);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
