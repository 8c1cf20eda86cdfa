import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { SettingsRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { languages, type Language } from '../../format/locale.js';
import { colourModes, usePreferences, type ColourMode } from './preferences.js';

/** Language names in their own language, so that whoever lands in the wrong one finds the way out. */
const ownNames: Record<Language, string> = { en: 'English', da: 'Dansk' };

export function PreferencesMenu() {
  const { t } = useTranslation();
  const { mode, setMode, language, setLanguage } = usePreferences();
  const take = (name: string, value: string | undefined) => {
    if (name === 'mode') setMode((value ?? 'system') as ColourMode);
    if (name === 'language') setLanguage((value ?? 'en') as Language);
  };
  return (
    <Menu
      checkedValues={{ mode: [mode], language: [language] }}
      onCheckedValueChange={(_, { name, checkedItems }) => take(name, checkedItems[0])}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={t('shell.preferences')} relationship="label">
          <Button appearance="subtle" icon={<SettingsRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t('shell.language')}</MenuGroupHeader>
            {languages.map((code) => (
              <MenuItemRadio key={code} name="language" value={code} lang={code}>
                {ownNames[code]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuGroup>
            <MenuGroupHeader>{t('shell.colours')}</MenuGroupHeader>
            {colourModes.map((name) => (
              <MenuItemRadio key={name} name="mode" value={name}>
                {t(`shell.colour.${name}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
