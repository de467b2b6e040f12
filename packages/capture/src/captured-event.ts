// An event as it is kept and sent: Canvas's three keys, and ours beside them, which Canvas ignores.

export interface CapturedEvent {
  event_type: string;
  event_data?: unknown;
  /** Wall clock, ISO 8601. */
  client_timestamp: string;
  /** A UUID: whoever gets an event twice can tell. */
  id: string;
  /** Id of the page session. */
  session: string;
  /** Counts from 0, without gaps, in the page session. */
  sequence: number;
  /** Monotonic milliseconds since the page session began. */
  elapsed_ms: number;
}
