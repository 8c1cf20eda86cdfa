import type { FaultAction, FaultRule } from '../../sandbox/contract.js';
import type { Run } from '../../src/domain/run-store.js';
import { bo, type Pipeline } from './pipeline.js';

/** The kinds of cards we create, each with a booking that needs one nobody has yet. */
export const creations = [
  { what: 'customer', pattern: '/customers\\?', named: 'Bo Krag', booking: { who: [bo] } },
  { what: 'item', pattern: '/items\\?', named: 'Manicure', booking: { service: 'Manicure' } },
] as const;

export type Creation = (typeof creations)[number];

/** A fault on the creation of something in Business Central; give it the action. */
export const onPost = (pattern: string): Omit<FaultRule, 'action'> => ({ system: 'businessCentral', method: 'POST', pattern });

/** How many cards of that name there are. */
export function made(pipeline: Pipeline, { named }: Creation): number {
  const [company] = pipeline.sandbox.businessCentral.control.state();
  return [...company!.customers, ...company!.items].filter(({ name }) => name === named).length;
}

/** An answer that says no with a sentence of its own. */
export function saysNo(status: number): FaultAction {
  return { kind: 'status', status, code: 'Application_DialogException', message: 'Said no.' };
}

export const stepsThatFailed = (run: Run): string[] => run.steps.filter((step) => step.error !== null).map((step) => step.name);
