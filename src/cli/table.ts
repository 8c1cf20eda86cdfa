import Table from 'cli-table3';
import { localDate, localTime } from '../domain/time.js';
import { fit, indent, type Column } from './fit.js';

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

/** How wide a table may be: the terminal's width; null where all of it is wanted, as in a file or with `--wide`. */
export function roomFor({ wide }: { wide?: boolean }): number | null {
  return wide === true || !process.stdout.isTTY ? null : process.stdout.columns;
}

/** A plain table that fits the room: a heading, one line per row, numbers on the right, and a note of what was left out. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], room: number | null): string {
  const fitted = fit(columns, rows, room);
  const [head = '', ...lines] = plainLines(fitted.columns, fitted.rows);
  const { below, dropped } = fitted;
  const body =
    below === null ? lines : lines.flatMap((line, at) => [line, ...(below[at] ?? []).map((text) => ' '.repeat(indent) + text)]);
  const note = dropped.length === 0 ? [] : [`(Not shown for lack of room: ${dropped.join(', ')}. --wide shows everything.)`];
  return [head, ...body, ...note].join('\n');
}

function plainLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const made = new Table({
    head: columns.map((column) => column.name),
    chars: bare,
    colAligns: columns.map((column) => (column.right === true ? 'right' : 'left')),
    colWidths: columns.map(() => null),
    style: { 'padding-left': 0, 'padding-right': 0, head: process.stdout.isTTY ? ['bold'] : [], border: [], compact: true },
  });
  // A line end in a cell would take the row apart.
  made.push(...rows.map((row) => row.map((cell) => cell.replace(/\s*\n\s*/g, ' '))));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** Day and time in the business's zone; UTC, and said so, when the zone is not known. */
export function when(instant: string, zone: string | null): string {
  return `${localDate(instant, zone ?? 'UTC')} ${localTime(instant, zone ?? 'UTC')}${zone === null ? ' UTC' : ''}`;
}

/** Prints text, or JSON when asked for. */
export function print(json: boolean | undefined, value: unknown, text: () => string): void {
  process.stdout.write(`${json === true ? JSON.stringify(value, null, 2) : text()}\n`);
}

/** `1 draft`, `2 drafts`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
