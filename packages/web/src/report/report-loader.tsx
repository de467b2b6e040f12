// Reads the attempt that the address names, and says why when there is nothing to report.

import { ApiError } from '../api/client.ts';
import { type QuizPlace, quizPlace, quizSubmissionIdHere } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { logStateOf } from '../log/log-views.ts';
import { useAttemptLog } from '../log/use-attempt-log.ts';
import { useAddress } from '../shell/address.ts';
import { Failed } from '../shell/loaded.tsx';
import { StaffShell } from '../shell/staff-shell.tsx';
import { ReportPage } from './report-page.tsx';

const place = quizPlace();
const quizSubmissionId = quizSubmissionIdHere();

export function ReportLoader({ viewer }: { viewer: Viewer }) {
  const { attempt } = logStateOf(useAddress());
  const { reading, onReload } = useAttemptLog(place, quizSubmissionId, attempt);
  if (reading.is === 'there') return <ReportPage viewer={viewer} place={place} log={reading.log} />;
  return (
    <StaffShell viewer={viewer} crumbs={[{ name: 'Quiz', url: place.pages.quiz }, { name: 'Report' }]}>
      {reading.is === 'waiting' ? (
        <>
          <h1 className="visually-hidden">Report of an attempt</h1>
          <p className="waiting">
            <span className="spinner" aria-hidden="true" />
            <span role="status">Reading the log</span>
            {reading.count > 0 && (
              <span className="number">{reading.count.toLocaleString('en')} events so far</span>
            )}
          </p>
        </>
      ) : (
        <NoReport error={reading.error} place={place} onReload={onReload} />
      )}
    </StaffShell>
  );
}

interface NoReportProps {
  error: unknown;
  place: QuizPlace;
  onReload: () => void;
}

function NoReport({ error, place: { pages }, onReload }: NoReportProps) {
  const words = error instanceof ApiError && !error.isPassing ? wordsFor(error.status) : null;
  if (words === null) return <Failed error={error} onTryAgain={onReload} />;
  return (
    <div className="stack report-none">
      <h1 className="title">{words.title}</h1>
      <p className="lede">{words.text}</p>
      <div>
        <a className="button" href={pages.quiz}>
          To the quiz
        </a>
      </div>
    </div>
  );
}

function wordsFor(status: number): { title: string; text: string } | null {
  if (status === 400) {
    return {
      title: 'The log is turned off',
      text: 'This course does not have the quiz log turned on. What was recorded is kept, but nobody reads it.',
    };
  }
  if (status === 401 || status === 403) {
    return {
      title: 'This report is not open to you',
      text: 'Those who grade the course can read it. Students can read the report of their own attempts where the course allows it. If you think that you should see it, ask your teacher.',
    };
  }
  return null;
}
