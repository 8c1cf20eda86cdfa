import type { CursorStore } from '../domain/store.js';
import { first, upsert, type Session } from './session.js';
import { sql } from './sql.js';

export function cursorStore(session: Session): CursorStore {
  return {
    read: async (name) => {
      const row = await first<{ cursor_value: string }>(session, sql`SELECT cursor_value FROM cursors WHERE name = ${name}`);
      return row?.cursor_value ?? null;
    },
    save: (name, value, now) =>
      session.atomic((tx) =>
        upsert(
          tx,
          sql`UPDATE cursors SET cursor_value = ${value}, saved_at = ${now} WHERE name = ${name}`,
          sql`INSERT INTO cursors (name, cursor_value, saved_at) VALUES (${name}, ${value}, ${now})`,
        ),
      ),
  };
}
