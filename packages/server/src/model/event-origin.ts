// Where events of an attempt came from: which address and which program sent them, as the server saw it. What that tells of
// the person it does not say: addresses are shared, and change on the way.

/** Of one page session, as long as its address and its program are the same. */
export interface EventOrigin {
  quizSubmissionId: number;
  attempt: number;
  /** Empty for a page that names none, as Canvas's own does. */
  pageSession: string;
  /** Without a port; behind a trusted proxy what that says of the client. Empty when it is not known. */
  clientAddress: string;
  /** As the client says, cut to `originAgentCharsMax`; empty when it says nothing. */
  userAgent: string;
  firstReceivedAtMs: number;
  /** To within `originResolutionMs`. */
  lastReceivedAtMs: number;
}

/** Each once, in the order in which they first appear: a statement cannot change a row twice. */
export function mergedOrigins(origins: readonly EventOrigin[]): EventOrigin[] {
  const byKey = new Map<string, EventOrigin>();
  for (const origin of origins) {
    const { quizSubmissionId, attempt, pageSession, clientAddress, userAgent } = origin;
    const key = JSON.stringify([quizSubmissionId, attempt, pageSession, clientAddress, userAgent]);
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? origin : merged(before, origin));
  }
  return [...byKey.values()];
}

function merged(one: EventOrigin, other: EventOrigin): EventOrigin {
  return {
    ...one,
    firstReceivedAtMs: Math.min(one.firstReceivedAtMs, other.firstReceivedAtMs),
    lastReceivedAtMs: Math.max(one.lastReceivedAtMs, other.lastReceivedAtMs),
  };
}
