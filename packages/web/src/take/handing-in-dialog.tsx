// The hand-in on its way: how it stands, and the way back while nothing has been handed in.

import { signInUrl } from '../api/client.ts';
import type { Activity } from './activity.ts';
import { Dialog } from './dialog.tsx';
import { useSession } from './session-context.ts';

export function HandingInDialog({ activity }: { activity: Extract<Activity, { kind: 'handing-in' }> }) {
  const { tryHandInAgain, callOffHandIn } = useSession();
  const { isTimeUp, problem, isRetried } = activity;
  const canGoBack = problem !== null && !isTimeUp;
  return (
    <Dialog titleId="handing-in-title" {...(canGoBack ? { onClose: callOffHandIn } : {})}>
      <div className="dialog-body stack" role="status">
        <h2 id="handing-in-title" tabIndex={-1}>
          {isTimeUp ? 'The time is up' : 'Handing in'}
        </h2>
        {problem === null ? (
          <p className="row">
            <span className="spinner" /> Your answers are being handed in…
          </p>
        ) : (
          <div className="notice notice-warning">
            <p className="notice-title">Not handed in yet. {problem}</p>
            <p>
              Your answers are kept on this device.{' '}
              {isRetried ? 'It is tried again by itself: leave this page open.' : ''}
            </p>
            {problem.includes('Sign in again') && (
              <p>
                <a href={signInUrl()} target="_blank" rel="noreferrer">
                  Sign in in a new tab
                </a>
              </p>
            )}
          </div>
        )}
      </div>
      {problem !== null && (
        <div className="dialog-foot">
          {canGoBack && (
            <button type="button" className="button" onClick={callOffHandIn}>
              Back to the quiz
            </button>
          )}
          <button type="button" className="button button-primary" onClick={tryHandInAgain}>
            Try again now
          </button>
        </div>
      )}
    </Dialog>
  );
}
