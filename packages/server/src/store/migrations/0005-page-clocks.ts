// What pages that record events say of their own clocks: one row for each run of them, changed with every batch.

import type { Migration } from './migration.ts';

export const pageClocks: Migration = {
  version: 5,
  name: 'page_clocks',
  sql: ({ integer, real }) => `
create table page_clocks (
  quiz_submission_id ${integer} not null,
  attempt ${integer} not null,
  page_session text not null,
  since_ms ${real} not null,
  began_at_ms ${integer} not null,
  wall_offset_ms ${integer},
  round_trip_ms ${real},
  last_sequence ${integer},
  last_elapsed_ms ${real} not null,
  is_ending ${integer} not null,
  first_received_at_ms ${integer} not null,
  last_received_at_ms ${integer} not null,
  primary key (quiz_submission_id, attempt, page_session, since_ms)
);
`,
  sqlite: '',
  // A row changes every few seconds while its page is open: with room beside it no index has to change with it.
  postgres: `
alter table page_clocks set (fillfactor = 70);
`,
};
