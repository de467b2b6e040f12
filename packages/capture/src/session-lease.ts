// A lock on a page session where the browser has no Web Locks: a promise in localStorage, renewed as long as the page lives.
// Two tabs that break it (a machine that slept) both send; a server that knows the events' ids keeps one of each.

import { guarded } from './guarded.ts';
import { uuid } from './uuid.ts';

/** Browsers let timers of hidden pages run once a minute. */
const leaseMs = 180_000;
const renewEveryMs = 30_000;
/** For another tab's write to show. */
const settleMs = 200;

/** Whether the lease was free and is held now, until `until` is settled. Rejects without localStorage. */
export async function leaseSession(session: string, until: Promise<unknown>): Promise<boolean> {
  const key = `quizwire-capture-lease ${session}`;
  const holder = uuid();
  const renew = (): void => localStorage.setItem(key, `${Date.now() + leaseMs} ${holder}`);

  if (Number(localStorage.getItem(key)?.split(' ')[0]) > Date.now()) return false;
  renew();
  await new Promise((done) => setTimeout(done, settleMs));
  if (!localStorage.getItem(key)?.endsWith(holder)) return false;

  const timer = setInterval(guarded(renew), renewEveryMs);
  void until.finally(() => {
    clearInterval(timer);
    localStorage.removeItem(key);
  });
  return true;
}
