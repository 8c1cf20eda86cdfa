import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/context.js';
import { statusQuery } from '../api/queries.js';
import type { Banner } from '../api/types-desk.js';

/** The zone times without a business of their own are printed in: that of the first business. */
export function useDeskZone(): string | null {
  const { data } = useQuery(statusQuery(useApi()));
  return data?.businesses.find((business) => business.timeZone !== null)?.timeZone ?? null;
}

/** What calls of a sync that is running wait for right now: pauses another system asked for. */
export function usePauses(): Banner[] {
  const { data } = useQuery(statusQuery(useApi()));
  return (data?.banners ?? []).filter((banner) => banner.code === 'paused');
}

/** Names of businesses and companies by their ids. */
export function useNames(): { business: (id: string) => string; company: (id: string | null) => string } {
  const { data } = useQuery(statusQuery(useApi()));
  return {
    business: (id) => data?.businesses.find((known) => known.id === id)?.displayName ?? id,
    company: (id) => data?.companies.find((known) => known.id === id)?.name ?? id ?? '',
  };
}
