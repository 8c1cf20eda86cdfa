/** What a person wants to read of a record kept in the history, in this order. */
const telling = ['number', 'status', 'key', 'kind', 'reference', 'quantity', 'unitPrice', 'date'] as const;

/**
 * From what to what, in a few words; null when nothing a person can read changed. The history keeps records as JSON: a whole decision, a document's
 * number and status, or plain text.
 */
export function auditChange(before: string | null, after: string | null): { from: string; to: string } | null {
  const from = brief(before);
  const to = brief(after);
  return from === to ? null : { from, to };
}

function brief(text: string | null): string {
  if (text === null) return '';
  const value = parsed(text);
  if (!isRecord(value)) return text;
  const parts = 'exclusion' in value ? Object.values(value).filter(isRecord) : [value];
  return parts.map(describe).join(', ');
}

/** A decision without a value of its own, such as "confirmed", counts as made. */
function describe(record: Record<string, unknown>): string {
  const values = telling.map((name) => record[name]).filter((value) => typeof value === 'string' && value !== '');
  if (typeof record['quantity'] === 'string') return `${String(record['quantity'])} × ${String(record['unitPrice'])}`;
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
