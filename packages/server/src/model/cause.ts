// What made a change happen: somebody's request, or a job of the server's own. Live events tell of it.

import type { Caller } from './caller.ts';

/** Work that nobody asked for at that moment. */
export interface Job {
  /** Class and method in Canvas's manner, e.g. `OverdueAttempts#close`. */
  jobTag: string;
  /** The record that it works on. */
  jobId: number;
}

export type Cause = Caller | Job;

export function isJob(cause: Cause): cause is Job {
  return 'jobTag' in cause;
}
