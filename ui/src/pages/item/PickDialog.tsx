import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Radio,
  RadioGroup,
  SearchBox,
  Spinner,
  Text,
} from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import type { Candidate, ItemRow } from '../../api/types.js';
import { LoadFailed, sentenceOf } from '../../components/LoadState.js';
import { useSay } from '../../components/useSay.js';

export type PickKind = 'customer' | 'item';
type Card = Pick<Candidate, 'number' | 'name'> & { email?: string | undefined };

interface PickProps {
  row: ItemRow;
  kind: PickKind;
  /** What the mapping found and could not choose between. */
  candidates: Candidate[];
  onClose: () => void;
}

/** Says who the customer, or what the service, is in the ERP; remembered for all later bookings. */
export function PickDialog({ row, kind, candidates, onClose }: PickProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [number, setNumber] = useState(candidates.length === 1 ? (candidates[0]?.number ?? '') : '');
  const found = useCards(kind, row.companyId ?? '', useDeferredValue(text.trim()));
  const assign = useAssign(kind, row.id, onClose);
  const searched = text.trim() !== '';
  const offered: Card[] = searched ? (found.data ?? []) : candidates;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(`pick.${kind}.title`, { name: kind === 'customer' ? row.customerName : row.serviceName })}</DialogTitle>
          <DialogContent style={{ display: 'grid', gap: '12px' }}>
            <Text>{t(`pick.${kind}.explain`)}</Text>
            <SearchBox
              value={text}
              onChange={(_, { value }) => setText(value)}
              placeholder={t(`pick.${kind}.search`)}
              aria-label={t(`pick.${kind}.search`)}
            />
            {found.error && <LoadFailed what={t(`pick.${kind}.list`)} error={found.error} onRetry={() => void found.refetch()} />}
            {searched && found.isFetching && <Spinner size="tiny" label={t('common.loading')} />}
            {searched && found.data?.length === 0 && <Text>{t('pick.nothing')}</Text>}
            {!searched && candidates.length > 0 && <Text weight="semibold">{t('pick.candidates')}</Text>}
            <RadioGroup value={number} onChange={(_, { value }) => setNumber(value)} aria-label={t(`pick.${kind}.list`)}>
              {offered.map((card) => (
                <Radio
                  key={card.number}
                  value={card.number}
                  label={[card.number, card.name, card.email].filter(Boolean).join(' · ')}
                />
              ))}
            </RadioGroup>
            {assign.error && <Text role="alert">{sentenceOf(assign.error, t)}</Text>}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button
              appearance="primary"
              disabledFocusable={number === '' || assign.isPending}
              onClick={() => number !== '' && assign.mutate(number)}
            >
              {t(`pick.${kind}.do`)}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function useCards(kind: PickKind, companyId: string, text: string) {
  const api = useApi();
  const query = { companyId, text };
  return useQuery({
    queryKey: ['erp', kind, companyId, text],
    queryFn: async ({ signal }): Promise<Card[]> => {
      const asked = { params: { query }, signal };
      if (kind === 'customer') return (await bodyOf(api.GET('/api/erp/customers', asked))).rows;
      return (await bodyOf(api.GET('/api/erp/items', asked))).rows;
    },
    enabled: text.length >= 2,
  });
}

function useAssign(kind: PickKind, id: string, onDone: () => void) {
  const api = useApi();
  const { t } = useTranslation();
  const { say } = useSay();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (number: string): Promise<{ affectedItems: number }> => {
      const params = { path: { id } };
      if (kind === 'item') return bodyOf(api.POST('/api/items/{id}/map-service', { params, body: { itemNumber: number } }));
      return bodyOf(api.POST('/api/items/{id}/assign-customer', { params, body: { customerNumber: number } }));
    },
    onSuccess: ({ affectedItems }) => {
      say({ title: t(`pick.${kind}.done`, { count: affectedItems }) });
      void queryClient.invalidateQueries({ queryKey: keys.list });
      onDone();
    },
  });
}
