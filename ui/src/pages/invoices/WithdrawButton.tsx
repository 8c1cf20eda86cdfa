import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Text,
} from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import type { Invoice } from '../../api/types.js';
import { sentenceOf } from '../../components/LoadState.js';
import { useSay } from '../../components/useSay.js';

/** Deletes an untouched draft in the ERP and returns its bookings to the list, after the person confirmed it. */
export function WithdrawButton({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useWithdraw(invoice.id, () => setOpen(false));
  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => setOpen(open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button size="small">{t('withdraw.button')}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('withdraw.title')}</DialogTitle>
          <DialogContent>
            <Text block>
              {t('withdraw.explain', { number: invoice.erp?.number ?? invoice.key, name: invoice.customer.name })}
            </Text>
            {withdraw.error && (
              <Text block role="alert">
                {sentenceOf(withdraw.error, t)}
              </Text>
            )}
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t('common.cancel')}</Button>
            </DialogTrigger>
            <Button appearance="primary" disabledFocusable={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('withdraw.do')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function useWithdraw(id: string, onDone: () => void) {
  const api = useApi();
  const { t } = useTranslation();
  const { say } = useSay();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/invoices/{id}/withdraw', { params: { path: { id } } })),
    onSuccess: ({ returnedItems }) => {
      say({ title: t('withdraw.done', { count: returnedItems }) });
      onDone();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.list }),
  });
}
