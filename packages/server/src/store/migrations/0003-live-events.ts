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

alter table accounts add column lti_guid text;
update accounts set lti_guid = uuid || ':canvas-lms';
`,
  sqlite: '',
  postgres: '',
};
