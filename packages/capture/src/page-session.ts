// How a page session describes itself to the server, in each batch and beside an autosave: keys as on the wire.

export interface PageSession {
  id: string;
  /** Monotonic milliseconds since this page session began, at sending. */
  elapsed_ms: number;
  /** `elapsed_ms` at which the present unbroken run of the clocks began: no jump of the wall clock, no sleep since. */
  clock_since_ms: number;
  /** The shortest of this run, in milliseconds; null before the first answer. */
  round_trip_ms: number | null;
  /** The last sequence number given out; null before the first event. */
  sequence: number | null;
  /** The page is being left. */
  ending: boolean;
}
