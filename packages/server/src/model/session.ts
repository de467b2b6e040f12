// Sessions: somebody is logged in to the web pages in one browser. A session speaks for the access token that it was made
// from, has the rights of that token, and ends with it. Only digests of secrets are stored.

export interface Session {
  /** 32 hex digits: what live events call the session. Nobody can act by it. */
  sessionId: string;
  /** SHA-256 of the cookie's value, hex. */
  tokenDigest: string;
  /** Of the access token: with another value for the token, this is no longer a session. */
  accessTokenDigest: string;
  userId: number;
  createdAtMs: number;
  expiresAtMs: number;
}

/** Whether the session still counts. Its access token has a say too. */
export function isRunning(session: Pick<Session, 'expiresAtMs'>, nowMs: number): boolean {
  return nowMs < session.expiresAtMs;
}
