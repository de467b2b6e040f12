// logged_in and logged_out. A session that expires announces nothing. Canvas: live events reference §2.4, §3.10.

import type { Fact } from './fact.ts';

/** `redirectUrl` is where the person wanted to go, without secrets; null when nobody said. */
export function loggedIn(userId: number, redirectUrl: string | null): Fact {
  return {
    eventName: 'logged_in',
    courseId: null,
    assignmentId: null,
    userId,
    body: { redirect_url: redirectUrl },
  };
}

export function loggedOut(userId: number): Fact {
  return { eventName: 'logged_out', courseId: null, assignmentId: null, userId, body: {} };
}
