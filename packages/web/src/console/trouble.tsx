// The server said no, or could not be asked: what that was, and another try where it may help.

import { ApiError } from '../api/client.ts';

interface TroubleProps {
  error: unknown;
  /** Absent where the person only has to press the same button again. */
  onAgain?: () => void;
}

export function Trouble({ error, onAgain }: TroubleProps) {
  if (error === null) return null;
  return (
    <div className="notice notice-error" role="alert">
      <p className="notice-title">{titleOf(error)}</p>
      <p>{textOf(error)}</p>
      {onAgain !== undefined && (
        <button type="button" className="button button-small" onClick={onAgain}>
          Try again
        </button>
      )}
    </div>
  );
}

function titleOf(error: unknown): string {
  if (error instanceof ApiError && error.status === 404) return 'There is no such thing';
  return 'That did not work';
}

/** The server's `error` says which kind, its `message` what exactly. */
function textOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'The page could not make sense of the answer.';
  if (error.status === 404) return 'The address may be wrong, or it is too old to be kept.';
  return error.message;
}
