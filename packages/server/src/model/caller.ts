// Who makes a request: everything a permission needs to know about the person, and where the request came from.

import type { RequestFacts } from './request-facts.ts';

/** Who an access token or a session speaks for. */
export interface Person {
  /** The user whose rights count. */
  userId: number;
  /** The admin who acts as that user (`as_user_id`), else null. */
  realUserId: number | null;
  /** Null for a session of the browser. */
  accessTokenId: number | null;
  /** Scopes of the token; empty means unscoped. */
  scopes: readonly string[];
  /** Accounts of which `userId` is an admin; rights reach down to their sub-accounts and courses. */
  adminAccountIds: readonly number[];
}

export interface Caller extends Person {
  /** What live events call the session; null for a request with an access token. */
  sessionId: string | null;
  /** For live events; it decides nothing. */
  readonly request: RequestFacts;
}
