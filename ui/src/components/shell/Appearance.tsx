import { FluentProvider, makeStyles, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languages, type Language } from '../../format/locale.js';
import { switchLanguage } from '../../i18n/setup.js';
import { useRemembered } from '../useRemembered.js';
import { colourModes, PreferencesContext, type ColourMode, type Preferences } from './preferences.js';

const useStyles = makeStyles({ root: { height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 } });

/** Fluent's theme in the chosen colours, and the writing direction of the language. */
export function Appearance({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const { i18n } = useTranslation();
  const preferences = usePreferenceState();
  const { isDark } = preferences;
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return (
    <PreferencesContext value={preferences}>
      <FluentProvider theme={isDark ? webDarkTheme : webLightTheme} dir={i18n.dir()} style={{ height: '100%' }}>
        {/* Portals repeat the provider's own classes, so the layout stands on an element of its own. */}
        <div className={styles.root}>{children}</div>
      </FluentProvider>
    </PreferencesContext>
  );
}

function usePreferenceState(): Preferences {
  const { i18n } = useTranslation();
  const queryClient = useQueryClient();
  const [mode, setMode] = useRemembered<ColourMode>('colours', 'system', isMode);
  const [, rememberLanguage] = useRemembered<Language>('language', i18n.language as Language, isLanguage);
  const isDark = useSystemDark() ? mode !== 'light' : mode === 'dark';
  return useMemo(() => {
    const setLanguage = (language: Language) => {
      rememberLanguage(language);
      // Answers hold sentences in the language they were asked for in.
      void switchLanguage(i18n, language).then(() => queryClient.invalidateQueries());
    };
    return { mode, setMode, isDark, language: i18n.language as Language, setLanguage };
  }, [mode, setMode, isDark, i18n, i18n.language, queryClient, rememberLanguage]);
}

function useSystemDark(): boolean {
  const [query] = useState(() => window.matchMedia('(prefers-color-scheme: dark)'));
  const [matches, setMatches] = useState(query.matches);
  useEffect(() => {
    const update = () => setMatches(query.matches);
    query.addEventListener('change', update);
    return () => query.removeEventListener('change', update);
  }, [query]);
  return matches;
}

function isMode(value: unknown): value is ColourMode {
  return colourModes.some((mode) => mode === value);
}

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}
