// The overview on a phone.

import { AttemptEnd } from './attempt-end.tsx';
import { Dialog } from './dialog.tsx';
import { listId } from './element-ids.ts';
import { ProgressText } from './progress-text.tsx';
import { QuestionLegend } from './question-legend.tsx';
import { QuestionList } from './question-list.tsx';

interface Props {
  currentId: number | null;
  onChoose: ((questionId: number) => void) | null;
  onRecorded(): void;
  quizPage: string;
  onClose(): void;
}

export function OverviewDialog({ currentId, onChoose, onRecorded, quizPage, onClose }: Props) {
  const title = `${listId}-dialog`;
  return (
    <Dialog titleId={title} onClose={onClose}>
      <nav className="dialog-body stack" aria-labelledby={title}>
        <h2 id={title} className="overview-title">
          Questions{' '}
          <span className="small muted">
            <ProgressText />
          </span>
        </h2>
        <QuestionList
          currentId={currentId}
          onChoose={
            onChoose &&
            ((id) => {
              onClose();
              onChoose(id);
            })
          }
        />
        <QuestionLegend />
        <AttemptEnd />
      </nav>
      <div className="dialog-foot">
        <a className="button button-quiet" href={quizPage}>
          Leave for now
        </a>
        <button type="button" className="button button-quiet" onClick={onRecorded}>
          What is recorded
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: a dialog has the focus. */}
        <button type="button" className="button" autoFocus onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
