// Where a request came from and what it was, as far as live events tell of it. Canvas: live events reference §2.1.

/** Which kind of thing the request was made in. Canvas: the context of a controller. */
export type RequestContext = 'Course' | 'Account' | 'User';

/** What live events say of the request that caused them. Reading a field may cost something: read each once. */
export interface RequestFacts {
  readonly requestId: string;
  /** Null for a request with an access token. */
  readonly sessionId: string | null;
  /** Without a port. */
  readonly hostname: string;
  readonly httpMethod: string;
  readonly userAgent: string | null;
  readonly clientIp: string;
  /** In full, without secrets. */
  readonly url: string;
  readonly referrer: string | null;
  /** Null where Canvas has none, as for GraphQL. */
  readonly context: RequestContext | null;
}
