// The head of a log: whose attempt it is, which one, when, and what there is to know before reading it.

import type { ReactNode } from 'react';
import { Time } from '../shell/time.tsx';
import { countText, numberText } from '../shell/wording.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { lastedText } from '../shell/zoned-time.ts';
import type { AttemptLog } from './attempt-log.ts';
import { ExportMenu } from './export-menu.tsx';
import { LogHelp } from './log-help.tsx';
import type { LogProps } from './log-props.ts';
import { PlainLink } from './log-sections.tsx';
import { type LogView, logUrl } from './log-views.ts';
import { MarkIcon } from './mark-icon.tsx';
import { reportUrl } from './report-url.ts';
import { type SessionNote, sessionNotes } from './session-notes.ts';

interface SessionHeadProps extends LogProps {
  who: string;
  view: LogView;
  onReload: () => void;
}

export function SessionHead({ who, view, onReload, ...props }: SessionHeadProps) {
  const { place, log } = props;
  const notes = sessionNotes(log);
  return (
    <header className="stack log-head">
      <div className="row row-apart">
        <h1 className="title" dir="auto">
          {who}
        </h1>
        <div className="row">
          {log.finishedAtMs !== null && <a href={gradeUrl(props)}>Grade</a>}
          <a href={reportUrl(place, log)}>Report</a>
          <ZoneChoice />
          <LogHelp />
          <ExportMenu {...props} />
          <button type="button" className="button button-small" onClick={onReload}>
            Reload
          </button>
        </div>
      </div>
      {log.attempts.length > 1 && (
        <nav className="row log-attempts" aria-label="Attempts">
          <span className="muted small">Attempt</span>
          {log.attempts.map((attempt) => (
            <PlainLink
              key={attempt}
              url={logUrl(
                place,
                log.quizSubmission.id,
                view,
                new URLSearchParams({ attempt: String(attempt) }),
              )}
              isCurrent={attempt === log.attempt}
            >
              {attempt}
            </PlainLink>
          ))}
        </nav>
      )}
      <Facts {...props} />
      {notes.length > 0 && (
        <ul className="plain-list log-notes" aria-label="To know before reading">
          {notes.map((note) => (
            <li key={`${note.kind} ${note.text} ${note.atMs}`}>
              <MarkIcon shape={shapes[note.kind]} />
              <span>
                {note.atMs !== null && (
                  <>
                    <Time iso={new Date(note.atMs).toISOString()} />
                    {': '}
                  </>
                )}
                {note.text}
              </span>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function gradeUrl({ place, log }: Pick<LogProps, 'place' | 'log'>): string {
  return `${place.pages.quiz}/submissions/${log.quizSubmission.id}/grade?attempt=${log.attempt}`;
}

const shapes = {
  device: 'opened',
  address: 'opened',
  pages: 'opened',
  clock: 'clock',
  missing: 'missing',
} as const satisfies Record<SessionNote['kind'], string>;

function Facts({ log }: LogProps) {
  const { quizSubmission, activity, startedAtMs, finishedAtMs } = log;
  const { started_at, finished_at, end_at, score, quiz_points_possible: possible } = quizSubmission;
  const tookMs = startedAtMs === null || finishedAtMs === null ? null : finishedAtMs - startedAtMs;
  return (
    <dl className="facts log-facts">
      {log.attempts.length === 1 && <Fact name="Attempt">1</Fact>}
      <Fact name="Started">{started_at === null ? 'Not yet' : <Time iso={started_at} />}</Fact>
      <Fact name="Handed in">
        {finished_at === null ? 'Still running' : <Time iso={finished_at} />}
        {tookMs !== null && <span className="muted small"> after {lastedText(tookMs)}</span>}
      </Fact>
      {end_at !== null && (
        <Fact name="Time up">
          <Time iso={end_at} />
        </Fact>
      )}
      <Fact name="Score">
        {score === null || score === undefined ? 'None yet' : numberText(score)}
        {possible !== null && <span className="muted small"> of {numberText(possible)}</span>}
        {quizSubmission.workflow_state === 'pending_review' && (
          <span className="muted small">, partly graded</span>
        )}
      </Fact>
      <Fact name="Events">{log.events.length.toLocaleString('en')}</Fact>
      <Fact name="Away">
        <AwayText activity={activity} />
      </Fact>
      {activity.missing_count > 0 && (
        <Fact name="Never arrived">{countText(activity.missing_count, 'event')}</Fact>
      )}
    </dl>
  );
}

/** As the list of attempts has it: the server counts time away once, however many pages were open. */
function AwayText({ activity: { absence_count: count, absence_ms: totalMs } }: Pick<AttemptLog, 'activity'>) {
  if (count === 0) return 'Never';
  return (
    <>
      {countText(count, 'time')}
      {totalMs > 0 && <span className="muted small">, {lastedText(totalMs)} in all</span>}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
