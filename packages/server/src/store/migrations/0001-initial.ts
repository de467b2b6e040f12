// The first schema. Quiz events have no foreign key: the log may outlive what it speaks of, and checking one per row
// would cost more than storing it; the write path has looked the quiz submission up anyway.

import type { Migration } from './migration.ts';

export const initial: Migration = {
  version: 1,
  name: 'initial',
  sql: ({ id, integer, real }) => `
create table accounts (
  id ${id},
  parent_account_id ${integer} references accounts (id),
  root_account_id ${integer} references accounts (id),
  name text not null,
  uuid text not null,
  sis_account_id text unique,
  workflow_state text not null,
  default_time_zone text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);

create table users (
  id ${id},
  name text not null,
  short_name text not null,
  sortable_name text not null,
  email text,
  time_zone text,
  locale text,
  uuid text not null unique,
  workflow_state text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);

create table account_users (
  id ${id},
  account_id ${integer} not null references accounts (id),
  user_id ${integer} not null references users (id),
  role text not null,
  created_at_ms ${integer} not null,
  unique (user_id, account_id)
);

create table pseudonyms (
  id ${id},
  user_id ${integer} not null references users (id),
  account_id ${integer} not null references accounts (id),
  unique_id text not null,
  unique_id_key text not null,
  sis_user_id text,
  integration_id text,
  created_at_ms ${integer} not null,
  unique (account_id, unique_id_key),
  unique (account_id, sis_user_id),
  unique (account_id, integration_id)
);
create index pseudonyms_user on pseudonyms (user_id);

create table access_tokens (
  id ${id},
  user_id ${integer} not null references users (id),
  real_user_id ${integer} references users (id),
  token_digest text not null unique,
  token_hint text not null,
  purpose text not null,
  scopes text not null,
  expires_at_ms ${integer},
  last_used_at_ms ${integer},
  workflow_state text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index access_tokens_user on access_tokens (user_id);

create table courses (
  id ${id},
  account_id ${integer} not null references accounts (id),
  root_account_id ${integer} not null references accounts (id),
  name text not null,
  course_code text not null,
  sis_course_id text unique,
  integration_id text unique,
  uuid text not null unique,
  workflow_state text not null,
  start_at_ms ${integer},
  conclude_at_ms ${integer},
  restrict_enrollments_to_course_dates ${integer} not null,
  is_public ${integer} not null,
  is_public_to_auth_users ${integer} not null,
  time_zone text,
  apply_assignment_group_weights ${integer} not null,
  hide_final_grades ${integer} not null,
  settings text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);

create table course_sections (
  id ${id},
  course_id ${integer} not null references courses (id),
  name text not null,
  sis_section_id text unique,
  integration_id text unique,
  default_section ${integer} not null,
  start_at_ms ${integer},
  end_at_ms ${integer},
  restrict_enrollments_to_section_dates ${integer} not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index course_sections_course on course_sections (course_id);

create table enrollments (
  id ${id},
  user_id ${integer} not null references users (id),
  course_id ${integer} not null references courses (id),
  course_section_id ${integer} not null references course_sections (id),
  type text not null,
  workflow_state text not null,
  associated_user_id ${integer} references users (id),
  limit_privileges_to_course_section ${integer} not null,
  start_at_ms ${integer},
  end_at_ms ${integer},
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index enrollments_user_course on enrollments (user_id, course_id);
create index enrollments_course on enrollments (course_id);
create unique index enrollments_once on enrollments
  (course_section_id, user_id, type, coalesce(associated_user_id, 0));

create table feature_flags (
  context_type text not null,
  context_id ${integer} not null,
  feature text not null,
  state text not null,
  primary key (context_type, context_id, feature)
);

create table quizzes (
  id ${id},
  course_id ${integer} not null references courses (id),
  title text not null,
  description text,
  quiz_type text not null,
  workflow_state text not null,
  time_limit_minutes ${integer},
  disable_timer_autosubmission ${integer} not null,
  shuffle_answers ${integer} not null,
  hide_results text,
  show_correct_answers ${integer} not null,
  show_correct_answers_last_attempt ${integer} not null,
  show_correct_answers_at_ms ${integer},
  hide_correct_answers_at_ms ${integer},
  one_time_results ${integer} not null,
  allowed_attempts ${integer} not null,
  scoring_policy text not null,
  one_question_at_a_time ${integer} not null,
  cant_go_back ${integer} not null,
  access_code text,
  ip_filter text,
  due_at_ms ${integer},
  unlock_at_ms ${integer},
  lock_at_ms ${integer},
  locked ${integer} not null,
  require_lockdown_browser ${integer} not null,
  anonymous_submissions ${integer} not null,
  only_visible_to_overrides ${integer} not null,
  points_possible ${real},
  question_count ${integer} not null,
  version_number ${integer} not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index quizzes_course on quizzes (course_id);

create table quiz_submissions (
  id ${id},
  quiz_id ${integer} not null references quizzes (id),
  user_id ${integer} references users (id),
  preview_user_id ${integer} references users (id),
  attempt ${integer} not null,
  extra_attempts ${integer},
  extra_time_minutes ${integer},
  manually_unlocked ${integer} not null,
  started_at_ms ${integer},
  finished_at_ms ${integer},
  end_at_ms ${integer},
  fudge_points ${real},
  kept_score ${real},
  score ${real},
  score_before_regrade ${real},
  has_seen_results ${integer},
  validation_token text not null,
  workflow_state text not null,
  quiz_version ${integer} not null,
  quiz_points_possible ${real},
  excused ${integer} not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null,
  unique (quiz_id, user_id),
  unique (quiz_id, preview_user_id)
);

create table quiz_submission_attempts (
  quiz_submission_id ${integer} not null references quiz_submissions (id),
  attempt ${integer} not null,
  started_at_ms ${integer} not null,
  finished_at_ms ${integer},
  end_at_ms ${integer},
  workflow_state text,
  fudge_points ${real},
  kept_score ${real},
  score ${real},
  score_before_regrade ${real},
  quiz_version ${integer},
  quiz_points_possible ${real},
  primary key (quiz_submission_id, attempt)
);

create table quiz_event_receipts (
  quiz_submission_id ${integer} not null,
  client_event_id text not null,
  primary key (quiz_submission_id, client_event_id)
);
`,
  // The index serves the one read there is: an attempt's events in read order. SQLite appends the row id to it by itself.
  sqlite: `
create table quiz_events (
  id integer primary key,
  quiz_submission_id integer not null,
  attempt integer not null,
  event_type text,
  event_data text,
  client_timestamp_ms integer,
  created_at_ms integer not null,
  sent_at_ms integer,
  source text not null,
  client_event_id text,
  page_session text,
  sequence integer,
  elapsed_ms real
) strict;
create index quiz_events_attempt on quiz_events (quiz_submission_id, attempt, created_at_ms);
`,
  // Ids come from a sequence, not an identity column: identity is not inherited by partitions before PostgreSQL 17.
  postgres: `
create sequence quiz_events_id_seq;
create table quiz_events (
  id bigint not null default nextval('quiz_events_id_seq'),
  quiz_submission_id bigint not null,
  attempt bigint not null,
  event_type text,
  event_data text,
  client_timestamp_ms bigint,
  created_at_ms bigint not null,
  sent_at_ms bigint,
  source text not null,
  client_event_id text,
  page_session text,
  sequence bigint,
  elapsed_ms double precision,
  primary key (quiz_submission_id, attempt, created_at_ms, id)
) partition by range (created_at_ms);
`,
};
