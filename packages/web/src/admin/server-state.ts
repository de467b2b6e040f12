// The state of the server, as `GET /api/v1/server` tells it.

export interface Counted {
  count: number;
  /** False: there are at least so many. */
  is_all: boolean;
}

export interface ServerState {
  version: string;
  node_version: string;
  started_at: string;
  now: string;
  database: {
    kind: 'sqlite' | 'postgres';
    durability: Record<string, string>;
    bytes: number;
    migrations: { version: number; name: string; applied_at: string }[];
  };
  counts: {
    users: Counted;
    courses: Counted;
    quizzes: Counted;
    quiz_submissions: Counted;
    running_attempts: number;
    quiz_events: Counted;
    live_events: Counted;
  };
  queue: { quiz_event_bytes: number; quiz_event_bytes_max: number };
  deliveries: {
    waiting: number;
    oldest_waiting_at: string | null;
    subscriptions: number;
    subscriptions_disabled: number;
  };
  limits: Record<string, number>;
  settings: { name: string; value: string | null }[];
}

/** `12,345`, `100,000 or more`. */
export function countedText({ count, is_all }: Counted): string {
  const number = count.toLocaleString('en');
  return is_all ? number : `${number} or more`;
}

/** What each limit of the API is of; others are said by their name. */
const limitNames: Readonly<Record<string, string>> = {
  event_batch_events_max: 'Events in one batch',
  event_batch_bytes_max: 'Body of an event batch, bytes',
  event_data_chars_max: 'Data of one event, characters',
  body_bytes_max: 'Body of any other request, bytes',
  attachment_bytes_max: 'An uploaded file, bytes',
  page_rows_max: 'Rows on one page of a list',
  quiz_questions_max: 'Questions of a quiz',
  exports_at_once_max: 'Exports of logs at once',
  feed_streams_max: 'Live streams at once',
};

export const limitText = (name: string): string => limitNames[name] ?? name;
