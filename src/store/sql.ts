/** What a statement may be given as a parameter. Booleans are stored as 0 and 1. */
export type SqlValue = string | number | null;

/** A piece of SQL whose values travel as parameters, never as text. Made with {@link sql}. */
export interface Sql {
  /** Text between the parameters; one longer than `values`. */
  readonly parts: readonly string[];
  readonly values: readonly SqlValue[];
}

/** A statement or a piece of one: `sql\`stage = ${stage}\``. Pieces may be put into each other. */
export function sql(strings: TemplateStringsArray, ...inserts: readonly (SqlValue | Sql)[]): Sql {
  const builder = new Builder(strings[0] ?? '');
  inserts.forEach((insert, index) => {
    if (isSql(insert)) builder.piece(insert);
    else builder.value(insert);
    builder.text(strings[index + 1] ?? '');
  });
  return builder.build();
}

/** Text that is part of the program (a column, a direction), never something a person typed. */
export function trusted(text: string): Sql {
  return { parts: [text], values: [] };
}

/** Pieces with a separator between them. */
export function joined(pieces: readonly Sql[], separator: string): Sql {
  const builder = new Builder('');
  pieces.forEach((piece, index) => {
    if (index > 0) builder.text(separator);
    builder.piece(piece);
  });
  return builder.build();
}

/** All conditions together; true when there is none. */
export function every(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? trusted('1 = 1') : joined(conditions.map(bracketed), ' AND ');
}

/** Any of the conditions; false when there is none. */
export function some(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? trusted('1 = 0') : sql`(${joined(conditions.map(bracketed), ' OR ')})`;
}

/** Sizes of IN lists: few different texts keep the prepared statements few. */
const listSizes = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Most values {@link oneOf} takes: two lists and a few more parameters stay under SQL Server's 2,100. */
export const maxListed = 500;

/** `column IN (…)`, filled up with the last value to one of a few lengths. At most {@link maxListed} values. */
export function oneOf(column: string, values: readonly SqlValue[]): Sql {
  if (values.length === 0) return trusted('1 = 0');
  const size = listSizes.find((candidate) => candidate >= values.length);
  if (size === undefined) throw new RangeError(`At most ${maxListed} values at a time, not ${values.length}.`);
  const filled = [...values, ...Array<SqlValue>(size - values.length).fill(values.at(-1)!)];
  return { parts: [`${column} IN (`, ...Array<string>(size - 1).fill(', '), ')'], values: filled };
}

/** Cuts a list into pieces a statement can take. */
export function chunked<T>(values: readonly T[], size: number = maxListed): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < values.length; start += size) chunks.push(values.slice(start, start + size));
  return chunks;
}

/** The text with the placeholders of a database. */
export function textOf(statement: Sql, placeholder: (index: number) => string): string {
  let text = statement.parts[0] ?? '';
  for (let index = 1; index < statement.parts.length; index += 1) {
    text += placeholder(index - 1) + statement.parts[index];
  }
  return text;
}

function bracketed(piece: Sql): Sql {
  return sql`(${piece})`;
}

function isSql(insert: SqlValue | Sql): insert is Sql {
  return typeof insert === 'object' && insert !== null;
}

class Builder {
  private readonly parts: string[];
  private readonly values: SqlValue[] = [];

  constructor(start: string) {
    this.parts = [start];
  }

  text(text: string): void {
    this.parts[this.parts.length - 1] += text;
  }

  value(value: SqlValue): void {
    this.values.push(value);
    this.parts.push('');
  }

  piece(piece: Sql): void {
    this.text(piece.parts[0] ?? '');
    this.parts.push(...piece.parts.slice(1));
    this.values.push(...piece.values);
  }

  build(): Sql {
    return { parts: this.parts, values: this.values };
  }
}
