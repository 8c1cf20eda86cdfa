import { pino } from 'pino';
import type { Log } from './domain/log.js';
import { maskSecrets } from './domain/mask.js';

/**
 * JSON lines on standard error, so that tables and JSON on standard output stay clean. Nothing private is meant to come here; what is redacted
 * below, the configuration's own `secrets` among it, is a second net. No flushing is needed: writes are synchronous, a killed process loses nothing.
 */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error', secrets: readonly string[] = []): Log {
  // A line is JSON, where quotes and backslashes of a secret look otherwise.
  const written = [...secrets, ...secrets.map((secret) => JSON.stringify(secret).slice(1, -1))];
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['*.authorization', '*.clientSecret', '*.password', '*.token', '*.notes', '*.customerNotes', '*.serviceNotes'],
        censor: '(removed)',
      },
      hooks: { streamWrite: (line) => maskSecrets(line, written) },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
