// The columns of the live view.

import type { QuizPlace } from '../api/place.ts';
import { logUrl } from '../log/log-views.ts';
import { nameOf } from '../shell/quiz-taker.ts';
import { Time } from '../shell/time.tsx';
import type { Column } from '../shell/virtual-table.tsx';
import { utcText } from '../shell/zoned-time.ts';
import type { LiveAttempt } from './live-attempt.ts';
import { agoText, leftText, pageText, questionText } from './live-words.ts';

/** `onExtend` is asked for the attempt of a named student. */
export function liveColumns(
  place: QuizPlace,
  nowMs: number,
  onExtend: (attempt: LiveAttempt) => void,
): Column<LiveAttempt>[] {
  return [
    {
      key: 'name',
      head: 'Student',
      width: 'minmax(9rem, 1fr)',
      sorts: true,
      cell: (attempt) => (
        <span className="live-name">
          <a href={logUrlOf(place, attempt)} dir="auto">
            {nameOf(attempt)}
          </a>
          {attempt.attempt > 1 && <span className="small muted"> attempt {attempt.attempt}</span>}
        </span>
      ),
    },
    {
      key: 'left',
      head: 'Time left',
      width: '11.5rem',
      sorts: true,
      cell: (attempt) => <TimeLeft attempt={attempt} nowMs={nowMs} />,
    },
    { key: 'question', head: 'On question', width: '8rem', sorts: true, cell: questionText },
    {
      key: 'answered',
      head: 'Answered',
      width: '10.5rem',
      sorts: true,
      cell: (attempt) => <Answered attempt={attempt} />,
    },
    {
      key: 'saved',
      head: 'Last saved',
      width: '10.5rem',
      sorts: true,
      cell: ({ last_saved_at }) => agoText(last_saved_at, nowMs),
    },
    {
      key: 'heard',
      head: 'Last heard',
      width: '11.5rem',
      sorts: true,
      cell: (attempt) => <Heard attempt={attempt} nowMs={nowMs} />,
    },
    {
      key: 'page',
      head: 'Page',
      width: '13.5rem',
      sorts: true,
      cell: (attempt) => pageText(attempt, nowMs),
    },
    {
      key: 'actions',
      head: 'Actions',
      width: '10rem',
      cell: (attempt) => (
        <span className="row live-actions">
          {attempt.user !== null && (
            <button type="button" className="button button-small" onClick={() => onExtend(attempt)}>
              Extend…<span className="visually-hidden"> {nameOf(attempt)}</span>
            </button>
          )}
          <a href={logUrlOf(place, attempt)}>
            Log<span className="visually-hidden"> of {nameOf(attempt)}</span>
          </a>
        </span>
      ),
    },
  ];
}

function logUrlOf(place: QuizPlace, { quiz_submission_id, attempt }: LiveAttempt): string {
  const query = new URLSearchParams({ attempt: String(attempt) });
  return logUrl(place, quiz_submission_id, { is: 'timeline' }, query);
}

function TimeLeft({ attempt, nowMs }: { attempt: LiveAttempt; nowMs: number }) {
  const { state, end_at, finished_at } = attempt;
  if (state === 'running') {
    const ends = end_at === null ? {} : { title: `Ends ${utcText(Date.parse(end_at))}` };
    return (
      <span className="number" {...ends}>
        {leftText(attempt, nowMs)}
      </span>
    );
  }
  return (
    <span className="live-finished">
      Finished{state === 'pending_review' && ', to be graded'}
      {finished_at !== null && (
        <span className="small muted">
          <Time iso={finished_at} precision="minute" />
        </span>
      )}
    </span>
  );
}

function Answered({ attempt }: { attempt: LiveAttempt }) {
  const { answered_count, question_count } = attempt;
  return (
    <span className="live-answered">
      <progress
        className="progress"
        value={answered_count}
        max={Math.max(question_count, 1)}
        aria-hidden="true"
      />
      <span>
        {answered_count} of {question_count}
      </span>
    </span>
  );
}

function Heard({ attempt, nowMs }: { attempt: LiveAttempt; nowMs: number }) {
  const { connection, last_heard_at } = attempt;
  if (connection === null) return '–';
  return (
    <>
      {connection === 'quiet' && <span className="pill live-quiet">Quiet</span>}{' '}
      {agoText(last_heard_at, nowMs)}
    </>
  );
}
