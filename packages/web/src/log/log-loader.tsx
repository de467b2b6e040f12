// The log of the attempt that the address names, once it is read; until then how far that is, or why there is none.

import { quizPlace, quizSubmissionIdHere } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { useAddress } from '../shell/address.ts';
import { LogNotThere } from '../shell/log-not-there.tsx';
import { quizSections, StaffShell } from '../shell/staff-shell.tsx';
import { LogPage } from './log-page.tsx';
import { logStateOf } from './log-views.ts';
import { useAttemptLog } from './use-attempt-log.ts';

const place = quizPlace();
const quizSubmissionId = quizSubmissionIdHere();

export function LogLoader({ viewer }: { viewer: Viewer }) {
  const state = logStateOf(useAddress());
  const { reading, onReload } = useAttemptLog(place, quizSubmissionId, state.attempt);
  if (reading.is === 'there') {
    return <LogPage viewer={viewer} place={place} log={reading.log} state={state} onReload={onReload} />;
  }
  return (
    <StaffShell
      viewer={viewer}
      sections={reading.is === 'waiting' ? quizSections(place) : []}
      section="Attempts"
    >
      {reading.is === 'waiting' ? (
        <Waiting count={reading.count} />
      ) : (
        <LogNotThere error={reading.error} onReload={onReload} />
      )}
    </StaffShell>
  );
}

function Waiting({ count }: { count: number }) {
  return (
    <>
      <h1 className="visually-hidden">Attempt log</h1>
      <p className="waiting">
        <span className="spinner" aria-hidden="true" />
        <span role="status">Reading the log</span>
        {count > 0 && <span className="number">{count.toLocaleString('en')} events so far</span>}
      </p>
    </>
  );
}
