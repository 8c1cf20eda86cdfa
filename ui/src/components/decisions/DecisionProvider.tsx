import { createContext, lazy, Suspense, useContext, useState, type ReactNode } from 'react';
import type { RowVersion } from '../../api/types-desk.js';

const DecisionDialog = lazy(async () => ({ default: (await import('./DecisionDialog.js')).DecisionDialog }));

/** Decisions that need something from the person first. */
export const askedDecisions = ['exclude', 'mark-invoiced', 'not-before', 'set-price'] as const;
export type AskedDecision = (typeof askedDecisions)[number];

export interface DecisionQuestion {
  kind: AskedDecision;
  rows: readonly RowVersion[];
  /** What the price dialog starts from. */
  unitPrice?: string | null;
  quantity?: string | null;
  currency?: string | null;
}

const DecisionContext = createContext<(question: DecisionQuestion) => void>(() => undefined);

/** Asks the person for reason, date or price, then decides; from any page. */
export function useAskDecision(): (question: DecisionQuestion) => void {
  return useContext(DecisionContext);
}

export function DecisionProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<DecisionQuestion | null>(null);
  return (
    <DecisionContext value={setQuestion}>
      {children}
      <Suspense fallback={null}>{question && <DecisionDialog question={question} onClose={() => setQuestion(null)} />}</Suspense>
    </DecisionContext>
  );
}
