// From which addresses and programs events of an attempt came.

import type { Migration } from './migration.ts';

export const eventOrigins: Migration = {
  version: 7,
  name: 'event_origins',
  sql: ({ integer }) => `
create table event_origins (
  quiz_submission_id ${integer} not null,
  attempt ${integer} not null,
  page_session text not null,
  client_address text not null,
  user_agent text not null,
  first_received_at_ms ${integer} not null,
  last_received_at_ms ${integer} not null,
  primary key (quiz_submission_id, attempt, page_session, client_address, user_agent)
);
`,
  sqlite: '',
  postgres: '',
};
