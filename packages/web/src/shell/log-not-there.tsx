// Why there is no log to read: as for any page, or because the course has logs turned off.

import { ApiError } from '../api/client.ts';
import { Failed } from './loaded.tsx';

export function LogNotThere({ error, onReload }: { error: unknown; onReload: () => void }) {
  if (!(error instanceof ApiError) || error.status !== 400)
    return <Failed error={error} onTryAgain={onReload} />;
  return (
    <div className="stack">
      <h1 className="title">The log is turned off</h1>
      <p className="lede">
        Pages of quizzes record what happens all the same, and the server keeps it; but in this course nobody
        reads it. Whoever manages the course can turn on “quiz log auditing” in its settings.
      </p>
      <div>
        <button type="button" className="button" onClick={onReload}>
          Try again
        </button>
      </div>
    </div>
  );
}
