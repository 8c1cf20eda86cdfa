import { RequestError } from '../domain/errors.js';
import { say } from '../domain/words/sentence.js';

/** Where the acting person comes from. Sign-in will be a third kind; nothing else needs to know. */
export type ActorSource =
  /** One person at this machine. */
  | { kind: 'loopback'; name: string }
  /** Made-up people who can be switched between. At least one. */
  | { kind: 'demo'; users: string[] };

/** Who acts, as recorded in the audit and shown on the pages. */
export interface Actor {
  actor: string;
  name: string;
  isDemo: boolean;
  demoUsers: string[];
}

/** Holds the chosen demo user; it is no proof of anything and grants nothing. */
export const demoUserCookie = 'bookledger_user';

/** The acting person of a request: the only place that decides it. */
export function actorOf(source: ActorSource, cookies: Readonly<Record<string, string | undefined>>): Actor {
  if (source.kind === 'loopback') return { actor: source.name, name: source.name, isDemo: false, demoUsers: [] };
  const chosen = source.users.find((user) => user === cookies[demoUserCookie]) ?? source.users[0];
  if (chosen === undefined) throw new RangeError('The demo needs at least one user.');
  return { actor: chosen, name: chosen, isDemo: true, demoUsers: source.users };
}

/** Checks a wish to act as another demo user. Throws RequestError when there is nothing to switch. */
export function switchedActor(source: ActorSource, wanted: string): Actor {
  if (source.kind !== 'demo') throw new RequestError('conflict', say('only-demo-users'));
  if (!source.users.includes(wanted)) {
    throw new RequestError('invalid', say('no-such-demo-user', { name: wanted, names: source.users.join(', ') }));
  }
  return actorOf(source, { [demoUserCookie]: wanted });
}

/** No source above proves who somebody is. */
export function isSignInConfigured(source: ActorSource): boolean {
  return source.kind !== 'loopback' && source.kind !== 'demo';
}

const loopbackNames = ['localhost', '127.0.0.1', '::1', '[::1]'];

/**
 * Whether the service may listen on an address: without sign-in everybody who reaches it could create drafts, so only this machine may.
 * The explanation is for the terminal and says what to do.
 */
export function mayListenOn(host: string, signInConfigured: boolean): { allowed: boolean; explanation: string } {
  if (signInConfigured) return { allowed: true, explanation: `Listening on ${host}; people sign in.` };
  if (isLoopback(host)) {
    return {
      allowed: true,
      explanation: `Listening on ${host} only: until sign-in is configured the pages are for this machine alone.`,
    };
  }
  return {
    allowed: false,
    explanation:
      `Refusing to listen on ${host}: sign-in is not configured, so anyone who reaches this address could create draft invoices. ` +
      'Listen on 127.0.0.1, or configure sign-in.',
  };
}

/** True for names and addresses of this machine. An empty host or 0.0.0.0 means every network. */
export function isLoopback(host: string): boolean {
  return loopbackNames.includes(host.toLowerCase()) || /^127(\.\d{1,3}){3}$/.test(host);
}
