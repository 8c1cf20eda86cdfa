import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../shared/specs/microsoft-graph');

/** Whether the machine-readable contract lies beside the checkout. */
export const specsAreHere = existsSync(path.join(folder, 'bookings-entities.schema.json'));

/** Why conformance tests are skipped, where they are. */
export const skipReason = `skipped: ${folder} does not exist`;

const readJson = (name: string): any => JSON.parse(readFileSync(path.join(folder, name), 'utf8')); // eslint-disable-line @typescript-eslint/no-explicit-any

/** One of the example bodies. */
export const readExample = (name: string): any => readJson(`examples/${name}.json`); // eslint-disable-line @typescript-eslint/no-explicit-any

export interface EntityCheck {
  /** What the schema finds wrong; empty when the body fits. */
  faultsOf(body: unknown): string[];
  /** Property names of the body that the entity does not have, annotations aside. */
  strangersOf(body: object): string[];
}

/** Checks bodies against one definition of the entity schema. */
export function checkOf(definition: string): EntityCheck {
  const schema = readJson('bookings-entities.schema.json');
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(schema, 'entities');
  const validate = ajv.getSchema(`entities#/definitions/${definition}`) as ValidateFunction;
  const known = new Set(Object.keys(schema.definitions[definition].properties));
  return {
    faultsOf: (body) =>
      validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`),
    strangersOf: (body) => Object.keys(body).filter((name) => !name.startsWith('@odata.') && !known.has(name)),
  };
}
