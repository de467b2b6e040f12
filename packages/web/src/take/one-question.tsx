// One question at a time, with the way to the next, and where the quiz allows it the way back.

import { useEffect, useRef, useState } from 'react';
import { numbered, progressIn } from './attempt-reading.ts';
import { Dialog } from './dialog.tsx';
import { titleId } from './element-ids.ts';
import { QuestionCard } from './question-card.tsx';
import { nameQuestionInAddress } from './question-in-address.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

export function OneQuestion() {
  const { state, activity, quiz, goTo, answerTools } = useSession();
  const order = useObserved(state, (now) => now.order);
  const shownId = useObserved(state, (now) => now.shownIds[0]);
  const count = useObserved(state, (now) => numbered(now).length);
  const isMoving = useObserved(activity, (now) => now.kind === 'moving');
  const isStuck = useObserved(activity, (now) => now.kind === 'moving' && now.isStuck);
  /** Before a question is left for good: what it lacks. */
  const [lacking, setLacking] = useState<'answer' | 'file' | null>(null);
  useFocusOnArrival(shownId);
  const index = order.findIndex(({ id }) => id === shownId);
  const question = order[index];
  if (question === undefined)
    return <p className="panel">All questions are closed. Hand in when you are ready.</p>;
  const [previous, next] = [order[index - 1], order[index + 1]];
  const go = (to: typeof next): void => {
    if (to !== undefined) void goTo(to.id);
  };
  const goOn = (): void => {
    const isOpen = question.number !== null && progressIn(state.get(), question) !== 'all';
    const isSending = answerTools.uploads.get().some(({ questionId }) => questionId === question.id);
    if (quiz.cant_go_back && (isSending || isOpen)) setLacking(isSending ? 'file' : 'answer');
    else go(next);
  };
  return (
    <>
      <QuestionCard key={question.id} question={question} />
      <nav className="one-question-ways" aria-label="Question by question">
        {!quiz.cant_go_back && (
          <button
            type="button"
            className="button button-large"
            aria-disabled={previous === undefined || isMoving}
            onClick={() => !isMoving && go(previous)}
          >
            Previous
          </button>
        )}
        <span className="muted number">{question.number !== null && `${question.number} of ${count}`}</span>
        {next !== undefined && (
          <button
            type="button"
            className="button button-primary button-large"
            aria-disabled={isMoving}
            onClick={() => !isMoving && goOn()}
          >
            Next
          </button>
        )}
      </nav>
      {quiz.cant_go_back && next !== undefined && (
        <p className="muted small one-question-hint">You cannot come back to a question after you go on.</p>
      )}
      {isStuck && (
        <div className="notice notice-warning" role="status">
          <p className="notice-title">Waiting for the connection</p>
          <p>
            Your answer is kept on this device. The next question comes as soon as the server can be reached.
          </p>
        </div>
      )}
      {lacking !== null && (
        <Dialog titleId="go-on-title" onClose={() => setLacking(null)}>
          <div className="dialog-body stack">
            <h2 id="go-on-title">{`Go on without ${lacking === 'file' ? 'a file' : 'an answer'}?`}</h2>
            <p>
              {lacking === 'file' ? 'A file has not been sent yet' : 'This question is not fully answered'},
              and you cannot come back to it.
            </p>
          </div>
          <div className="dialog-foot">
            {/* biome-ignore lint/a11y/noAutofocus: a dialog has the focus, and this choice loses nothing. */}
            <button type="button" className="button" autoFocus onClick={() => setLacking(null)}>
              Stay
            </button>
            <button
              type="button"
              className="button button-primary"
              onClick={() => {
                setLacking(null);
                go(next);
              }}
            >
              Go on
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Whoever works by keyboard or ear goes on at the new question; not when the page has just been opened. */
function useFocusOnArrival(shownId: number | undefined): void {
  const before = useRef(shownId);
  useEffect(() => {
    if (shownId === undefined || before.current === shownId) return;
    before.current = shownId;
    window.scrollTo(0, 0);
    document.getElementById(titleId(shownId))?.focus({ preventScroll: true });
    nameQuestionInAddress(shownId);
  }, [shownId]);
}
