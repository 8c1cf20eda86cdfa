import { useCallback, useState } from 'react';

/** A setting kept in this browser, per signed-in person where the name says so. A blocked or full storage only forgets. */
export function useRemembered<T>(name: string, fallback: T, isValid: (value: unknown) => value is T): [T, (value: T) => void] {
  const [state, setState] = useState(() => ({ name, value: readRemembered(name, fallback, isValid) }));
  const remember = useCallback(
    (value: T) => {
      setState({ name, value });
      try {
        localStorage.setItem(storageName(name), JSON.stringify(value));
      } catch {
        // Private windows may refuse storage; the setting then lasts until the page is closed.
      }
    },
    [name],
  );
  if (state.name === name) return [state.value, remember];
  const value = readRemembered(name, fallback, isValid);
  setState({ name, value });
  return [value, remember];
}

/** The setting as stored, or the fallback when there is none or it is no longer understood. */
export function readRemembered<T>(name: string, fallback: T, isValid: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageName(name)) ?? 'null');
    return isValid(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

function storageName(name: string): string {
  return `bookledger.${name}`;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
