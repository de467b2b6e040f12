// What must be known to decide whether a page may report events, in one lookup: the course, the quiz, the quiz
// submission and the caller's enrollments, and, for a batch that comes with an access token, who that speaks for.
// Deleted courses and quizzes and `settings_only` rows are not found.

import type { EnrollmentState, EnrollmentType } from '../model/enrollment.ts';
import type { CourseFacts, EnrollmentFacts } from '../model/policy.ts';
import type { QuizFacts, RecordingFacts } from '../model/quiz-policy.ts';
import type { QuizSubmission } from '../model/quiz-submission.ts';
import { livingTokens, type TokenFacts, tokenColumns, tokenFactsOf } from './caller-facts.ts';
import type { Database } from './database.ts';
import { integerOrNull, rowText, valuesOf } from './row-text.ts';

export interface RecordingContext {
  course: CourseFacts;
  quiz: QuizFacts;
  quizSubmission: RecordingFacts & Pick<QuizSubmission, 'id' | 'attempt' | 'startedAtMs'>;
  /** The caller's enrollments in the course. */
  enrollments: EnrollmentFacts[];
}

/** As a path names it: the three need not belong together. */
export interface QuizSubmissionPlace {
  courseId: number;
  quizId: number;
  quizSubmissionId: number;
}

/** For a user; null for a caller without a login. */
export type FindRecordingContext = (
  key: QuizSubmissionPlace & { userId: number | null },
) => Promise<RecordingContext | undefined>;

/** Whom an access token speaks for, and the context of that user, if there is such a place. */
export interface Reporter {
  token: TokenFacts;
  context: RecordingContext | undefined;
}

/** By the digest of an access token. */
export type FindReporter = (digest: string, place: QuizSubmissionPlace) => Promise<Reporter | undefined>;

/** One enrollment as text: fields divided by `,`, enrollments by `;`. No field can hold either. */
const enrollmentText = `
  e.type || ',' || e.workflow_state || ',' || coalesce(cast(e.associated_user_id as text), '') || ','
  || coalesce(cast(e.start_at_ms as text), '') || ',' || coalesce(cast(e.end_at_ms as text), '')`;

/** What `contextOf` reads. */
const contextColumns = (userId: string): string[] => [
  'c.account_id',
  'c.root_account_id',
  'c.workflow_state',
  'c.start_at_ms',
  'c.conclude_at_ms',
  'c.restrict_enrollments_to_course_dates',
  'c.is_public',
  'c.is_public_to_auth_users',
  'q.workflow_state',
  'q.quiz_type',
  'q.time_limit_minutes',
  'q.disable_timer_autosubmission',
  'q.only_visible_to_overrides',
  'q.lock_at_ms',
  's.id',
  's.user_id',
  's.attempt',
  's.workflow_state',
  's.started_at_ms',
  's.end_at_ms',
  's.manually_unlocked',
  's.excused',
  `(select string_agg(${enrollmentText}, ';') from enrollments e
          where e.user_id = ${userId} and e.course_id = k.course_id)`,
];

/** `+ 0` keeps PostgreSQL, while it knows nothing of the tables, from going through all submissions of the quiz for each key. */
const joinedContext = (join: 'join' | 'left join'): string => `
      ${join} courses c on c.id = k.course_id and c.workflow_state <> 'deleted'
      ${join} quizzes q on q.id = k.quiz_id and q.course_id = c.id and q.workflow_state <> 'deleted'
      ${join} quiz_submissions s on s.id = k.quiz_submission_id and s.quiz_id + 0 = q.id
        and s.workflow_state <> 'settings_only'`;

const placeKeys = { course_id: 'bigint', quiz_id: 'bigint', quiz_submission_id: 'bigint' } as const;

export function recordingContextLookup(database: Database): FindRecordingContext {
  const lookup = database.lookup<{ context: string }>({
    name: 'recording-context',
    keys: { ...placeKeys, user_id: 'bigint' },
    sql: (keys) => `
      select k.ord, ${rowText(contextColumns('k.user_id'))} as context
      from ${keys} ${joinedContext('join')}`,
  });
  return async ({ courseId, quizId, quizSubmissionId, userId }) => {
    const row = await lookup([courseId, quizId, quizSubmissionId, userId]);
    return row && contextOf(valuesOf(row.context));
  };
}

export function reporterLookup(database: Database): FindReporter {
  const lookup = database.lookup<{ facts: string }>({
    name: 'reporter',
    keys: { ...placeKeys, digest: 'text' },
    sql: (keys) => `
      select k.ord, ${rowText([...tokenColumns, ...contextColumns('t.user_id')])} as facts
      from ${keys} ${livingTokens('k.digest')} ${joinedContext('left join')}`,
  });
  return async (digest, { courseId, quizId, quizSubmissionId }) => {
    const row = await lookup([courseId, quizId, quizSubmissionId, digest]);
    if (row === undefined) return undefined;
    const values = valuesOf(row.facts);
    return { token: tokenFactsOf(values), context: contextOf(values.slice(tokenColumns.length)) };
  };
}

/** Undefined without a quiz submission. */
function contextOf(values: readonly string[]): RecordingContext | undefined {
  const [
    accountId,
    rootAccountId,
    courseState,
    courseStartAtMs,
    concludeAtMs,
    restrictEnrollmentsToCourseDates,
    isPublic,
    isPublicToAuthUsers,
    quizState,
    quizType,
    timeLimitMinutes,
    disableTimerAutosubmission,
    onlyVisibleToOverrides,
    lockAtMs,
    id,
    userId,
    attempt,
    state,
    startedAtMs,
    endAtMs,
    manuallyUnlocked,
    excused,
    enrollments,
  ] = values;
  if (!id) return undefined;
  return {
    course: {
      accountId: Number(accountId),
      rootAccountId: Number(rootAccountId),
      workflowState: courseState as CourseFacts['workflowState'],
      startAtMs: integerOrNull(courseStartAtMs),
      concludeAtMs: integerOrNull(concludeAtMs),
      restrictEnrollmentsToCourseDates: flagOf(restrictEnrollmentsToCourseDates),
      isPublic: flagOf(isPublic),
      isPublicToAuthUsers: flagOf(isPublicToAuthUsers),
    },
    quiz: {
      workflowState: quizState as QuizFacts['workflowState'],
      quizType: quizType as QuizFacts['quizType'],
      timeLimitMinutes: integerOrNull(timeLimitMinutes),
      disableTimerAutosubmission: flagOf(disableTimerAutosubmission),
      onlyVisibleToOverrides: flagOf(onlyVisibleToOverrides),
      lockAtMs: integerOrNull(lockAtMs),
    },
    quizSubmission: {
      id: Number(id),
      userId: integerOrNull(userId),
      attempt: Number(attempt),
      workflowState: state as QuizSubmission['workflowState'],
      startedAtMs: integerOrNull(startedAtMs),
      endAtMs: integerOrNull(endAtMs),
      manuallyUnlocked: flagOf(manuallyUnlocked),
      excused: flagOf(excused),
    },
    enrollments: enrollments ? enrollments.split(';').map(enrollmentOf) : [],
  };
}

function flagOf(value: string | undefined): 0 | 1 {
  return value === '1' ? 1 : 0;
}

function enrollmentOf(text: string): EnrollmentFacts {
  const [type, workflowState, associatedUserId, startAtMs, endAtMs] = text.split(',');
  return {
    type: type as EnrollmentType,
    workflowState: workflowState as EnrollmentState,
    associatedUserId: integerOrNull(associatedUserId),
    startAtMs: integerOrNull(startAtMs),
    endAtMs: integerOrNull(endAtMs),
  };
}
