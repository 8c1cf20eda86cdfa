/** Who acts without being a person, as the server names them. */
const programs = ['system', 'schedule', 'nudge', 'start', 'retry', 'command line', 'this machine'];

/** Who acted, for a person: our own names in the language of the page, everybody else's as they are. */
export function actorName(name: string, t: (key: string) => string): string {
  return programs.includes(name) ? t(`actor.${name}`) : name;
}
