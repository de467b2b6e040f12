// What a server's answer to a batch means for the events in it.

export interface Outcome {
  kind: 'kept' | 'later' | 'unacceptable' | 'refused';
  /** 0 when nobody answered. */
  status: number;
  /** Of `later`: what the server asked for, 0 when nothing. */
  retryAfterMs: number;
}

/** An hour: a server that asks for more is asked again anyway. */
const retryAfterMsMax = 3_600_000;

/**
 * `kept`: stored there. `later`: nobody answered, or the server asks for time. `unacceptable`: something in the batch, or its
 * size. `refused`: this caller's events are not taken. Canvas: a full throttle is not 429 but 403 with a text (reference
 * §4.5). `retryAfter` is the header, in seconds or as a date, which is compared with `nowMs`.
 */
export function outcomeOf(status: number, retryAfter: string | null, text: string, nowMs: number): Outcome {
  const isThrottled = status === 403 && text.includes('Rate Limit Exceeded');
  const waitMs = retryAfter ? Number(retryAfter) * 1000 || Date.parse(retryAfter) - nowMs : 0;
  return {
    kind:
      status >= 200 && status < 300
        ? 'kept'
        : isThrottled || status >= 500 || [0, 408, 425, 429].includes(status)
          ? 'later'
          : status === 400 || status === 413
            ? 'unacceptable'
            : 'refused',
    status,
    retryAfterMs: Math.min(Math.max(waitMs, 0) || 0, retryAfterMsMax),
  };
}
