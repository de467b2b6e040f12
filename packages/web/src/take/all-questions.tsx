// All questions below each other.

import { QuestionCard } from './question-card.tsx';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

export function AllQuestions() {
  const { state } = useSession();
  const order = useObserved(state, (now) => now.order);
  return order.map((question) => <QuestionCard key={question.id} question={question} />);
}
