// What everybody must see: no connection, a warning of the time. Read out when it comes, and never in the way of typing.

import { useEffect, useRef } from 'react';
import { signInUrl } from '../api/client.ts';
import { unreadableIn } from './attempt-reading.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

export function Notices() {
  const { said, saving, state } = useSession();
  const announcement = useObserved(said.last, (now) => now);
  const failure = useObserved(saving, (now) => now.failure);
  const isKept = useObserved(saving, (now) => now.isKept);
  const unreadable = useObserved(state, (now) => unreadableIn(now).length);
  const before = useRef(failure);
  useEffect(() => {
    if (failure !== null && before.current === null) said.tell(`${titles[failure]}. You can go on working.`);
    if (failure === null && before.current !== null) said.tell('All is well again: your answers are saved.');
    before.current = failure;
  }, [failure, said]);
  return (
    <>
      <div className="visually-hidden" role="status">
        {announcement !== null && <span key={announcement.number}>{announcement.text}</span>}
      </div>
      {failure !== null && (
        <div className="notice notice-warning take-notice">
          <p className="notice-title">{titles[failure]}</p>
          <p>
            Go on working.{' '}
            {isKept ? 'Your answers are kept on this device and saved' : 'Your answers are saved'} as soon as
            that works again. {isKept ? '' : 'Do not close this page: this browser cannot keep them. '}
            {failure === 'signed-out' && (
              <a href={signInUrl()} target="_blank" rel="noreferrer">
                Sign in again in a new tab
              </a>
            )}
          </p>
        </div>
      )}
      {unreadable > 0 && failure === null && (
        <p className="visually-hidden">{`${unreadable} answers do not read as numbers and are not saved.`}</p>
      )}
      {announcement?.isShown === true && (
        <div className="notice notice-info take-notice take-said">
          <p>{announcement.text}</p>
          <button type="button" className="button button-quiet button-small" onClick={said.close}>
            Close
          </button>
        </div>
      )}
    </>
  );
}

const titles = {
  network: 'You are not connected',
  server: 'The server has a problem',
  'signed-out': 'You are signed out',
  refused: 'The server did not save your answers',
} as const;
