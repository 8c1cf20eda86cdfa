import Table from 'cli-table3';
import { localDate, localTime } from '../domain/time.js';

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Width where the output is no terminal, for instance a file. */
const paperWidth = 200;

/**
 * A plain table: a heading, one line per row, numbers on the right. A last column that fills takes what the others leave of the line, and is cut
 * there.
 */
export function table(
  headings: readonly { name: string; right?: boolean; fill?: boolean }[],
  rows: readonly (readonly string[])[],
): string {
  const filled = headings.at(-1)?.fill === true;
  if (!filled) return plainTable(headings, rows);
  const others = plainTable(
    headings.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
  );
  const taken = Math.max(...others.split('\n').map((line) => line.length)) + 2;
  const room = Math.max(40, (process.stdout.columns ?? paperWidth) - taken);
  return plainTable(
    headings,
    rows.map((row) => [...row.slice(0, -1), short(row.at(-1) ?? '', room)]),
  );
}

function plainTable(headings: readonly { name: string; right?: boolean }[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map(() => null);
  const made = new Table({
    head: headings.map((heading) => heading.name),
    chars: bare,
    colAligns: headings.map((heading) => (heading.right === true ? 'right' : 'left')),
    colWidths: widths,
    style: { 'padding-left': 0, 'padding-right': 0, head: process.stdout.isTTY ? ['bold'] : [], border: [], compact: true },
  });
  made.push(...rows.map((row) => [...row]));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Day and time in the business's zone; UTC, and said so, when the zone is not known. */
export function when(instant: string, zone: string | null): string {
  return `${localDate(instant, zone ?? 'UTC')} ${localTime(instant, zone ?? 'UTC')}${zone === null ? ' UTC' : ''}`;
}

/** At most `width` characters, with a sign that something is missing. */
export function short(text: string, width: number): string {
  const graphemes = [...new Intl.Segmenter().segment(text)].map((part) => part.segment);
  return graphemes.length <= width ? text : `${graphemes.slice(0, width - 1).join('')}…`;
}

/** Prints text, or JSON when asked for. */
export function print(json: boolean | undefined, value: unknown, text: () => string): void {
  process.stdout.write(`${json === true ? JSON.stringify(value, null, 2) : text()}\n`);
}

/** `1 draft`, `2 drafts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
