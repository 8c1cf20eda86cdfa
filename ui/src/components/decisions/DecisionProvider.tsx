import { createContext, lazy, Suspense, useContext, useState, type ReactNode } from 'react';
import type { Candidate } from '../../api/types.js';
import type { ChosenToAnswer, RowVersion } from '../../api/types-desk.js';

const DecisionDialog = lazy(async () => ({ default: (await import('./DecisionDialog.js')).DecisionDialog }));
const PickDialog = lazy(async () => ({ default: (await import('./PickDialog.js')).PickDialog }));

/** Decisions that need something from the person first. */
export const askedDecisions = ['exclude', 'mark-invoiced', 'not-before', 'set-price', 'set-period'] as const;
export type AskedDecision = (typeof askedDecisions)[number];

export interface DecisionQuestion {
  kind: AskedDecision;
  rows: readonly RowVersion[];
  /** What the price dialog starts from. */
  unitPrice?: string | null;
  quantity?: string | null;
  /** Those of the rows, as far as they are known. */
  currencies?: readonly string[];
  /** The billing period it is in now, of one row. */
  period?: { from: string; to: string } | null;
}

/** Who the people, or what the services, of some rows are in the ERP. */
export interface PickQuestion {
  kind: 'customer' | 'item';
  rows: ChosenToAnswer;
  companyId: string;
  /** The person or service when it is one row. */
  name: string;
  /** What the mapping found and could not choose between. */
  candidates: readonly Candidate[];
}

type Question = DecisionQuestion | PickQuestion;

const DecisionContext = createContext<(question: Question) => void>(() => undefined);

/** Asks the person for reason, date, price or card, then decides; from any page. */
export function useAskDecision(): (question: Question) => void {
  return useContext(DecisionContext);
}

export function DecisionProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setQuestion(null);
  return (
    <DecisionContext value={setQuestion}>
      {children}
      <Suspense fallback={null}>
        {question &&
          ('companyId' in question ? (
            <PickDialog question={question} onClose={close} />
          ) : (
            <DecisionDialog question={question} onClose={close} />
          ))}
      </Suspense>
    </DecisionContext>
  );
}
