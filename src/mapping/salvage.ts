import type { z } from 'zod';
import { RulesFile, type RulesContent } from './schema.js';

type Issues = readonly z.core.$ZodIssue[];
type Tree = Record<string, unknown>;

/** Sections others refer to: without them, everything else would look wrong, too. */
const referredTo = ['businesses', 'questions'];

/**
 * What can still be checked of rules whose shape has faults, so that all faults are found at once: the faulty keys are left out, and where that
 * does not help, their whole section. `dropped` names those sections. Null when too little is left to say anything that is true.
 */
export function salvage(merged: Tree, issues: Issues): { content: RulesContent; dropped: ReadonlySet<string> } | null {
  const tree = structuredClone(merged);
  for (const issue of issues) for (const path of faultyPaths(issue)) removeKey(tree, path);
  const again = RulesFile.safeParse(tree);
  if (again.success) return { content: again.data, dropped: new Set() };
  const dropped = new Set(again.error.issues.map((issue) => String(issue.path[0])));
  for (const section of dropped) delete tree[section];
  const rest = RulesFile.safeParse(tree);
  return rest.success && !referredTo.some((section) => dropped.has(section)) ? { content: rest.data, dropped } : null;
}

function faultyPaths(issue: Issues[number]): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

/** Entries of lists stay where they are, so that the places of the others remain true. */
function removeKey(tree: Tree, path: readonly PropertyKey[]): void {
  let node: unknown = tree;
  for (const part of path.slice(0, -1)) node = (node as Record<PropertyKey, unknown> | null | undefined)?.[part];
  const key = path.at(-1);
  if (typeof node === 'object' && node !== null && !Array.isArray(node) && key !== undefined)
    delete (node as Record<PropertyKey, unknown>)[key];
}
