import type { SandboxClock } from '../contract.js';
import type { Appointment, Business } from './model.js';
import type { View } from './render.js';
import type { GraphSettings } from './settings.js';

/** All that the routes of the imitated Bookings work on. */
export interface World {
  clock: SandboxClock;
  settings: GraphSettings;
  /** By lower-case id. */
  businesses: Map<string, Business>;
  texts: TextCache;
}

/** JSON texts of appointments already rendered for a list. An appointment is replaced when it changes, never altered. */
export interface TextCache {
  of(appointment: Appointment, view: View, render: () => string): string;
  /** Call after any change that shows in appointments without replacing them: settings, services. */
  clear(): void;
}

/** Creates a cache that holds at most `limit` texts (about 1 KB each) and starts over when full. */
export function createTextCache(limit = 20_000): TextCache {
  const texts = new Map<Appointment, Partial<Record<View, string>>>();
  return {
    of: (appointment, view, render) => {
      const known = texts.get(appointment)?.[view];
      if (known !== undefined) return known;
      const text = render();
      if (texts.size >= limit) texts.clear();
      texts.set(appointment, { ...texts.get(appointment), [view]: text });
      return text;
    },
    clear: () => texts.clear(),
  };
}
