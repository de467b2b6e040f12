// Where a request came from and what it was, as far as live events tell of it. Canvas: live events reference §2.1.

import type { Lookup } from './lookup.ts';

/** What the request was made in, as its path names it. Canvas: the context of a controller. */
export type RequestContext = { type: 'Course' } | { type: 'Account' | 'User'; named: Lookup };

/** What live events say of the request that caused them. Reading a field may cost something: read each once. */
export interface RequestFacts {
  readonly requestId: string;
  /** Without a port. */
  readonly hostname: string;
  readonly httpMethod: string;
  readonly userAgent: string | null;
  /** IPv4 in its own form also where IPv6 is spoken. */
  readonly clientIp: string;
  /** In full, without secrets. */
  readonly url: string;
  /** Without secrets. */
  readonly referrer: string | null;
  /** Null where Canvas has none, as for GraphQL. */
  readonly context: RequestContext | null;
}
