// What the marks of the list mean. Screen readers have it in words there.

import { Icon } from './icon.tsx';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

export function QuestionLegend() {
  const { state, quiz } = useSession();
  const hasText = useObserved(state, ({ order }) => order.some(({ number }) => number === null));
  return (
    <p className="question-legend small muted" aria-hidden="true">
      <span>
        <span className="question-chip" data-progress="all" /> answered
      </span>
      <span>
        <span className="question-chip" data-progress="partly" /> partly
      </span>
      <span>
        <span className="question-chip" data-progress="none" /> open
      </span>
      <span>
        <Icon name="flag" isFilled /> flagged
      </span>
      {hasText && (
        <span>
          <Icon name="text" /> text
        </span>
      )}
      {quiz.cant_go_back && (
        <span>
          <Icon name="lock" /> closed
        </span>
      )}
    </p>
  );
}
