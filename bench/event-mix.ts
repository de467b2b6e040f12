// What a quiz page reports, as bytes: batches in Canvas's own shapes, mixed so that an event has about 190 bytes of JSON.
// It draws from the source it is given, so that the same seed always gives the same batches.

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

const words =
  'the membrane keeps what the cell needs and lets the rest pass because its proteins open only for some of them'.split(
    ' ',
  );

export interface PostedEvent {
  client_timestamp: string;
  event_type: string;
  event_data?: unknown;
}

/** Of ten events of a page that autosaves: mostly answers and views, now and then the window loses the focus. */
const mix: readonly ((random: () => number) => Pick<PostedEvent, 'event_type' | 'event_data'>)[] = [
  () => ({ event_type: 'session_started', event_data: { user_agent: userAgent } }),
  viewed,
  answered,
  flagged,
  viewed,
  answered,
  () => ({ event_type: 'page_blurred' }),
  () => ({ event_type: 'page_focused' }),
  answered,
  viewed,
];

/** The body of one POST: `events` events of the mix, in turn, a second or two apart. */
export function batchBody(random: () => number, events = mix.length): string {
  return JSON.stringify({ quiz_submission_events: batch(random, events) });
}

export function batch(random: () => number, events: number): PostedEvent[] {
  let atMs = Date.UTC(2026, 8, 1, 9, 0, 0) + Math.floor(random() * 3_600_000);
  return Array.from({ length: events }, (_, index) => {
    atMs += 500 + Math.floor(random() * 1_500);
    const make = mix[index % mix.length] ?? flagged;
    return { client_timestamp: new Date(atMs).toISOString(), ...make(random) };
  });
}

function answered(random: () => number): Pick<PostedEvent, 'event_type' | 'event_data'> {
  const sentence = Array.from(
    { length: 6 + Math.floor(random() * 8) },
    () => words[Math.floor(random() * words.length)],
  );
  return {
    event_type: 'question_answered',
    event_data: [
      { quiz_question_id: questionId(random), answer: sentence.join(' ') },
      { quiz_question_id: questionId(random), answer: String(1_000 + Math.floor(random() * 9_000)) },
      { quiz_question_id: questionId(random), answer: null },
    ],
  };
}

function viewed(random: () => number): Pick<PostedEvent, 'event_type' | 'event_data'> {
  return {
    event_type: 'question_viewed',
    event_data: Array.from({ length: 6 + Math.floor(random() * 6) }, () => questionId(random)),
  };
}

function flagged(random: () => number): Pick<PostedEvent, 'event_type' | 'event_data'> {
  return {
    event_type: 'question_flagged',
    event_data: { flagged: random() < 0.5, questionId: questionId(random) },
  };
}

function questionId(random: () => number): string {
  return String(4_000_000 + Math.floor(random() * 90_000));
}
