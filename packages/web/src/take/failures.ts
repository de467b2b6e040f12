// What a request that failed means for a student.

import { ApiError, isSignedOut } from '../api/client.ts';
import type { SaveFailure } from './save-status.ts';

/** The server answered, and has not saved: the attempt is over, or another one is under way. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
}

/** Somebody else has signed in in this browser meanwhile: nothing that is refused says anything of the attempt. */
export class SomebodyElse extends Error {
  override readonly name = 'SomebodyElse';
}

export interface Failed {
  failure: SaveFailure;
  retryAfterSeconds: number | null;
}

/** Of `call`: what is no ApiError is an answer that never came. */
export function failureOf(error: unknown): Failed {
  if (error instanceof NotSaved) return { failure: 'refused', retryAfterSeconds: null };
  if (error instanceof SomebodyElse) return { failure: 'somebody-else', retryAfterSeconds: null };
  if (!(error instanceof ApiError)) return { failure: 'network', retryAfterSeconds: null };
  const { retryAfterSeconds } = error;
  if (isSignedOut(error)) return { failure: 'signed-out', retryAfterSeconds };
  if (error.status === 0) return { failure: 'network', retryAfterSeconds };
  return { failure: error.isPassing ? 'server' : 'refused', retryAfterSeconds };
}

/** A sentence. */
export function problemText(error: unknown): string {
  const { failure } = failureOf(error);
  if (failure === 'network') return 'There is no connection.';
  if (failure === 'server') return 'The server has a problem.';
  if (failure === 'signed-out')
    return 'You are signed out. Sign in again in another tab, then come back here.';
  if (failure === 'somebody-else')
    return 'Somebody else is signed in on this browser now. Sign in again in another tab, then come back here.';
  return error instanceof Error ? `The server refused it: ${error.message}.` : 'The server refused it.';
}
