// Quiz submissions on the wire: paths, what may be asked, and how they and what is included with them are written.

import { type Static, Type } from 'typebox';
import { isOverdue, timeSpentSeconds } from '../../model/attempt-times.ts';
import { attemptsLeft, isFinished, type QuizSubmission } from '../../model/quiz-submission.ts';
import { wireTime } from '../../model/time.ts';
import type { QuizSubmissionsView } from '../../operations/attempts/quiz-submission-view.ts';
import { type QuizForm, quizJson } from './quiz.ts';
import { claimParams } from './quiz-submission-claim.ts';
import { shownSubmission, submissionJson } from './submission.ts';
import { userJson } from './user.ts';

export const quizSubmissionsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions';
export const ownQuizSubmissionPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submission';
export const quizSubmissionPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id';
export const completePath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/complete';
export const quizSubmissionTimePath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/:id/time';

const course_id = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const quiz_id = Type.String({ description: 'Quiz id' });

export const quizSubmissionsParams = Type.Object({ course_id, quiz_id });

export const quizSubmissionParams = Type.Object({
  course_id,
  quiz_id,
  id: Type.String({ description: 'Quiz submission id, or `self`' }),
});

const include = Type.Optional(
  Type.Unknown({ description: '`include[]=submission`, `quiz`, `user`: these records too, and `meta`' }),
);

export const includeQuery = Type.Object({ include });

export const quizSubmissionQuery = Type.Object({
  attempt: Type.Optional(Type.Unknown({ description: 'As this attempt left it' })),
  include,
});

export const quizSubmissionsQuery = Type.Object({
  include,
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
});

export const postedStart = Type.Object({
  access_code: Type.Optional(Type.Unknown({ description: "The quiz's access code, if it has one" })),
  preview: Type.Optional(
    Type.Unknown({ description: 'Given at all, whatever its value: a preview, for editors' }),
  ),
  include,
});

export const postedCompletion = Type.Object({ ...claimParams, include });

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });

const shownQuizSubmission = Type.Object({
  id: Type.Integer(),
  user_id: nullableInteger,
  submission_id: nullableInteger,
  quiz_id: Type.Integer(),
  quiz_points_possible: nullableNumber,
  quiz_version: Type.Integer(),
  attempt: Type.Integer(),
  extra_attempts: nullableInteger,
  extra_time: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Minutes' }),
  manually_unlocked: Type.Boolean(),
  started_at: nullableText,
  finished_at: nullableText,
  end_at: nullableText,
  fudge_points: nullableNumber,
  kept_score: Type.Optional(nullableNumber),
  score: Type.Optional(nullableNumber),
  score_before_regrade: nullableNumber,
  has_seen_results: Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] }),
  validation_token: Type.String(),
  workflow_state: Type.Unsafe<QuizSubmission['workflowState']>({
    enum: ['untaken', 'pending_review', 'complete', 'settings_only', 'preview'],
  }),
  time_spent: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Seconds' }),
  attempts_left: Type.Integer({ description: '-1 is unlimited' }),
  overdue_and_needs_submission: Type.Boolean(),
  'excused?': Type.Boolean(),
  html_url: Type.String(),
  result_url: Type.Optional(Type.String({ description: 'Only of what was handed in or is overdue' })),
});

const record = Type.Record(Type.String(), Type.Unknown());

export const shownQuizSubmissions = Type.Object({
  quiz_submissions: Type.Array(shownQuizSubmission),
  submissions: Type.Optional(Type.Array(shownSubmission)),
  quizzes: Type.Optional(Type.Array(record)),
  users: Type.Optional(Type.Array(record)),
  meta: Type.Optional(Type.Object({ primaryCollection: Type.String() })),
});

type QuizSubmissionsJson = Static<typeof shownQuizSubmissions>;

export const shownTime = Type.Object({
  end_at: nullableText,
  time_left: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    description: 'Seconds; negative when over',
  }),
});

/** Canvas: always a list; any `include[]` at all makes it a compound document. */
export function quizSubmissionsJson(view: QuizSubmissionsView, form: QuizForm): QuizSubmissionsJson {
  const json: QuizSubmissionsJson = {
    quiz_submissions: view.quizSubmissions.map((row) => quizSubmissionJson(row, view, form.baseUrl)),
  };
  if (view.submissions !== null) {
    json.submissions = view.submissions.map((submission) => submissionJson(submission, form.baseUrl));
  }
  if (view.quizView !== null) json.quizzes = [quizJson(view.quizView, form)];
  if (view.takers !== null) json.users = takersJson(view.takers);
  if (view.includes.length > 0) json.meta = { primaryCollection: 'quiz_submissions' };
  return json;
}

/**
 * Canvas: quiz reference §2.2, key by key. Both scores are missing when the grade is hidden from the caller; unlike Canvas,
 * what would give it away is null then.
 */
function quizSubmissionJson(
  row: QuizSubmission,
  { quiz, hiddenSubmissionIds, atMs }: QuizSubmissionsView,
  baseUrl: string,
): Static<typeof shownQuizSubmission> {
  const pageUrl = `${baseUrl}/courses/${quiz.courseId}/quizzes/${quiz.id}`;
  const isToBeHandedIn = isOverdue(quiz, row, atMs);
  const hasResult = isFinished(row) || isToBeHandedIn;
  const isHidden = row.submissionId !== null && hiddenSubmissionIds.has(row.submissionId);
  return {
    id: row.id,
    user_id: row.userId,
    submission_id: row.submissionId,
    quiz_id: row.quizId,
    quiz_points_possible: row.quizPointsPossible,
    quiz_version: row.quizVersion,
    attempt: row.attempt,
    extra_attempts: row.extraAttempts,
    extra_time: row.extraTimeMinutes,
    manually_unlocked: row.manuallyUnlocked === 1,
    started_at: wireTime(row.startedAtMs),
    finished_at: wireTime(row.finishedAtMs),
    end_at: wireTime(row.endAtMs),
    fudge_points: isHidden ? null : row.fudgePoints,
    ...(isHidden ? {} : { kept_score: row.keptScore, score: row.score }),
    score_before_regrade: isHidden ? null : row.scoreBeforeRegrade,
    has_seen_results: row.hasSeenResults === null ? null : row.hasSeenResults === 1,
    validation_token: row.validationToken,
    workflow_state: row.workflowState,
    time_spent: timeSpentSeconds(row),
    attempts_left: attemptsLeft(quiz, row),
    overdue_and_needs_submission: isToBeHandedIn,
    'excused?': row.excused === 1,
    html_url: `${pageUrl}/submissions/${row.id}`,
    ...(hasResult
      ? { result_url: `${pageUrl}/history?quiz_submission_id=${row.id}&version=${row.attempt}` }
      : {}),
  };
}

function takersJson({
  users,
  showsLogins,
  showsSisIds,
}: NonNullable<QuizSubmissionsView['takers']>): Record<string, unknown>[] {
  return users.map(({ user, pseudonym }) => ({
    ...userJson(user),
    ...(showsSisIds
      ? { sis_user_id: pseudonym?.sisUserId ?? null, integration_id: pseudonym?.integrationId ?? null }
      : {}),
    ...(showsLogins ? { login_id: pseudonym?.uniqueId ?? null } : {}),
    avatar_url: null,
  }));
}
