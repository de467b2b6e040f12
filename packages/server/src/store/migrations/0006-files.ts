// Files that students upload, and their bytes in pieces.

import type { Migration } from './migration.ts';

export const files: Migration = {
  version: 6,
  name: 'files',
  sql: ({ id, integer, bytes }) => `
create table attachments (
  id ${id},
  uuid text not null,
  quiz_submission_id ${integer} not null references quiz_submissions (id),
  attempt ${integer} not null,
  user_id ${integer} not null references users (id),
  display_name text not null,
  content_type text not null,
  announced_bytes ${integer},
  size_bytes ${integer} not null,
  workflow_state text not null,
  upload_token_digest text unique,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index attachments_attempt on attachments (quiz_submission_id, attempt);
create index attachments_uploading on attachments (created_at_ms) where workflow_state <> 'available';

create table attachment_chunks (
  attachment_id ${integer} not null references attachments (id),
  position ${integer} not null,
  bytes ${bytes} not null,
  primary key (attachment_id, position)
);
`,
  sqlite: '',
  // Photos and PDFs are compressed already.
  postgres: 'alter table attachment_chunks alter column bytes set storage external;',
};
