import { createContext, lazy, Suspense, useContext, useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import type { Selection } from '../api/types-desk.js';

const PreviewDialog = lazy(async () => ({ default: (await import('../pages/preview/PreviewDialog.js')).PreviewDialog }));

const PreviewContext = createContext<(selection: Selection) => void>(() => undefined);

/** Opens the preview of drafts for a selection, from any page. */
export function useOpenPreview(): (selection: Selection) => void {
  return useContext(PreviewContext);
}

/** Holds the one preview dialog; its code is loaded when it is first opened. */
export function PreviewProvider({ children }: { children: ReactNode }) {
  const [selection, setSelection] = useState<Selection | null>(null);
  const { pathname } = useLocation();
  // A link in the dialog leads to another page, which it must not cover.
  useEffect(() => setSelection(null), [pathname]);
  return (
    <PreviewContext value={setSelection}>
      {children}
      <Suspense fallback={null}>
        {selection && <PreviewDialog selection={selection} onClose={() => setSelection(null)} />}
      </Suspense>
    </PreviewContext>
  );
}
