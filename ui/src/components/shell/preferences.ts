import { createContext, useContext } from 'react';
import type { Language } from '../../format/locale.js';

export const colourModes = ['system', 'light', 'dark'] as const;
export type ColourMode = (typeof colourModes)[number];

export interface Preferences {
  mode: ColourMode;
  setMode: (mode: ColourMode) => void;
  isDark: boolean;
  language: Language;
  setLanguage: (language: Language) => void;
}

export const PreferencesContext = createContext<Preferences | null>(null);

/** Colours and language of the pages, as this person chose them. */
export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (preferences === null) throw new Error('PreferencesContext is missing around this component.');
  return preferences;
}
