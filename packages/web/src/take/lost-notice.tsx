// Below the bar as long as answers cannot be saved: why, and that one can go on.

import { signInUrl } from '../api/client.ts';
import type { SaveFailure } from './save-status.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

export const lostTitles: Record<SaveFailure, string> = {
  network: 'You are not connected',
  server: 'The server has a problem',
  'signed-out': 'You are signed out',
  'somebody-else': 'Somebody else is signed in on this browser now',
  refused: 'The server does not save your answers',
};

export function LostNotice() {
  const { saving } = useSession();
  const failure = useObserved(saving, (now) => now.failure);
  const isKept = useObserved(saving, (now) => now.isKept);
  if (failure === null) return null;
  return (
    <section className="notice notice-warning take-lost small" aria-label="Saving">
      <p>
        <strong>{lostTitles[failure]}.</strong>{' '}
        {isKept
          ? 'You can go on working: your answers are kept on this device, and saved as soon as that works again.'
          : 'You can go on working, but do not close this page: this browser cannot keep your answers.'}{' '}
        {(failure === 'signed-out' || failure === 'somebody-else') && (
          <a href={signInUrl()} target="_blank" rel="noreferrer">
            Sign in again in a new tab
          </a>
        )}
      </p>
    </section>
  );
}
