import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Radio,
  RadioGroup,
  SearchBox,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import type { Candidate } from '../../api/types.js';
import { LoadFailed, sentenceOf } from '../LoadState.js';
import type { PickQuestion } from './DecisionProvider.js';
import { useAssign } from './useAssign.js';

type Card = Pick<Candidate, 'number' | 'name'> & { email?: string | undefined };

const useStyles = makeStyles({
  content: { display: 'grid', gap: tokens.spacingVerticalM, alignContent: 'start' },
  search: { maxWidth: 'none' },
  cards: { maxHeight: '40vh', overflowY: 'auto' },
  card: { overflowWrap: 'anywhere' },
});

/** Says who the customer, or what the service, is in the ERP; remembered for all later bookings. */
export function PickDialog({ question, onClose }: { question: PickQuestion; onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { kind, candidates, rows, name } = question;
  const [text, setText] = useState('');
  const [number, setNumber] = useState(candidates.length === 1 ? (candidates[0]?.number ?? '') : '');
  const found = useCards(kind, question.companyId, useDeferredValue(text.trim()));
  const assign = useAssign(kind, onClose);
  const searched = text.trim() !== '';
  const offered: readonly Card[] = searched ? (found.data ?? []) : candidates;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>
            {t(rows.count === 1 ? `pick.${kind}.title` : `pick.${kind}.titleMany`, { name, count: rows.count })}
          </DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{t(`pick.${kind}.explain`)}</Text>
            <SearchBox
              className={styles.search}
              value={text}
              onChange={(_, { value }) => setText(value)}
              placeholder={t(`pick.${kind}.search`)}
              aria-label={t(`pick.${kind}.search`)}
            />
            {found.error && <LoadFailed what={t(`pick.${kind}.list`)} error={found.error} onRetry={() => void found.refetch()} />}
            {searched && found.isFetching && <Spinner size="tiny" label={t('common.loading')} />}
            {searched && found.data?.length === 0 && <Text role="status">{t('pick.nothing')}</Text>}
            {!searched && candidates.length > 0 && <Text weight="semibold">{t('pick.candidates')}</Text>}
            {offered.length > 0 && (
              <RadioGroup
                className={styles.cards}
                value={number}
                onChange={(_, { value }) => setNumber(value)}
                aria-label={t(`pick.${kind}.list`)}
              >
                {offered.map((card) => (
                  <Radio
                    key={card.number}
                    className={styles.card}
                    value={card.number}
                    label={[card.number, card.name, card.email].filter(Boolean).join(' · ')}
                  />
                ))}
              </RadioGroup>
            )}
            {assign.error && <Text role="alert">{sentenceOf(assign.error, t)}</Text>}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button
              appearance="primary"
              disabledFocusable={number === '' || assign.isPending}
              onClick={() => number !== '' && assign.mutate({ rows, number })}
            >
              {t(`pick.${kind}.do`)}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function useCards(kind: PickQuestion['kind'], companyId: string, text: string) {
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
