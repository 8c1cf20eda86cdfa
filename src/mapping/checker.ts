import type { ConfigurationFault } from '../domain/errors.js';
import { pathText, type Path, type PlaceOf } from './read.js';
import type { RulesContent } from './schema.js';
import type { Template, TemplateEngine } from './template.js';
import { variablesFor, type TemplateKind } from './variables.js';

/** Collects the faults of one rule set. */
export interface Checker {
  faults: ConfigurationFault[];
  report(path: Path, message: string): void;
  compile(path: Path, source: string, kind: TemplateKind): Template | null;
}

/** A checker that knows where each path stands and which variables the rules allow. */
export function createChecker(content: RulesContent, engine: TemplateEngine, placeOf: PlaceOf): Checker {
  const faults: ConfigurationFault[] = [];
  const report = (path: Path, message: string): void => {
    faults.push({ ...placeOf(path), path: pathText(path), message });
  };
  const names = Object.keys(content.questions);
  const compile = (path: Path, source: string, kind: TemplateKind): Template | null => {
    const compiled = engine.compile(source, pathText(path), variablesFor(kind, names));
    if ('template' in compiled) return compiled.template;
    for (const fault of compiled.faults) report(path, fault);
    return null;
  };
  return { faults, report, compile };
}
