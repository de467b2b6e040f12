// What a session's browser holds: a secret that no script can read, and one that only a page of ours can send along.

import { createHmac } from 'node:crypto';
import type { Random } from '../random.ts';
import { isSameSecret } from './same-secret.ts';

const sessionTokenCharsCount = 64;

/** The value of a session's cookie. */
export function newSessionToken(random: Random): string {
  return random.characters(sessionTokenCharsCount);
}

/** Whether a cookie can be one of ours; any other needs no look into the database. */
export function isSessionToken(text: string): boolean {
  return text.length === sessionTokenCharsCount && /^[A-Za-z0-9]+$/.test(text);
}

/** Follows from the session's token, so it need not be kept; the token does not follow from it. URL-safe characters. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('quizwire csrf token').digest('base64url');
}

export function isCsrfTokenOf(sessionToken: string, presented: string | null): boolean {
  return isSameSecret(presented, csrfTokenOf(sessionToken));
}
