// What must be known to decide whether a page may report events, in one lookup: the course, the quiz, the quiz
// submission and the caller's enrollments. Deleted courses and quizzes and `settings_only` rows are not found.

import type { EnrollmentState, EnrollmentType } from '../model/enrollment.ts';
import type { CourseFacts, EnrollmentFacts } from '../model/policy.ts';
import type { QuizFacts, RecordingFacts } from '../model/quiz-policy.ts';
import type { QuizSubmission } from '../model/quiz-submission.ts';
import type { Database } from './database.ts';

export interface RecordingContext {
  course: CourseFacts;
  quiz: QuizFacts;
  quizSubmission: RecordingFacts & Pick<QuizSubmission, 'id' | 'attempt' | 'startedAtMs'>;
  /** The caller's enrollments in the course. */
  enrollments: EnrollmentFacts[];
}

export interface RecordingKey {
  courseId: number;
  quizId: number;
  quizSubmissionId: number;
  /** Null for a caller without a login. */
  userId: number | null;
}

export type FindRecordingContext = (key: RecordingKey) => Promise<RecordingContext | undefined>;

interface Row {
  account_id: number;
  root_account_id: number;
  course_state: CourseFacts['workflowState'];
  course_start_at_ms: number | null;
  conclude_at_ms: number | null;
  restrict_enrollments_to_course_dates: 0 | 1;
  is_public: 0 | 1;
  is_public_to_auth_users: 0 | 1;
  quiz_state: QuizFacts['workflowState'];
  quiz_type: QuizFacts['quizType'];
  time_limit_minutes: number | null;
  disable_timer_autosubmission: 0 | 1;
  only_visible_to_overrides: 0 | 1;
  lock_at_ms: number | null;
  id: number;
  user_id: number | null;
  attempt: number;
  workflow_state: QuizSubmission['workflowState'];
  started_at_ms: number | null;
  end_at_ms: number | null;
  manually_unlocked: 0 | 1;
  excused: 0 | 1;
  enrollments: string | null;
}

/** One enrollment as text: fields divided by `,`, enrollments by `;`. No field can hold either. */
const enrollmentText = `
  e.type || ',' || e.workflow_state || ',' || coalesce(cast(e.associated_user_id as text), '') || ','
  || coalesce(cast(e.start_at_ms as text), '') || ',' || coalesce(cast(e.end_at_ms as text), '')`;

/** `+ 0` keeps PostgreSQL, while it knows nothing of the tables, from going through all submissions of the quiz for each key. */
export function recordingContextLookup(database: Database): FindRecordingContext {
  const lookup = database.lookup<Row>({
    name: 'recording-context',
    keys: { course_id: 'bigint', quiz_id: 'bigint', quiz_submission_id: 'bigint', user_id: 'bigint' },
    sql: (keys) => `
      select k.ord,
        c.account_id, c.root_account_id, c.workflow_state as course_state, c.start_at_ms as course_start_at_ms,
        c.conclude_at_ms, c.restrict_enrollments_to_course_dates, c.is_public, c.is_public_to_auth_users,
        q.workflow_state as quiz_state, q.quiz_type, q.time_limit_minutes, q.disable_timer_autosubmission,
        q.only_visible_to_overrides, q.lock_at_ms,
        s.id, s.user_id, s.attempt, s.workflow_state, s.started_at_ms, s.end_at_ms, s.manually_unlocked, s.excused,
        (select string_agg(${enrollmentText}, ';') from enrollments e
          where e.user_id = k.user_id and e.course_id = k.course_id) as enrollments
      from ${keys}
      join courses c on c.id = k.course_id and c.workflow_state <> 'deleted'
      join quizzes q on q.id = k.quiz_id and q.course_id = c.id and q.workflow_state <> 'deleted'
      join quiz_submissions s on s.id = k.quiz_submission_id and s.quiz_id + 0 = q.id
        and s.workflow_state <> 'settings_only'`,
  });
  return async ({ courseId, quizId, quizSubmissionId, userId }) => {
    const row = await lookup([courseId, quizId, quizSubmissionId, userId]);
    return row && contextOf(row);
  };
}

function contextOf(row: Row): RecordingContext {
  return {
    course: {
      accountId: row.account_id,
      rootAccountId: row.root_account_id,
      workflowState: row.course_state,
      startAtMs: row.course_start_at_ms,
      concludeAtMs: row.conclude_at_ms,
      restrictEnrollmentsToCourseDates: row.restrict_enrollments_to_course_dates,
      isPublic: row.is_public,
      isPublicToAuthUsers: row.is_public_to_auth_users,
    },
    quiz: {
      workflowState: row.quiz_state,
      quizType: row.quiz_type,
      timeLimitMinutes: row.time_limit_minutes,
      disableTimerAutosubmission: row.disable_timer_autosubmission,
      onlyVisibleToOverrides: row.only_visible_to_overrides,
      lockAtMs: row.lock_at_ms,
    },
    quizSubmission: {
      id: row.id,
      userId: row.user_id,
      attempt: row.attempt,
      workflowState: row.workflow_state,
      startedAtMs: row.started_at_ms,
      endAtMs: row.end_at_ms,
      manuallyUnlocked: row.manually_unlocked,
      excused: row.excused,
    },
    enrollments: row.enrollments === null ? [] : row.enrollments.split(';').map(enrollmentOf),
  };
}

function enrollmentOf(text: string): EnrollmentFacts {
  const [type, workflowState, associatedUserId, startAtMs, endAtMs] = text.split(',');
  return {
    type: type as EnrollmentType,
    workflowState: workflowState as EnrollmentState,
    associatedUserId: integerOf(associatedUserId),
    startAtMs: integerOf(startAtMs),
    endAtMs: integerOf(endAtMs),
  };
}

function integerOf(text: string | undefined): number | null {
  return text ? Number(text) : null;
}
