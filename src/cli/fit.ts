/** A column of a printed table, and what may happen to it where the terminal is too narrow. */
export interface Column {
  name: string;
  /** Numbers stand on the right. */
  right?: boolean;
  /** May be cut to this many characters. */
  least?: number;
  /** May be left out; the lowest number first. */
  drop?: number;
  /** The last column only: what does not fit beside the others goes on a line of its own below them. */
  below?: boolean;
}

/** A table as it fits: cells cut, columns left out, and the last column apart when it has lines of its own. */
export interface Fitted {
  columns: Column[];
  rows: string[][];
  /** The last column's lines, by row; null when it stands beside the others. */
  below: string[][] | null;
  /** Names of the columns left out. */
  dropped: string[];
}

/** Between two columns. */
export const gap = 2;
/** Before a text that has a line of its own. */
export const indent = 4;

/** Fits a table into a width by cutting what may be cut, then moving the last column below, then leaving columns out. Null: nothing is cut. */
export function fit(columns: readonly Column[], rows: readonly (readonly string[])[], width: number | null): Fitted {
  const whole = { columns: [...columns], rows: rows.map((row) => [...row]), below: null, dropped: [] };
  if (width === null) return whole;
  const beside = cut(whole, width);
  if (beside !== null) return beside;
  if (columns.at(-1)?.below !== true) return leaveOut(whole, width);
  const below = rows.map((row) => inLines(row.at(-1) ?? '', Math.max(20, width - indent)));
  const others = { ...whole, columns: columns.slice(0, -1), rows: whole.rows.map((row) => row.slice(0, -1)) };
  return { ...leaveOut(others, width), below };
}

function leaveOut(table: Fitted, width: number): Fitted {
  const fitted = cut(table, width);
  if (fitted !== null) return fitted;
  const expendable = table.columns.filter(({ drop }) => drop !== undefined).sort((a, b) => a.drop! - b.drop!)[0];
  // Nothing more may go: better too wide than useless.
  if (expendable === undefined) return cutTo(table, leastWidths(table));
  const at = table.columns.indexOf(expendable);
  const without = {
    ...table,
    columns: table.columns.toSpliced(at, 1),
    rows: table.rows.map((row) => row.toSpliced(at, 1)),
    dropped: [...table.dropped, expendable.name],
  };
  return leaveOut(without, width);
}

/** The widest columns give first, until the line fits; null when it cannot. */
function cut(table: Fitted, width: number): Fitted | null {
  const widths = naturalWidths(table);
  const least = leastWidths(table);
  const room = width - gap * (widths.length - 1);
  while (widths.reduce((sum, one) => sum + one, 0) > room) {
    const spare = widths.map((one, at) => (one > least[at]! ? one : 0));
    const widest = Math.max(...spare);
    if (widest === 0) return null;
    widths[spare.indexOf(widest)]! -= 1;
  }
  return cutTo(table, widths);
}

function cutTo(table: Fitted, widths: readonly number[]): Fitted {
  return { ...table, rows: table.rows.map((row) => row.map((cell, at) => short(cell, widths[at]!))) };
}

function naturalWidths({ columns, rows }: Fitted): number[] {
  return columns.map(({ name }, at) => Math.max(cellsOf(name), ...rows.map((row) => cellsOf(row[at] ?? ''))));
}

function leastWidths(table: Fitted): number[] {
  return naturalWidths(table).map((natural, at) => {
    const { least, name } = table.columns[at]!;
    return least === undefined ? natural : Math.min(natural, Math.max(least, name.length));
  });
}

const segmenter = new Intl.Segmenter();
/** Signs that take the room of two. */
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** How many places of a terminal a text takes. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const { segment } of segmenter.segment(text)) cells += wide.test(segment) ? 2 : 1;
  return cells;
}

/** Lines a text below its row may take. */
const mostLines = 2;

/** A text broken between words; the last line is cut when it does not end there. */
function inLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (lines.length < mostLines - 1 && cellsOf(rest) > width) {
    const most = beginning(rest, width);
    const end = rest[most.length] === ' ' ? most.length : most.lastIndexOf(' ');
    const line = end > 0 ? most.slice(0, end) : most;
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  return rest === '' ? lines : [...lines, short(rest, width)];
}

/** A text of at most `width` places, with a sign that something is missing. */
export function short(text: string, width: number): string {
  return cellsOf(text) <= width ? text : `${beginning(text, width - 1)}…`;
}

/** As much of a text as fits, in whole characters. */
function beginning(text: string, width: number): string {
  let kept = '';
  let cells = 0;
  for (const { segment } of segmenter.segment(text)) {
    cells += cellsOf(segment);
    if (cells > width) break;
    kept += segment;
  }
  return kept;
}
