// All questions below each other. The first of them are there at once, the rest as soon as the browser has time for them.

import { useDeferredValue } from 'react';
import { QuestionCard } from './question-card.tsx';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

/** More than any window shows. */
const firstCount = 12;

export function AllQuestions() {
  const { state } = useSession();
  const order = useObserved(state, (now) => now.order);
  const count = useDeferredValue(order.length, firstCount);
  return order.slice(0, count).map((question) => <QuestionCard key={question.id} question={question} />);
}
