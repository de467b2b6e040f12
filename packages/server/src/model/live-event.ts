// Live events: facts that are announced, as Canvas's messages say them. A row is never changed, apart from its position in
// the feed, which it gets when its transaction is seen by everybody.

export interface LiveEvent {
  id: number;
  /** Its place in the feed, from 1 and without gaps; null for the moment between commit and numbering. */
  position: number | null;
  /** Version 4; the same in every delivery. */
  uuid: string;
  /** Who said it first: this server, a Canvas whose events came in, or a Caliper sensor. */
  source: 'quizwire' | 'canvas' | 'caliper';
  /** Canvas's name, or one of ours, which begins with `quizwire.`; of a sensor's event `caliper.` and its type. */
  eventName: string;
  eventTimeMs: number;
  /** What subscribers may choose by, local ids; null where it is none of this server's. */
  courseId: number | null;
  assignmentId: number | null;
  /** Whom it is about. */
  userId: number | null;
  /** A JSON object: the metadata of Canvas's message, complete with `event_name` and `event_time`. */
  metadata: string;
  /** A JSON object: the body of Canvas's message. A sensor's event: the item as it came. */
  body: string;
  /** A JSON object: what Canvas's body leaves out and Caliper wants to know. */
  details: string | null;
}

/** Canvas's own message, Caliper as Canvas sends it, and Caliper as its standard wants it. */
export const messageFormats = ['canvas', 'canvas-caliper', 'caliper'] as const;

export type MessageFormat = (typeof messageFormats)[number];

/** The message as JSON text; null where the event has no form in that format. `baseUrl` is without a slash at its end. */
export type RenderMessage = (
  event: LiveEvent,
  format: MessageFormat,
  sendTimeMs: number,
  baseUrl: string,
) => string | null;
