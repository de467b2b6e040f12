// Before handing in: what is not answered yet, and the way back. And while it is on its way.

import type { QuestionState } from '../api/taking.ts';
import { isFlaggedIn, numbered, progressIn } from './attempt-reading.ts';
import { Dialog } from './dialog.tsx';
import { questionName } from './question-name.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

interface Props {
  onClose(): void;
  /** Absent where nobody can choose where to go. */
  onChoose: ((questionId: number) => void) | null;
}

export function HandInDialog({ onClose, onChoose }: Props) {
  const { state, answerTools, beginHandIn } = useSession();
  const now = useObserved(state, (all) => all);
  const files = useObserved(answerTools.uploads, (all) => all);
  const questions = numbered(now);
  const open = questions.filter((question) => progressIn(now, question) === 'none');
  const partly = questions.filter((question) => progressIn(now, question) === 'partly');
  const flagged = questions.filter((question) => isFlaggedIn(now, question));
  const waiting = questions.filter(({ id }) => files.some(({ questionId }) => questionId === id));
  const isDone = open.length + partly.length === 0;
  return (
    <Dialog titleId="hand-in-title" onClose={onClose}>
      <div className="dialog-body stack">
        <h2 id="hand-in-title">Hand in this quiz?</h2>
        <p>
          {isDone
            ? 'You have answered every question.'
            : 'Some questions are not answered. You can still go back to them.'}{' '}
          After you hand in, you cannot change your answers.
          {waiting.length > 0 && ' Files that have not been sent by then are not part of them.'}
        </p>
        <Group title="Files not sent yet" questions={waiting} onChoose={onChoose} onClose={onClose} />
        <Group title="Not answered" questions={open} onChoose={onChoose} onClose={onClose} />
        <Group title="Partly answered" questions={partly} onChoose={onChoose} onClose={onClose} />
        <Group title="Flagged" questions={flagged} onChoose={onChoose} onClose={onClose} />
      </div>
      <div className="dialog-foot">
        {/* biome-ignore lint/a11y/noAutofocus: a dialog has the focus, and this choice loses nothing. */}
        <button type="button" className="button" autoFocus onClick={onClose}>
          Back to the quiz
        </button>
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            onClose();
            beginHandIn();
          }}
        >
          Hand in
        </button>
      </div>
    </Dialog>
  );
}

interface GroupProps extends Props {
  title: string;
  questions: readonly QuestionState[];
}

function Group({ title, questions, onChoose, onClose }: GroupProps) {
  if (questions.length === 0) return null;
  return (
    <section className="stack stack-sm">
      <h3>{`${title} (${questions.length})`}</h3>
      <ul className="plain-list row">
        {questions.map((question) => (
          <li key={question.id}>
            {onChoose === null ? (
              <span className="pill">{questionName(question)}</span>
            ) : (
              <button
                type="button"
                className="button button-small"
                aria-label={questionName(question)}
                onClick={() => {
                  onClose();
                  onChoose(question.id);
                }}
              >
                {question.number}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
