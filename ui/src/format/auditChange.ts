/** What a person wants to read of a record kept in the history, in this order. */
const telling = ['number', 'status', 'key', 'kind', 'reference', 'quantity', 'unitPrice', 'date', 'from', 'to'] as const;
export type ToldField = (typeof telling)[number];

/** How a field's value is written for a person; as it is kept when there is nothing to translate. */
export type WriteField = (field: ToldField, value: string) => string;

/**
 * From what to what, in a few words; null when nothing a person can read changed. The history keeps records as JSON: a whole decision, a document's
 * number and status, or plain text.
 */
export function auditChange(
  before: string | null,
  after: string | null,
  write: WriteField = (_field, value) => value,
): { from: string; to: string } | null {
  const from = brief(before, write) || original(after, write);
  const to = brief(after, write) || original(before, write);
  return from === to ? null : { from, to };
}

/** What a decision stands for without it, where it keeps that: the period a booking was moved out of. */
function original(decided: string | null, write: WriteField): string {
  const value = decided === null ? null : parsed(decided);
  if (!isRecord(value) || !('exclusion' in value)) return '';
  return Object.values(value)
    .flatMap((part) => (isRecord(part) && isRecord(part['instead']) ? [describe(part['instead'], write)] : []))
    .join(', ');
}

function brief(text: string | null, write: WriteField): string {
  if (text === null) return '';
  const value = parsed(text);
  if (!isRecord(value)) return text;
  const parts = 'exclusion' in value ? Object.values(value).filter(isRecord) : [value];
  return parts.map((part) => describe(part, write)).join(', ');
}

/** A decision without a value of its own, such as "confirmed", counts as made. */
function describe(record: Record<string, unknown>, write: WriteField): string {
  const written = (field: ToldField): string => {
    const value = record[field];
    return typeof value === 'string' && value !== '' ? write(field, value) : '';
  };
  if (typeof record['quantity'] === 'string') return `${written('quantity')} × ${written('unitPrice')}`;
  if (typeof record['from'] === 'string') return `${written('from')} – ${written('to')}`;
  const values = telling.map(written).filter((text) => text !== '');
  return values.length === 0 ? '✓' : values.join(' ');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
