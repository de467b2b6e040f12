// Questions, what attempts were given and answered, and the gradebook. What an attempt was given is written once and what
// was answered often, so they are two tables.

import type { Migration } from './migration.ts';

export const attemptsAndGrades: Migration = {
  version: 2,
  name: 'attempts and grades',
  sql: ({ id, integer, real }) => `
create table assignment_groups (
  id ${id},
  course_id ${integer} not null references courses (id),
  name text not null,
  position ${integer} not null,
  group_weight ${real} not null,
  drop_lowest ${integer},
  drop_highest ${integer},
  never_drop text not null,
  sis_source_id text,
  integration_data text not null,
  workflow_state text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index assignment_groups_course on assignment_groups (course_id);

create table assignments (
  id ${id},
  course_id ${integer} not null references courses (id),
  assignment_group_id ${integer} not null references assignment_groups (id),
  name text not null,
  description text,
  position ${integer} not null,
  points_possible ${real},
  grading_type text not null,
  grading_standard_id ${integer},
  submission_types text not null,
  due_at_ms ${integer},
  unlock_at_ms ${integer},
  lock_at_ms ${integer},
  workflow_state text not null,
  omit_from_final_grade ${integer} not null,
  hide_in_gradebook ${integer} not null,
  only_visible_to_overrides ${integer} not null,
  post_manually ${integer} not null,
  anonymous_grading ${integer} not null,
  allowed_attempts ${integer},
  sis_assignment_id text unique,
  integration_id text,
  integration_data text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index assignments_course on assignments (course_id);
create index assignments_group on assignments (assignment_group_id);

create table submissions (
  id ${id},
  assignment_id ${integer} not null references assignments (id),
  user_id ${integer} not null references users (id),
  quiz_submission_id ${integer} references quiz_submissions (id),
  workflow_state text not null,
  score ${real},
  grade text,
  points_deducted ${real},
  excused ${integer} not null,
  attempt ${integer},
  submission_type text,
  body text,
  url text,
  submitted_at_ms ${integer},
  graded_at_ms ${integer},
  grader_id ${integer},
  grade_matches_current_submission ${integer},
  posted_at_ms ${integer},
  late_policy_status text,
  seconds_late_override ${integer},
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null,
  unique (assignment_id, user_id)
);
create index submissions_user on submissions (user_id, assignment_id);

create table submission_comments (
  id ${id},
  submission_id ${integer} not null references submissions (id),
  author_id ${integer} not null references users (id),
  comment text not null,
  attempt ${integer},
  created_at_ms ${integer} not null,
  edited_at_ms ${integer}
);
create index submission_comments_submission on submission_comments (submission_id);

create table grade_changes (
  id ${id},
  submission_id ${integer} not null references submissions (id),
  course_id ${integer} not null,
  assignment_id ${integer} not null,
  user_id ${integer} not null,
  grader_id ${integer},
  created_at_ms ${integer} not null,
  score_before ${real},
  score_after ${real},
  grade_before text,
  grade_after text,
  excused_before ${integer} not null,
  excused_after ${integer} not null
);
create index grade_changes_submission on grade_changes (submission_id);
create index grade_changes_course on grade_changes (course_id, created_at_ms);

create table course_scores (
  id ${id},
  enrollment_id ${integer} not null unique references enrollments (id),
  course_id ${integer} not null references courses (id),
  user_id ${integer} not null references users (id),
  current_score ${real},
  final_score ${real},
  unposted_current_score ${real},
  unposted_final_score ${real},
  current_points ${real},
  unposted_current_points ${real},
  override_score ${real},
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index course_scores_course on course_scores (course_id, user_id);

create table grading_standards (
  id ${id},
  course_id ${integer} not null references courses (id),
  title text not null,
  scheme text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index grading_standards_course on grading_standards (course_id);

create table late_policies (
  id ${id},
  course_id ${integer} not null unique references courses (id),
  missing_submission_deduction_enabled ${integer} not null,
  missing_submission_deduction ${real} not null,
  late_submission_deduction_enabled ${integer} not null,
  late_submission_deduction ${real} not null,
  late_submission_interval text not null,
  late_submission_minimum_percent_enabled ${integer} not null,
  late_submission_minimum_percent ${real} not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);

create table progresses (
  id ${id},
  context_type text not null,
  context_id ${integer} not null,
  user_id ${integer} not null,
  tag text not null,
  completion ${real},
  workflow_state text not null,
  message text,
  results text,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);

create table quiz_groups (
  id ${id},
  quiz_id ${integer} not null references quizzes (id),
  name text not null,
  pick_count ${integer} not null,
  question_points ${real} not null,
  assessment_question_bank_id ${integer},
  position ${integer} not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index quiz_groups_quiz on quiz_groups (quiz_id);

create table quiz_questions (
  id ${id},
  quiz_id ${integer} not null references quizzes (id),
  quiz_group_id ${integer},
  workflow_state text not null,
  position ${integer},
  question_data text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create index quiz_questions_quiz on quiz_questions (quiz_id);

create table quiz_publications (
  quiz_id ${integer} not null primary key references quizzes (id),
  quiz_version ${integer} not null,
  published_at_ms ${integer} not null,
  quiz_data text not null,
  question_types text not null
);

create table attempt_questions (
  quiz_submission_id ${integer} not null references quiz_submissions (id),
  attempt ${integer} not null,
  quiz_data text not null,
  primary key (quiz_submission_id, attempt)
);

create table attempt_answers (
  quiz_submission_id ${integer} not null references quiz_submissions (id),
  attempt ${integer} not null,
  answers text not null,
  logged_answers text not null,
  graded_answers text,
  updated_at_ms ${integer} not null,
  primary key (quiz_submission_id, attempt)
);

alter table quizzes add column assignment_id ${integer} references assignments (id);
alter table quizzes add column assignment_group_id ${integer} references assignment_groups (id);
create unique index quizzes_assignment on quizzes (assignment_id);

alter table quiz_submissions add column submission_id ${integer} references submissions (id);
alter table quiz_submissions add column manually_scored ${integer} not null default 0;
create unique index quiz_submissions_submission on quiz_submissions (submission_id);
create index quiz_submissions_running on quiz_submissions (end_at_ms) where workflow_state = 'untaken';

insert into assignment_groups (course_id, name, position, group_weight, never_drop, integration_data, workflow_state,
  created_at_ms, updated_at_ms)
  select id, 'Assignments', 1, 0, '[]', '{}', 'available', created_at_ms, updated_at_ms from courses;

insert into assignments (course_id, assignment_group_id, name, description, position, points_possible, grading_type,
  submission_types, due_at_ms, unlock_at_ms, lock_at_ms, workflow_state, omit_from_final_grade, hide_in_gradebook,
  only_visible_to_overrides, post_manually, anonymous_grading, integration_id, integration_data, created_at_ms,
  updated_at_ms)
  select q.course_id, g.id, q.title, q.description, row_number() over (partition by q.course_id order by q.id),
    q.points_possible, 'points',
    'online_quiz', q.due_at_ms, q.unlock_at_ms, q.lock_at_ms,
    case q.workflow_state when 'available' then 'published' when 'deleted' then 'deleted' else 'unpublished' end, 0, 0,
    q.only_visible_to_overrides, 0, 0, 'quiz ' || q.id, '{}', q.created_at_ms, q.updated_at_ms
  from quizzes q join assignment_groups g on g.course_id = q.course_id
  where q.quiz_type in ('assignment', 'graded_survey');
create index assignments_upgraded on assignments (integration_id);
update quizzes set
  assignment_id = (select a.id from assignments a where a.integration_id = 'quiz ' || quizzes.id),
  assignment_group_id = (select g.id from assignment_groups g where g.course_id = quizzes.course_id);
drop index assignments_upgraded;
update assignments set integration_id = null;

insert into quiz_publications (quiz_id, quiz_version, published_at_ms, quiz_data, question_types)
  select id, version_number, updated_at_ms, '[]', '[]' from quizzes where workflow_state = 'available';
insert into attempt_questions (quiz_submission_id, attempt, quiz_data)
  select quiz_submission_id, attempt, '[]' from quiz_submission_attempts;
insert into attempt_answers (quiz_submission_id, attempt, answers, logged_answers, updated_at_ms)
  select quiz_submission_id, attempt, '{}', '{}', started_at_ms from quiz_submission_attempts;

insert into submissions (assignment_id, user_id, workflow_state, excused, created_at_ms, updated_at_ms)
  select distinct a.id, e.user_id, 'unsubmitted', 0, a.created_at_ms, a.updated_at_ms
  from assignments a join enrollments e on e.course_id = a.course_id
  where e.type = 'StudentEnrollment' and e.workflow_state not in ('deleted', 'rejected');
update quiz_submissions set submission_id = (
  select s.id from submissions s join quizzes q on q.assignment_id = s.assignment_id
  where q.id = quiz_submissions.quiz_id and s.user_id = quiz_submissions.user_id);
update submissions set quiz_submission_id = (
  select qs.id from quiz_submissions qs where qs.submission_id = submissions.id);

insert into course_scores (enrollment_id, course_id, user_id, created_at_ms, updated_at_ms)
  select id, course_id, user_id, created_at_ms, updated_at_ms from enrollments
  where type = 'StudentEnrollment' and workflow_state not in ('deleted', 'rejected');
`,
  sqlite: '',
  postgres: '',
};
