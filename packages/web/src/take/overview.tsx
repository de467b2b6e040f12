// Beside the questions, or on a phone behind a button: all questions at a glance, what is recorded, and handing in.

import { listId } from './element-ids.ts';
import { Icon } from './icon.tsx';
import { ProgressText } from './progress-text.tsx';
import { QuestionList } from './question-list.tsx';

interface Props {
  currentId: number | null;
  onChoose: ((questionId: number) => void) | null;
  onHandIn(): void;
  onRecorded(): void;
}

export function Overview({ currentId, onChoose, onHandIn, onRecorded }: Props) {
  return (
    <div className="stack">
      <nav aria-labelledby={listId} className="stack stack-sm">
        <h2 id={listId} tabIndex={-1} className="overview-title">
          Questions{' '}
          <span className="small muted">
            <ProgressText />
          </span>
        </h2>
        <QuestionList currentId={currentId} onChoose={onChoose} />
        <Legend />
      </nav>
      <button type="button" className="button button-primary" onClick={onHandIn}>
        Hand in…
      </button>
      <button type="button" className="button button-quiet button-small" onClick={onRecorded}>
        <Icon name="eye" /> What is recorded
      </button>
    </div>
  );
}

function Legend() {
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
    </p>
  );
}
