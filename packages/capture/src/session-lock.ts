// Whoever holds the lock of a page session delivers its events: the page itself while it lives, one other tab afterwards.

import { leaseSession } from './session-lease.ts';

/**
 * Whether the lock was free and is held now, until `until` is settled or the page is gone. Web Locks are missing on pages
 * without HTTPS and in old browsers: there it is a lease.
 */
export function holdSession(session: string, until: Promise<unknown>): Promise<boolean> {
  const { locks } = navigator;
  if (locks === undefined) return leaseSession(session, until);
  return new Promise((resolve, reject) => {
    const hold: LockGrantedCallback<unknown> = (lock) => {
      resolve(lock !== null);
      return lock && until;
    };
    locks.request(`quizwire-capture ${session}`, { ifAvailable: true }, hold).catch(reject);
  });
}
