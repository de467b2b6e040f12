// Beside the questions, or on a phone behind a button: all questions at a glance, what is recorded, and handing in.

import { AttemptEnd } from './attempt-end.tsx';
import { listId } from './element-ids.ts';
import { Icon } from './icon.tsx';
import { ProgressText } from './progress-text.tsx';
import { QuestionLegend } from './question-legend.tsx';
import { QuestionList } from './question-list.tsx';

interface Props {
  currentId: number | null;
  onChoose: ((questionId: number) => void) | null;
  /** Null when it is over. */
  onHandIn: (() => void) | null;
  onRecorded(): void;
  /** The page of the quiz, from where one comes back. */
  quizPage: string;
}

export function Overview({ currentId, onChoose, onHandIn, onRecorded, quizPage }: Props) {
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
        <QuestionLegend />
      </nav>
      <AttemptEnd />
      {onHandIn !== null && (
        <button type="button" className="button button-primary" onClick={onHandIn}>
          Hand in…
        </button>
      )}
      <button type="button" className="button button-quiet button-small" onClick={onRecorded}>
        <Icon name="eye" /> What is recorded
      </button>
      {onHandIn !== null && (
        <a className="button button-quiet button-small" href={quizPage}>
          Leave for now
        </a>
      )}
    </div>
  );
}
