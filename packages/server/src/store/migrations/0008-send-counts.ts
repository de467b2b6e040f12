// How sends went, counted as they are stored: charts of a week read a few hundred rows and not the log.

import type { Migration } from './migration.ts';

export const sendCounts: Migration = {
  version: 8,
  name: 'send_counts',
  sql: ({ integer }) => `
create table send_counts (
  subscription_id ${integer} not null,
  at_ms ${integer} not null,
  is_delivered ${integer} not null,
  duration_class ${integer} not null,
  sends ${integer} not null,
  primary key (subscription_id, at_ms, is_delivered, duration_class)
);
create index send_counts_age on send_counts (at_ms);
`,
  sqlite: '',
  // The counts of the last minutes change with every batch of outcomes: with room beside them no index has to change with it.
  postgres: `
alter table send_counts set (fillfactor = 70);
`,
};
