// What came of an attempt: the score, and as far as the quiz shows them, the questions with their verdicts.

import { useEffect } from 'react';
import { type QuizPlace, urlOf } from '../api/place.ts';
import type { Results } from '../api/taking.ts';
import { Shell } from '../shell/shell.tsx';
import { durationText, numberText, timeText } from '../shell/wording.ts';
import { OwnRecord } from './own-record.tsx';
import { QuestionResult } from './question-result.tsx';
import './results.css';

export function ResultsPage({ place, results }: { place: QuizPlace; results: Results }) {
  const { course, user, quiz, attempt, hidden_because, questions } = results;
  const title = `Results of attempt ${attempt.attempt}`;
  useEffect(() => {
    document.title = `${title} · ${quiz.title}`;
  }, [title, quiz.title]);
  const crumbs = [
    { name: course.name, url: urlOf('/courses') },
    { name: quiz.title, url: place.pages.quiz },
    { name: 'Results' },
  ];
  return (
    <Shell userName={user.name} crumbs={crumbs}>
      <div className="stack stack-lg">
        <div className="stack">
          <h1 className="title">{title}</h1>
          <Summary results={results} />
        </div>
        {hidden_because !== null && (
          <div className="notice notice-info">
            <p>
              {hidden_because.message} {dateText(results)}
            </p>
          </div>
        )}
        {questions.length > 0 && (
          <ol className="plain-list stack" aria-label="Questions">
            {questions.map((question) => (
              <li key={question.id}>
                <QuestionResult question={question} />
              </li>
            ))}
          </ol>
        )}
        <div className="row">
          <a className="button" href={place.pages.quiz}>
            Back to the quiz
          </a>
          <OwnRecord place={place} results={results} />
        </div>
      </div>
    </Shell>
  );
}

function Summary({ results: { quiz, attempt } }: { results: Results }) {
  const { score, kept_score, workflow_state, started_at, finished_at } = attempt;
  const possible = quiz.points_possible;
  return (
    <div className="panel summary">
      <div>
        <p className="muted small">Score</p>
        {score === null ? (
          <p className="score score-none">Not shown</p>
        ) : (
          <p className="score">
            {numberText(score)}
            {possible !== null && <span className="score-possible"> / {numberText(possible)}</span>}
          </p>
        )}
        {workflow_state === 'pending_review' && <span className="pill pill-info">Not all graded yet</span>}
      </div>
      <dl className="facts">
        <div>
          <dt>Handed in</dt>
          <dd>{timeText(finished_at)}</dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd>{durationText(started_at, finished_at)}</dd>
        </div>
        {kept_score !== null && (
          <div>
            <dt>Counts in the course</dt>
            <dd>{numberText(kept_score)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** When it will be otherwise, in the time of the reader. */
function dateText({ hidden_because, quiz }: Results): string {
  const at =
    hidden_because?.code === 'after_due_date'
      ? quiz.due_at
      : hidden_because?.code === 'after_lock_date'
        ? quiz.lock_at
        : null;
  return at === null ? '' : `That is ${timeText(at)}.`;
}
