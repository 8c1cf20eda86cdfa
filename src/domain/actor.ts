/** Names under which the program acts by itself. */
const programs: readonly string[] = ['system', 'schedule', 'nudge', 'start', 'retry'];

/** Whoever is at this machine while nobody can sign in: it may be anybody. */
export const thisMachine = 'this machine';

const commandLine = ' (command line)';

/** A user of the system at the command line, as the audit names them. */
export function atCommandLine(user: string): string {
  return `${user}${commandLine}`;
}

/** Which person a recorded actor is, at whatever place they act; null for the program itself and for somebody who cannot be told from others. */
export function personOf(actor: string): string | null {
  const name = actor.endsWith(commandLine) ? actor.slice(0, -commandLine.length) : actor;
  const person = name.trim().toLowerCase();
  return person === '' || person === thisMachine || programs.includes(person) ? null : person;
}

/** True unless the two are known to be two people. */
export function mayBeSame(one: string | null, other: string | null): boolean {
  const [a, b] = [one, other].map((actor) => (actor === null ? null : personOf(actor)));
  return a === null || b === null || a === b;
}
