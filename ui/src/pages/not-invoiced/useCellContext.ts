import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/context.js';
import { statusQuery } from '../../api/queries.js';
import { useFormats } from '../../i18n/useFormats.js';
import type { CellContext } from './cellText.js';

/** How cells are printed for this person; the same object until language or names change. */
export function useCellContext(): CellContext {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery(statusQuery(useApi()));
  const businesses = data?.businesses;
  const companies = data?.companies;
  return useMemo(
    () => ({
      t: (key, options) => t(key, options ?? {}),
      formats,
      businessName: (id) => businesses?.find((known) => known.id === id)?.displayName ?? id,
      companyName: (id) => companies?.find((known) => known.id === id)?.name ?? id ?? '',
    }),
    [t, formats, businesses, companies],
  );
}
