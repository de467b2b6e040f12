// Who is graded, on which attempt, what it came to so far, and the way to who comes before and after.

import type { QuizPlace } from '../api/place.ts';
import { Time } from '../shell/time.tsx';
import { durationText, numberText } from '../shell/wording.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import type { Grading, Taker } from './grade-api.ts';
import { placeOf } from './question-to-grade.tsx';

interface AttemptHeadProps {
  place: QuizPlace;
  grading: Grading;
  name: string;
  previous: Taker | null;
  next: Taker | null;
  urlOfTaker: (taker: Taker) => string;
}

const states = {
  untaken: { text: 'Under way', className: '' },
  pending_review: { text: 'To grade', className: 'pill-info' },
  complete: { text: 'Graded', className: 'pill-success' },
  preview: { text: 'Preview', className: '' },
} as const;

export function AttemptHead({ place, grading, name, previous, next, urlOfTaker }: AttemptHeadProps) {
  const toGrade = grading.questions.filter(({ correct }) => correct === 'undefined');
  const { quiz, attempt, attempts, kept_score, quiz_submission_id } = grading;
  const state = states[attempt.workflow_state];
  const pages = `${place.pages.quiz}/submissions/${quiz_submission_id}`;
  const query = `?attempt=${attempt.attempt}`;
  return (
    <>
      <div className="row row-apart">
        <h1 className="title" dir="auto">
          {name}
        </h1>
        <nav className="row" aria-label="Students">
          {previous !== null && (
            <a className="button button-small" href={urlOfTaker(previous)}>
              Previous student
            </a>
          )}
          {next !== null && (
            <a className="button button-small" href={urlOfTaker(next)}>
              Next student
            </a>
          )}
        </nav>
      </div>
      <div className="row row-apart">
        <nav className="row" aria-label="Attempts">
          {attempts.map((one) => (
            <a
              key={one.attempt}
              href={`${pages}/grade?attempt=${one.attempt}`}
              {...(one.attempt === attempt.attempt ? { 'aria-current': 'page' as const } : {})}
              className={one.attempt === attempt.attempt ? 'attempt-link strong' : 'attempt-link'}
            >
              Attempt {one.attempt}
              {one.workflow_state === 'pending_review' && ' (to grade)'}
            </a>
          ))}
        </nav>
        <div className="row">
          <a href={`${pages}/log${query}`}>Log</a>
          <a href={`${pages}/report${query}`}>Report</a>
          <ZoneChoice />
        </div>
      </div>
      <dl className="facts facts-wide panel">
        <div>
          <dt>Score</dt>
          <dd>
            {attempt.score === null ? '–' : numberText(attempt.score)}
            {quiz.points_possible !== null && ` / ${numberText(quiz.points_possible)}`}{' '}
            <span className={`pill ${state.className}`}>{state.text}</span>
          </dd>
        </div>
        {attempts.length > 1 && (
          <div>
            <dt>Counts in the course</dt>
            <dd>{kept_score === null ? '–' : numberText(kept_score)}</dd>
          </div>
        )}
        {attempt.finished_at !== null && (
          <div>
            <dt>Handed in</dt>
            <dd>
              <Time iso={attempt.finished_at} precision="minute" />
            </dd>
          </div>
        )}
        {attempt.started_at !== null && attempt.finished_at !== null && (
          <div>
            <dt>Time</dt>
            <dd>{durationText(attempt.started_at, attempt.finished_at)}</dd>
          </div>
        )}
      </dl>
      {toGrade.length > 0 && (
        <nav className="row" aria-label="Questions to grade">
          <span className="muted">To grade:</span>
          {toGrade.map((question) => (
            <a key={question.id} className="attempt-link" href={`#${placeOf(question)}`}>
              Question {question.number}
            </a>
          ))}
        </nav>
      )}
    </>
  );
}
