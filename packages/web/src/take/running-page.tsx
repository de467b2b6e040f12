// The page while an attempt is under way.

import { useEffect, useState } from 'react';
import { AllQuestions } from './all-questions.tsx';
import { cardId, listId, questionsId, titleId } from './element-ids.ts';
import { HandInDialog } from './hand-in-dialog.tsx';
import { HandingInDialog } from './handing-in-dialog.tsx';
import { Icon } from './icon.tsx';
import { Instructions } from './instructions.tsx';
import { LostNotice } from './lost-notice.tsx';
import { Notices } from './notices.tsx';
import { OneQuestion } from './one-question.tsx';
import { OverNotice } from './over-notice.tsx';
import { Overview } from './overview.tsx';
import { OverviewDialog } from './overview-dialog.tsx';
import { ProgressText } from './progress-text.tsx';
import { RecordedDialog } from './recorded-dialog.tsx';
import { RecordedNote } from './recorded-note.tsx';
import { useSession } from './session-context.ts';
import { TakeBar } from './take-bar.tsx';
import { useCurrentQuestion } from './use-current-question.ts';
import { useObserved } from './use-observed.ts';
import { useTopHeight } from './use-top-height.ts';

type Open = 'none' | 'hand-in' | 'recorded' | 'overview';

export function RunningPage({ pages }: { pages: { quiz: string; results: string } }) {
  const session = useSession();
  const { quiz, activity, state } = session;
  const isSingle = quiz.one_question_at_a_time;
  const [open, setOpen] = useState<Open>('none');
  const [questions, setQuestions] = useState<HTMLElement | null>(null);
  const [top, setTop] = useState<HTMLElement | null>(null);
  useTopHeight(top);
  const seenId = useCurrentQuestion(isSingle ? null : questions);
  const shownId = useObserved(state, (now) => now.shownIds[0]);
  // Also when none is shown any more: all are closed.
  const isLast = useObserved(state, ({ order, shownIds }) => {
    const [id] = shownIds;
    return id === undefined || id === order.at(-1)?.id;
  });
  const now = useObserved(activity, (value) => value);
  const isOver = now.kind === 'over';
  useEffect(() => session.start(), [session]);

  const close = (): void => setOpen('none');
  const choose = (questionId: number): void => {
    if (isSingle) void session.goTo(questionId);
    else goToCard(questionId);
  };
  const ways = {
    currentId: isSingle ? (shownId ?? null) : seenId,
    onChoose: isSingle && quiz.cant_go_back ? null : choose,
    onHandIn: isOver ? null : () => setOpen('hand-in'),
    onRecorded: () => setOpen('recorded'),
    quizPage: pages.quiz,
  };
  return (
    <div className="page take">
      <div className="take-top" ref={setTop}>
        <a className="skip-link" href={`#${questionsId}`}>
          Skip to the questions
        </a>
        <a className="skip-link skip-to-list" href={`#${listId}`}>
          Skip to the list of questions
        </a>
        <TakeBar isOver={isOver} />
        {isOver ? <OverNotice pages={pages} isHandedIn={now.isHandedIn} /> : <LostNotice />}
      </div>
      <div className="take-body">
        <main ref={setQuestions} id={questionsId} tabIndex={-1} className="take-questions">
          <RecordedNote onRecorded={ways.onRecorded} />
          <Instructions />
          {isSingle ? <OneQuestion /> : <AllQuestions />}
          {ways.onHandIn !== null && (!isSingle || isLast) && (
            <section className="panel take-end" aria-label="End of the quiz">
              <ProgressText />
              <button type="button" className="button button-primary button-large" onClick={ways.onHandIn}>
                Hand in…
              </button>
            </section>
          )}
        </main>
        <aside className="take-aside panel" aria-label="Overview">
          <Overview {...ways} />
        </aside>
      </div>
      <footer className="take-foot">
        <button type="button" className="button" onClick={() => setOpen('overview')}>
          <Icon name="list" /> Questions
        </button>
        <span className="small muted">
          <ProgressText />
        </span>
        {ways.onHandIn !== null && (
          <button type="button" className="button button-primary" onClick={ways.onHandIn}>
            Hand in…
          </button>
        )}
      </footer>
      <Notices />
      {open === 'hand-in' && !isOver && <HandInDialog onClose={close} onChoose={ways.onChoose} />}
      {open === 'recorded' && <RecordedDialog onClose={close} />}
      {open === 'overview' && <OverviewDialog {...ways} onClose={close} />}
      {now.kind === 'handing-in' && <HandingInDialog activity={now} />}
    </div>
  );
}

/** The card comes into view below the bar, and the focus to its title, so that Tab goes on from there. */
function goToCard(questionId: number): void {
  // After a dialog that closes now has given the focus back.
  setTimeout(() => {
    document.getElementById(cardId(questionId))?.scrollIntoView({ block: 'start' });
    document.getElementById(titleId(questionId))?.focus({ preventScroll: true });
  });
}
