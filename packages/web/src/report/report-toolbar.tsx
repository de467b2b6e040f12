// What is above the report on the screen, and not on paper.

import type { QuizPlace } from '../api/place.ts';
import type { AttemptLog } from '../log/attempt-log.ts';
import { ExportMenu } from '../log/export-menu.tsx';
import { logUrl } from '../log/log-views.ts';
import { changeAddress } from '../shell/address.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';

interface ReportToolbarProps {
  place: QuizPlace;
  log: AttemptLog;
  isOwn: boolean;
}

export function ReportToolbar({ place, log, isOwn }: ReportToolbarProps) {
  const attempt = new URLSearchParams({ attempt: String(log.attempt) });
  return (
    <div className="row row-apart report-toolbar">
      <div className="row">
        {!isOwn && (
          <a href={logUrl(place, log.quizSubmission.id, { is: 'timeline' }, attempt)}>To the timeline</a>
        )}
        {log.attempts.length > 1 && (
          <label className="toolbar-field">
            Attempt
            <select
              className="input input-small"
              value={log.attempt}
              onChange={(event) => changeAddress({ attempt: event.target.value })}
            >
              {log.attempts.map((number) => (
                <option key={number}>{number}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div className="row">
        <ZoneChoice />
        <ExportMenu log={log} place={place} isInReport />
        <button type="button" className="button button-small button-primary" onClick={() => print()}>
          Print
        </button>
      </div>
    </div>
  );
}
