import { ContractError, RemoteError, messageOf } from '../../domain/errors.js';
import { maskSecrets } from '../../domain/mask.js';

const longestText = 600;

/**
 * Another system's sentence, made fit for an error or a log: one line, cut to 600 characters, without tokens, keys and the secrets given.
 */
export function safeText(text: string, secrets: readonly string[] = []): string {
  const masked = maskSecrets(text.replace(/\s+/g, ' ').trim(), secrets);
  return masked.length <= longestText ? masked : `${masked.slice(0, longestText - 1)}…`;
}

/** An address without its query and credentials: what a log may show of a URL. Unreadable text gives `(unreadable address)`. */
export function safeUrl(url: string): string {
  if (!URL.canParse(url)) return '(unreadable address)';
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** The parts of an error that may leave the process: names, numbers and our own sentence. Never headers, tokens, bodies or a cause. */
export function loggableError(error: unknown): Record<string, string | number | null> {
  if (error instanceof RemoteError) {
    const { name, system, outcome, status, code, retryAfterMs, requestId } = error;
    return { name, system, outcome, status, code, retryAfterMs, requestId, message: safeText(error.message) };
  }
  if (error instanceof ContractError) return { name: error.name, system: error.system, message: safeText(error.message) };
  return { name: error instanceof Error ? error.name : 'Error', message: safeText(messageOf(error)) };
}
