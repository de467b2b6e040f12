// What is announced: live events, appended in the transaction of the change that they tell of.

import type { Migration } from './migration.ts';

export const liveEvents: Migration = {
  version: 3,
  name: 'live-events',
  sql: ({ id, integer }) => `
create table live_events (
  id ${id},
  position ${integer} unique,
  uuid text not null,
  source text not null,
  event_name text not null,
  event_time_ms ${integer} not null,
  course_id ${integer},
  assignment_id ${integer},
  user_id ${integer},
  metadata text not null,
  body text not null,
  details text
);
create index live_events_unnumbered on live_events (id) where position is null;
create index live_events_name on live_events (event_name, position);
create index live_events_course on live_events (course_id, position, event_name);

create table received_events (
  event_key text primary key,
  content_digest text not null,
  received_at_ms ${integer} not null
);
create table caliper_quarantine (
  id ${id},
  received_at_ms ${integer} not null,
  user_id ${integer} not null,
  sensor text not null,
  item text not null,
  item_digest text not null unique,
  faults text not null
);

create table quiz_event_cursors (
  id ${integer} primary key,
  quiz_event_id ${integer} not null
);
create table attempt_progresses (
  quiz_submission_id ${integer} not null,
  attempt ${integer} not null,
  progress text not null,
  primary key (quiz_submission_id, attempt)
);

alter table accounts add column lti_guid text;
update accounts set lti_guid = uuid || ':canvas-lms';

alter table course_sections add column workflow_state text not null default 'active';

create table sessions (
  session_id text primary key,
  token_digest text not null unique,
  access_token_digest text not null,
  user_id ${integer} not null references users (id),
  created_at_ms ${integer} not null,
  expires_at_ms ${integer} not null
);
create index sessions_expiry on sessions (expires_at_ms);
`,
  sqlite: '',
  // Ids and places grow together, so that a summary of each range of pages finds events by id; it costs next to nothing to
  // keep, where a tree of them would slow down what pages wait for.
  postgres: `
create index quiz_events_id on quiz_events using brin (id) with (autosummarize = on);
`,
};
