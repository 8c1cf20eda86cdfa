import { createContext, useContext } from 'react';
import type { Api } from './client.js';

export const ApiContext = createContext<Api | null>(null);

/** The HTTP client of the page tree. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error('ApiContext is missing around this component.');
  return api;
}
