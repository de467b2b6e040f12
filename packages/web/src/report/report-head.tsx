// Whose attempt the report is of, the facts, and what is to be known before reading on.

import { useState } from 'react';
import type { AttemptLog } from '../log/attempt-log.ts';
import type { ReadLog } from '../log/read-log.ts';
import { sessionNotes } from '../log/session-notes.ts';
import { useZone } from '../shell/time-zone.ts';
import { numberText } from '../shell/wording.ts';
import { lastedText, zonedText, zoneOffsetText } from '../shell/zoned-time.ts';
import { BothTimes } from './both-times.tsx';

interface ReportHeadProps {
  log: AttemptLog;
  read: ReadLog;
  who: string;
}

export function ReportHead({ log, read, who }: ReportHeadProps) {
  const zone = useZone();
  const [madeAtMs] = useState(() => Date.now());
  const { quizSubmission, startedAtMs, finishedAtMs, endAtMs, activity } = log;
  const notes = sessionNotes(log);
  return (
    <header className="report-head">
      <h1 className="title" dir="auto">
        {who}
      </h1>
      <p className="lede" dir="auto">
        Record of attempt {log.attempt} of {log.attempts.length} on “{log.quiz.title}”, {log.courseName}
      </p>
      <dl className="facts report-facts">
        <div>
          <dt>Started</dt>
          <dd>{startedAtMs === null ? 'Not yet' : <BothTimes atMs={startedAtMs} />}</dd>
        </div>
        <div>
          <dt>Handed in</dt>
          <dd>
            {finishedAtMs === null ? 'Still running when this was made' : <BothTimes atMs={finishedAtMs} />}
          </dd>
        </div>
        {endAtMs !== null && (
          <div>
            <dt>Time up</dt>
            <dd>
              <BothTimes atMs={endAtMs} />
            </dd>
          </div>
        )}
        {startedAtMs !== null && finishedAtMs !== null && (
          <div>
            <dt>Took</dt>
            <dd>{lastedText(finishedAtMs - startedAtMs)}</dd>
          </div>
        )}
        <div>
          <dt>Score</dt>
          <dd>{scoreText(log)}</dd>
        </div>
        <div>
          <dt>Events</dt>
          <dd>
            {read.rows.length.toLocaleString('en')}
            {activity.missing_count > 0 &&
              `, and ${activity.missing_count.toLocaleString('en')} that never arrived`}
          </dd>
        </div>
        <div>
          <dt>Id of the quiz submission</dt>
          <dd className="number">{quizSubmission.id}</dd>
        </div>
        <div>
          <dt>Report made, by the clock of its reader</dt>
          <dd>
            <BothTimes atMs={madeAtMs} />
          </dd>
        </div>
      </dl>
      <p className="muted small">
        Times are in {zoneText(zone, startedAtMs ?? madeAtMs)}, by the clock of the server. “Since start”
        counts from {zonedText(read.zeroMs, zone)}.
      </p>
      {notes.length > 0 && (
        <div>
          <h2 className="report-small-title">To know before reading</h2>
          <ul>
            {notes.map((note) => (
              <li key={`${note.kind} ${note.text} ${note.atMs}`}>
                {note.atMs !== null && `${zonedText(note.atMs, zone)}: `}
                {note.text}
              </li>
            ))}
          </ul>
        </div>
      )}
    </header>
  );
}

function zoneText(zone: string, atMs: number): string {
  return zone === 'UTC' ? zone : `${zone} (${zoneOffsetText(atMs, zone)} when the attempt began) and in UTC`;
}

function scoreText({ quizSubmission, quiz }: AttemptLog): string {
  const { score, workflow_state, quiz_points_possible } = quizSubmission;
  const possible = quiz_points_possible ?? quiz.points_possible;
  if (score === null || score === undefined) return 'None yet';
  const outOf = possible === null ? '' : ` of ${numberText(possible)}`;
  return `${numberText(score)}${outOf}${workflow_state === 'pending_review' ? ', partly graded' : ''}`;
}
