import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { BookmarkRegular, DeleteRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemQuery } from '../../api/types-desk.js';
import { paramsWithQuery, queryFromParams } from '../../format/itemQuery.js';
import { useRemembered } from '../../components/useRemembered.js';

const NameDialog = lazy(async () => ({ default: (await import('./NameDialog.js')).NameDialog }));

interface SavedView {
  name: string;
  /** The question as in the address bar. */
  address: string;
}

/** Filters a person keeps under a name of their own. */
export function SavedViews({ owner, query, onQuery }: { owner: string; query: ItemQuery; onQuery: (query: ItemQuery) => void }) {
  const { t } = useTranslation();
  const [saved, setSaved] = useRemembered<SavedView[]>(`views.${owner}`, [], isSavedViews);
  const [isNaming, setNaming] = useState(false);
  const address = paramsWithQuery(new URLSearchParams(), query).toString();
  const current = saved.find((view) => view.address === address);
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={t('savedViews.title')} relationship="label">
            <Button size="small" appearance="subtle" icon={<BookmarkRegular />}>
              {current?.name}
            </Button>
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {saved.map((view) => (
              <MenuItem key={view.name} onClick={() => onQuery(queryFromParams(new URLSearchParams(view.address)))}>
                {view.name}
              </MenuItem>
            ))}
            {saved.length > 0 && <MenuDivider />}
            <MenuItem icon={<BookmarkRegular />} onClick={() => setNaming(true)}>
              {t('savedViews.save')}
            </MenuItem>
            {current && (
              <MenuItem icon={<DeleteRegular />} onClick={() => setSaved(saved.filter((view) => view !== current))}>
                {t('savedViews.remove', { name: current.name })}
              </MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {isNaming && (
        <Suspense fallback={null}>
          <NameDialog
            onClose={() => setNaming(false)}
            onName={(name) => setSaved([...saved.filter((view) => view.name !== name), { name, address }])}
          />
        </Suspense>
      )}
    </>
  );
}

function isSavedViews(value: unknown): value is SavedView[] {
  return (
    Array.isArray(value) &&
    value.every((view: Partial<SavedView> | null) => typeof view?.name === 'string' && typeof view.address === 'string')
  );
}
