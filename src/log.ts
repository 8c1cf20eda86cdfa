import { pino } from 'pino';
import type { Log } from './domain/log.js';

/**
 * JSON lines on standard error, so that tables and JSON on standard output stay clean. Secrets never come here; what is redacted below is a second
 * net. `pino.final`-style flushing is not needed: writes are synchronous, a killed process loses nothing.
 */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error'): Log {
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
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
