import { unzip } from './zip.js';

/** A cell of a workbook as it lies in the file. */
export interface StoredCell {
  /** `n` is a number or a date, `s` a text. */
  type: string;
  value: string;
  /** True when the cell would be calculated. */
  formula: boolean;
  /** How the value is shown, for instance `yyyy-mm-dd hh:mm`; null for the general format. */
  format: string | null;
}

/** The cells of the first sheet, row by row. */
export function readWorkbook(file: Buffer): StoredCell[][] {
  const files = unzip(file);
  const texts = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, inner]) => textOf(inner!));
  const formats = cellFormats(files.get('xl/styles.xml') ?? '');
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  return [...sheet.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
    [...row!.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes, inner]) =>
      cellOf(attributes!, inner ?? '', texts, formats),
    ),
  );
}

function cellOf(attributes: string, inner: string, texts: readonly string[], formats: readonly (string | null)[]): StoredCell {
  const type = / ?t="(\w+)"/.exec(attributes)?.[1] ?? 'n';
  const raw = /<v>(.*?)<\/v>/s.exec(inner)?.[1] ?? '';
  const style = Number(/ ?s="(\d+)"/.exec(attributes)?.[1] ?? 0);
  const value = type === 's' ? texts[Number(raw)]! : type === 'inlineStr' ? textOf(inner) : raw;
  return { type: type === 'inlineStr' ? 's' : type, value, formula: inner.includes('<f'), format: formats[style] ?? null };
}

function cellFormats(styles: string): (string | null)[] {
  const named = new Map(
    [...styles.matchAll(/<numFmt [^>]*>/g)].map(([tag]) => [attribute(tag, 'numFmtId'), attribute(tag, 'formatCode')]),
  );
  const cells = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '';
  return [...cells.matchAll(/<xf [^>]*>/g)].map(([tag]) => named.get(attribute(tag, 'numFmtId')) ?? null);
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1];
}

function textOf(xml: string): string {
  const text = [...xml.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, inner]) => inner).join('');
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  const plain = text.replace(/&(lt|gt|quot|apos|amp);/g, (_all, name: string) => entities[name]!);
  return plain.replace(/_x([0-9A-F]{4})_/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
}
