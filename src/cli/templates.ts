import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument, stringify } from 'yaml';
import { findConfigFile, loadConfig } from '../config.js';
import { faultOfFile } from '../config-references.js';
import { readRuleFiles, readRules } from '../app.js';
import { RequestError } from '../domain/errors.js';
import { previewTemplates, validateTemplates } from '../mapping/preview.js';
import type { RuleSource } from '../mapping/read.js';
import { exitCodes, type CommonOptions } from './session.js';
import { counted, print } from './table.js';

/** Every fault of the templates with file and line. Exit code 2 when there are any. */
export function validate(options: CommonOptions & { directory?: string }): number {
  const directory = directoryOf(options);
  const faults = validateTemplates(readRuleFiles(directory));
  print(options.json, faults, () =>
    faults.length === 0
      ? `The templates in ${directory} can be used.`
      : [
          ...faults.map(
            (fault) => `${fault.file}${fault.line === null ? '' : `:${fault.line}`}  ${fault.path}: ${fault.message}`,
          ),
          '',
          `${counted(faults.length, 'fault')}.`,
        ].join('\n'),
  );
  return faults.length === 0 ? exitCodes.done : exitCodes.misused;
}

/** What the templates make of a sample appointment of each business. */
export function previewAll(options: CommonOptions & { directory?: string }): void {
  const previews = previewTemplates(readRules(directoryOf(options)));
  print(options.json, previews, () => stringify(previews));
}

/** All rule files as one YAML (or JSON) document, for keeping or for another installation. */
export function exportTemplates(file: string | undefined, options: CommonOptions & { directory?: string }): void {
  const bundle = Object.fromEntries(
    readRuleFiles(directoryOf(options)).map((source) => [source.file.split('/').at(-1)!, source.text]),
  );
  const text =
    options.json === true ? JSON.stringify(bundle, null, 2) : stringify(bundle, { blockQuote: 'literal', lineWidth: 0 });
  if (file === undefined) process.stdout.write(`${text}\n`);
  else writeFileSync(file, `${text}\n`);
}

/** Checks an exported document and puts its files in place; the old ones are kept beside as `.before`. Refuses when anything is wrong. */
export function importTemplates(file: string, options: CommonOptions & { directory?: string }): number {
  const bundle: unknown = readBundle(file);
  const sources = sourcesOf(bundle, file);
  const directory = directoryOf(options);
  const faults = validateTemplates(sources);
  if (faults.length > 0) {
    print(options.json, faults, () =>
      [
        'Nothing was imported.',
        ...faults.map((fault) => `${fault.file}:${fault.line ?? ''}  ${fault.path}: ${fault.message}`),
      ].join('\n'),
    );
    return exitCodes.misused;
  }
  mkdirSync(directory, { recursive: true });
  for (const source of sources) {
    const target = join(directory, source.file);
    if (existsSync(target)) copyFileSync(target, `${target}.before`);
    writeFileSync(target, source.text);
  }
  print(
    options.json,
    sources.map((source) => source.file),
    () =>
      `${counted(sources.length, 'file')} imported into ${directory}. Items not yet drafted are mapped again with the next sync.`,
  );
  return exitCodes.done;
}

function readBundle(file: string): unknown {
  const fault = faultOfFile(file);
  if (fault !== null) throw new RequestError('invalid', `Nothing was imported: ${fault}.`);
  const document = parseDocument(readFileSync(file, 'utf8'), { prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) throw new RequestError('invalid', `Nothing was imported: ${file} is not YAML: ${broken.message}.`);
  return document.toJS();
}

function sourcesOf(bundle: unknown, file: string): RuleSource[] {
  if (typeof bundle !== 'object' || bundle === null) throw new RequestError('invalid', `${file} is not an export of templates.`);
  return Object.entries(bundle).map(([name, text]) => {
    if (!/^[\w-]+\.ya?ml$/.test(name) || typeof text !== 'string')
      throw new RequestError('invalid', `${file}: "${name}" is not the name of a template file with its text.`);
    return { file: name, text };
  });
}

function directoryOf(options: CommonOptions & { directory?: string }): string {
  if (options.directory !== undefined) return resolve(options.directory);
  return loadConfig(findConfigFile(options.config)).config.templates;
}
