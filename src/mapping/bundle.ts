import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ConfigurationError } from '../domain/errors.js';
import type { RuleSource } from './read.js';
import { loadRules } from './rules.js';

/** All rule files as one text, to carry them to another installation. Comments stay. */
export function exportTemplates(sources: readonly RuleSource[]): string {
  return stringify(
    { bookledgerTemplates: 1, files: Object.fromEntries(sources.map(({ file, text }) => [file, text])) },
    { lineWidth: 0 },
  );
}

/** The files of an exported text. Throws ConfigurationError when it is none, or when its rules have faults. */
export function importTemplates(bundle: string): RuleSource[] {
  const files = filesOf(bundle);
  if (files === null) {
    const message = 'is not an export of templates; make one with "bookledger templates export"';
    throw new ConfigurationError([{ file: '(import)', line: null, path: '(file)', message }]);
  }
  const sources = Object.entries(files).map(([file, text]) => ({ file, text }));
  loadRules(sources);
  return sources;
}

/** Names only: an import must not write outside its folder. */
function filesOf(bundle: string): Record<string, string> | null {
  let content: unknown;
  try {
    content = parse(bundle);
  } catch {
    return null;
  }
  const parsed = Bundle.safeParse(content);
  return parsed.success ? parsed.data.files : null;
}

const Bundle = z.object({
  bookledgerTemplates: z.literal(1),
  files: z.record(z.string().regex(/^[\w-][\w.-]*\.ya?ml$/), z.string()),
});
