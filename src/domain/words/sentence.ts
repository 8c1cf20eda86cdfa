import type { english } from './english.js';

export type SentenceId = keyof typeof english;

/** The blanks of a template; a `time` also needs the zone it is told in. */
type Blank<Template extends string> = Template extends `${string}{${infer Inside}}${infer Rest}`
  ? (Inside extends `${infer Name}|${infer Format}` ? Name | (Format extends 'time' ? 'zone' : never) : Inside) | Blank<Rest>
  : never;
export type ValuesOf<Id extends SentenceId> = Readonly<Record<Blank<(typeof english)[Id]>, string>>;

/** A sentence of ours: which one, and what its blanks are filled with. Exact decimals and UTC instants stay as they are until it is read. */
export interface Sentence {
  sentence: string;
  values: Readonly<Record<string, string>>;
}

/** What is said about one thing, sentence after sentence. Plain text was said by somebody else (another system, a person) and is never translated. */
export type Words = readonly (Sentence | string)[];

/** A sentence with its blanks filled; both are checked against the catalogue by the compiler. */
export function say<Id extends SentenceId>(
  sentence: Id,
  ...values: [Blank<(typeof english)[Id]>] extends [never] ? [] : [ValuesOf<Id>]
): Sentence {
  return { sentence, values: values[0] ?? none };
}

const none = Object.freeze({});
