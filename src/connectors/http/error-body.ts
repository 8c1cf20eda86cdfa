/** What another system said about a failed call. */
export interface ErrorBody {
  /** Its code; empty when it gave none. */
  code: string;
  /** Its sentence; empty when it gave none. */
  message: string;
  /** The request id inside the body (Graph's `innerError`), or null. */
  requestId: string | null;
}

/**
 * Reads the OData error body that Graph and Business Central share, `{"error":{"code","message","innerError"}}`, and the sign-in
 * endpoint's `{"error","error_description"}`. Every part may be missing, empty, or the whole thing an HTML page (Graph reference
 * 9.3): then code and message are empty.
 */
export function readErrorBody(text: string): ErrorBody {
  const body = parsedObject(text);
  const error = body?.['error'];
  if (typeof error === 'string') return { code: error, message: textOf(body?.['error_description']), requestId: null };
  if (!isObject(error)) return { code: '', message: '', requestId: null };
  const inner = error['innerError'] ?? error['innererror'];
  const requestId = isObject(inner) ? textOf(inner['request-id']) : '';
  return { code: textOf(error['code']), message: textOf(error['message']), requestId: requestId || null };
}

function parsedObject(text: string): Record<string, unknown> | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
