import { ErrorBody } from './schema.js';

/** What Business Central, or a gateway in front of it, says about a failure. */
export interface ErrorText {
  /** `Application_DialogException`; empty when the answer names none. */
  code: string;
  /** The other side's own sentence without the correlation id; empty when there is none. */
  message: string;
  /** For Microsoft's support. */
  requestId: string | null;
}

const maxMessageLength = 500;

/** Reads the error in an answer of any kind: JSON, the gateway's XML (`NoEnvironment`), an HTML page or nothing (BC reference 9). Never throws. */
export function readErrorText(body: string, headers: Record<string, unknown>): ErrorText {
  const { code, message } = fromJson(body) ?? fromXml(body) ?? { code: '', message: textOfHtml(body) };
  const [, sentence = '', correlationId] = /^(.*?)(?:\s*CorrelationId:\s*([0-9a-z-]+)\.?)?\s*$/is.exec(message) ?? [];
  const requestId = correlationId ?? headers['request-id'] ?? headers['ms-correlation-x'];
  return { code, message: shorten(sentence.trim()), requestId: typeof requestId === 'string' ? requestId : null };
}

function fromJson(body: string): { code: string; message: string } | null {
  if (!body.trimStart().startsWith('{')) return null;
  try {
    const { error } = ErrorBody.parse(JSON.parse(body));
    return { code: error.code ?? '', message: error.message ?? '' };
  } catch {
    return null;
  }
}

function fromXml(body: string): { code: string; message: string } | null {
  const code = /<(?:\w+:)?code>([^<]*)</i.exec(body)?.[1];
  if (code === undefined) return null;
  return { code: code.trim(), message: /<(?:\w+:)?message[^>]*>([^<]*)</i.exec(body)?.[1]?.trim() ?? '' };
}

/** The title of an error page, or its text. */
function textOfHtml(body: string): string {
  const title = /<title[^>]*>([^<]*)</i.exec(body)?.[1];
  return (title ?? body.slice(0, 20_000).replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
}

function shorten(text: string): string {
  return text.length <= maxMessageLength ? text : `${text.slice(0, maxMessageLength)}…`;
}
