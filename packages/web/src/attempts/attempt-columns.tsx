// The columns of the class, and below the head of each what its cells may be compared with.

import type { QuizPlace } from '../api/place.ts';
import { nameOf } from '../shell/quiz-taker.ts';
import { Time } from '../shell/time.tsx';
import type { Column } from '../shell/virtual-table.tsx';
import { numberText } from '../shell/wording.ts';
import { lastedText } from '../shell/zoned-time.ts';
import type { ClassAttempt, ClassQuestion } from './class-attempt.ts';
import { activeMsOf, type Medians } from './class-rows.ts';
import { QuestionBars, shortName } from './question-bars.tsx';
import { TracePicture } from './trace-picture.tsx';

export interface Compared {
  questions: readonly ClassQuestion[];
  medians: Medians;
  fullMs: number;
  /** The one whose time is shown; null for all. */
  questionId: string | null;
  hasSeveralAttempts: boolean;
}

export function attemptColumns(place: QuizPlace, compared: Compared): Column<ClassAttempt>[] {
  const { medians } = compared;
  return [
    {
      key: 'name',
      head: 'Student',
      width: 'minmax(11rem, 1.4fr)',
      sorts: true,
      note: '',
      cell: (attempt) => <NameCell place={place} attempt={attempt} />,
    },
    ...(compared.hasSeveralAttempts
      ? [
          {
            ...{ key: 'attempt', head: 'Attempt', width: '6rem', sorts: true, isNumber: true, note: '' },
            cell: (attempt: ClassAttempt) => attempt.attempt,
          },
        ]
      : []),
    {
      ...{ key: 'events', head: 'Events', width: '10.5rem', sorts: true, note: middle(medians.events) },
      cell: ({ trace, event_count }) => (
        <span className="trace-cell">
          <TracePicture trace={trace} />
          <span className="number">{event_count.toLocaleString('en')}</span>
        </span>
      ),
    },
    {
      ...{ key: 'started', head: 'Started', width: '10.5rem', sorts: true, note: '' },
      cell: ({ started_at }) => <Time iso={started_at} precision="minute" />,
    },
    {
      ...{ key: 'finished', head: 'Finished', width: '10.5rem', sorts: true, note: '' },
      cell: (attempt) => <FinishedCell place={place} attempt={attempt} />,
    },
    {
      ...{ key: 'spent', head: 'Took', width: '9rem', sorts: true, isNumber: true },
      note: middle(medians.spent, lastedText),
      cell: ({ time_spent }) => (time_spent === null ? '–' : lastedText(time_spent * 1000)),
    },
    {
      ...{ key: 'score', head: 'Score', width: '7rem', sorts: true, isNumber: true },
      note: middle(medians.score),
      cell: ({ score, points_possible }) => scoreText(score, points_possible),
    },
    questionColumn(compared),
    {
      ...{ key: 'absences', head: 'Away', width: '9.5rem', sorts: true, isNumber: true },
      note:
        medians.absences === null || medians.absenceMs === null
          ? 'no median'
          : `median ${[`${numberText(medians.absences)}×`, ...(medians.absenceMs > 0 ? [lastedText(medians.absenceMs)] : [])].join(', ')}`,
      cell: ({ absence_count, absence_ms }) =>
        absence_count === 0
          ? '–'
          : [`${absence_count}×`, ...(absence_ms > 0 ? [lastedText(absence_ms)] : [])].join(', '),
    },
    {
      ...{ key: 'connection', head: 'No network', width: '8.5rem', sorts: true, isNumber: true },
      note: middle(medians.connection, (count) => `${numberText(count)}×`),
      cell: ({ connection_count }) => (connection_count === 0 ? '–' : `${connection_count}×`),
    },
    {
      ...{ key: 'missing', head: 'Events missing', width: '9.5rem', sorts: true, isNumber: true },
      note: middle(medians.missing),
      cell: ({ missing_count }) => (missing_count === 0 ? '–' : missing_count.toLocaleString('en')),
    },
    {
      ...{ key: 'devices', head: 'Devices, networks', width: '11rem', sorts: true, isNumber: true },
      note: middle(medians.devices),
      cell: ({ device_count }) => device_count,
    },
  ];
}

function questionColumn({ medians, questions, questionId, fullMs }: Compared): Column<ClassAttempt> {
  const asked = questions.find(({ id }) => id === questionId);
  if (asked !== undefined) {
    return {
      ...{
        key: 'questions',
        head: `Time on ${shortName(asked)}`,
        width: '10rem',
        sorts: true,
        isNumber: true,
      },
      note: middle(medians.questions, lastedText),
      cell: (attempt) => lastedText(activeMsOf(attempt, asked.id)),
    };
  }
  const width = Math.min(24, Math.max(10, questions.length * 0.75));
  return {
    ...{ key: 'questions', head: 'Time on questions', width: `${width}rem`, sorts: true },
    note: `full height ${lastedText(fullMs)}`,
    cell: (attempt) => (
      <QuestionBars attempt={attempt} questions={questions} medians={medians.byQuestion} fullMs={fullMs} />
    ),
  };
}

function middle(value: number | null, text: (value: number) => string = numberText): string {
  return value === null ? 'no median' : `median ${text(value)}`;
}

function NameCell({ place, attempt }: { place: QuizPlace; attempt: ClassAttempt }) {
  const url = `${place.pages.quiz}/submissions/${attempt.quiz_submission_id}/log?attempt=${attempt.attempt}`;
  return (
    <a className="name-link" href={url}>
      <bdi>{nameOf(attempt)}</bdi>
    </a>
  );
}

function FinishedCell({ place, attempt }: { place: QuizPlace; attempt: ClassAttempt }) {
  const { finished_at, workflow_state } = attempt;
  const url = `${place.pages.quiz}/submissions/${attempt.quiz_submission_id}/grade?attempt=${attempt.attempt}`;
  if (finished_at === null) return <span className="pill">At work</span>;
  return (
    <>
      <Time iso={finished_at} precision="minute" />
      {workflow_state === 'pending_review' && (
        <a className="small block" href={url}>
          to be graded
        </a>
      )}
    </>
  );
}

function scoreText(score: number | null, pointsPossible: number | null): string {
  if (score === null) return '–';
  return pointsPossible === null
    ? numberText(score)
    : `${numberText(score)} of ${numberText(pointsPossible)}`;
}
