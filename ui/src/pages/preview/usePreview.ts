import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bodyOf } from '../../api/client.js';
import { useApi } from '../../api/context.js';
import { keys } from '../../api/keys.js';
import { ApiProblem } from '../../api/problem.js';
import type { CreateOptions, Run, Selection } from '../../api/types-desk.js';

export const noOptions: CreateOptions = { takeCustomersOthers: false, billAttendee: false, invoiceDate: null };

/** The drafts that would be made. Always asked anew: it is bound to the data as it is now. */
export function usePreview(selection: Selection, options: CreateOptions) {
  const api = useApi();
  return useQuery({
    queryKey: ['preview', selection, options],
    queryFn: ({ signal }) => bodyOf(api.POST('/api/preview', { body: { selection, options }, signal })),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** Starts the run. When the rows changed since the preview, nothing is made: the person is told, and sees the new preview. */
export function useCreate(selection: Selection, options: CreateOptions, onConflict: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [conflict, setConflict] = useState(false);
  const mutation = useMutation<Run, unknown, string>({
    mutationFn: (dataVersion) => bodyOf(api.POST('/api/runs', { body: { selection, options, dataVersion } })),
    onSuccess: (run) => {
      queryClient.setQueryData(keys.run(run.id), (known: Run | undefined) => known ?? run);
      void queryClient.invalidateQueries({ queryKey: keys.list });
    },
    onError: (error) => {
      if (!isConflict(error)) return;
      setConflict(true);
      onConflict();
    },
    onMutate: () => setConflict(false),
  });
  return {
    run: mutation.data ?? null,
    isPending: mutation.isPending,
    error: isConflict(mutation.error) ? null : mutation.error,
    conflict,
    start: mutation.mutate,
  };
}

function isConflict(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 409;
}
