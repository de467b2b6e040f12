// Quizzes on the wire: paths, what may be asked, and how a quiz is written. Reading what is posted is quiz-params.ts.

import { type Static, Type } from 'typebox';
import { isPublished, isSurvey, type Quiz, type QuizLock } from '../../model/quiz.ts';
import { wireTime } from '../../model/time.ts';
import type { QuizView } from '../../operations/quizzes/quiz-standing.ts';
import { lockExplanation } from '../canvas-wire/lock-explanation.ts';

export const quizzesPath = '/api/v1/courses/:course_id/quizzes';
export const quizPath = '/api/v1/courses/:course_id/quizzes/:id';
export const quizOrderPath = '/api/v1/courses/:course_id/quizzes/:id/reorder';
export const accessCodePath = '/api/v1/courses/:course_id/quizzes/:id/validate_access_code';

export const quizzesParams = Type.Object({
  course_id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
});

export const quizParams = Type.Object({
  course_id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
  id: Type.String({ description: 'Quiz id' }),
});

export const quizzesQuery = Type.Object({
  search_term: Type.Optional(Type.Unknown({ description: 'Part of the title' })),
  page: Type.Optional(Type.Unknown({ description: 'From 1' })),
  per_page: Type.Optional(Type.Unknown({ description: '1 to 100, 10 if absent' })),
});

export const postedAccessCode = Type.Object({
  access_code: Type.Optional(Type.Unknown({ description: 'The access code to be checked' })),
});

const text = Type.String();
const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });
const boolean = Type.Boolean();

export const shownQuiz = Type.Object({
  id: Type.Integer(),
  title: text,
  html_url: text,
  mobile_url: text,
  description: nullableText,
  quiz_type: text,
  time_limit: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Minutes' }),
  timer_autosubmit_disabled: boolean,
  shuffle_answers: boolean,
  show_correct_answers: boolean,
  scoring_policy: text,
  allowed_attempts: Type.Integer({ description: '-1 is unlimited' }),
  one_question_at_a_time: boolean,
  question_count: Type.Integer(),
  points_possible: nullableNumber,
  cant_go_back: boolean,
  ip_filter: nullableText,
  due_at: nullableText,
  lock_at: nullableText,
  unlock_at: nullableText,
  published: boolean,
  locked_for_user: boolean,
  lock_info: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'Only when locked' })),
  lock_explanation: Type.Optional(Type.String({ description: 'Only when locked' })),
  hide_results: nullableText,
  show_correct_answers_at: nullableText,
  hide_correct_answers_at: nullableText,
  all_dates: Type.Array(
    Type.Object({ due_at: nullableText, unlock_at: nullableText, lock_at: nullableText, base: boolean }),
  ),
  can_update: boolean,
  require_lockdown_browser: boolean,
  require_lockdown_browser_for_results: boolean,
  require_lockdown_browser_monitor: boolean,
  lockdown_browser_monitor_data: nullableText,
  permissions: Type.Record(Type.String(), boolean),
  quiz_reports_url: text,
  quiz_statistics_url: text,
  important_dates: boolean,
  quiz_submission_versions_html_url: text,
  assignment_id: nullableInteger,
  one_time_results: boolean,
  visible_to_everyone: boolean,
  assignment_group_id: nullableInteger,
  show_correct_answers_last_attempt: boolean,
  version_number: Type.Integer(),
  has_access_code: boolean,
  post_to_sis: Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] }),
  migration_id: nullableText,
  in_paced_course: boolean,
  access_code: Type.Optional(nullableText),
  unpublishable: Type.Optional(boolean),
  can_unpublish: Type.Optional(boolean),
  section_count: Type.Optional(Type.Integer()),
  speed_grader_url: Type.Optional(nullableText),
  message_students_url: Type.Optional(text),
  only_visible_to_overrides: Type.Optional(boolean),
  anonymous_submissions: Type.Optional(boolean),
  question_types: Type.Optional(Type.Array(text)),
  deleted: Type.Optional(boolean),
  quiz_submission_html_url: Type.Optional(text),
  moderate_url: Type.Optional(text),
  quiz_extensions_url: Type.Optional(text),
  take_quiz_url: Type.Optional(text),
  preview_url: Type.Optional(text),
  quiz_submissions_zip_url: Type.Optional(text),
});

const shownQuizzes = Type.Object(
  { quizzes: Type.Array(shownQuiz) },
  { description: 'With `Accept: application/vnd.api+json`' },
);

export const answeredQuiz = Type.Union([shownQuiz, shownQuizzes]);
export const answeredQuizzes = Type.Union([Type.Array(shownQuiz), shownQuizzes]);

type QuizJson = Static<typeof shownQuiz>;

export interface QuizForm {
  /** Base of the URLs sent out. */
  baseUrl: string;
  /** The form of `application/vnd.api+json`, which has more links. */
  isJsonApi: boolean;
}

/** Canvas: key by key as core reference §14.3; who sees more is said there. */
export function quizJson(view: QuizView, { baseUrl, isJsonApi }: QuizForm): QuizJson {
  const { quiz, lock } = view;
  const pageUrl = `${baseUrl}/courses/${quiz.courseId}/quizzes/${quiz.id}`;
  const apiUrl = `${baseUrl}/api/v1/courses/${quiz.courseId}/quizzes/${quiz.id}`;
  const dates = {
    due_at: wireTime(quiz.dueAtMs),
    unlock_at: wireTime(quiz.unlockAtMs),
    lock_at: wireTime(quiz.lockAtMs),
  };
  return {
    id: quiz.id,
    title: quiz.title,
    html_url: pageUrl,
    mobile_url: `${pageUrl}?force_user=1&persist_headless=1`,
    description: view.isStudent && lock !== null ? '' : quiz.description,
    quiz_type: quiz.quizType,
    time_limit: quiz.timeLimitMinutes,
    timer_autosubmit_disabled: quiz.disableTimerAutosubmission === 1,
    shuffle_answers: quiz.shuffleAnswers === 1,
    show_correct_answers: quiz.showCorrectAnswers === 1,
    scoring_policy: quiz.scoringPolicy,
    allowed_attempts: quiz.allowedAttempts,
    one_question_at_a_time: quiz.oneQuestionAtATime === 1,
    question_count: quiz.questionCount,
    points_possible: quiz.pointsPossible,
    cant_go_back: quiz.cantGoBack === 1,
    ...(view.isGrader || view.isEditor ? { access_code: quiz.accessCode } : {}),
    ip_filter: quiz.ipFilter,
    due_at: dates.due_at,
    lock_at: dates.lock_at,
    unlock_at: dates.unlock_at,
    published: isPublished(quiz),
    ...(isJsonApi && view.isEditor ? { deleted: quiz.workflowState === 'deleted' } : {}),
    ...(view.isEditor ? { unpublishable: view.canUnpublish } : {}),
    locked_for_user: lock !== null,
    ...(lock === null
      ? {}
      : { lock_info: lockInfo(quiz, lock), lock_explanation: lockExplanation(lock, view.atMs) }),
    hide_results: quiz.hideResults,
    show_correct_answers_at: wireTime(quiz.showCorrectAnswersAtMs),
    hide_correct_answers_at: wireTime(quiz.hideCorrectAnswersAtMs),
    all_dates: [{ ...dates, base: true }],
    ...(view.isEditor ? { can_unpublish: view.canUnpublish } : {}),
    can_update: view.rights.update,
    require_lockdown_browser: quiz.requireLockdownBrowser === 1,
    require_lockdown_browser_for_results: false,
    require_lockdown_browser_monitor: false,
    lockdown_browser_monitor_data: null,
    ...(view.isGrader ? { speed_grader_url: speedGraderUrl(quiz, baseUrl) } : {}),
    permissions: { ...view.rights },
    quiz_reports_url: `${apiUrl}/reports`,
    quiz_statistics_url: `${apiUrl}/statistics`,
    ...(view.isGrader
      ? { message_students_url: `${apiUrl}/submission_users/message`, section_count: view.sectionCount }
      : {}),
    ...(isJsonApi ? jsonApiLinks(view, pageUrl, apiUrl) : {}),
    important_dates: false,
    quiz_submission_versions_html_url: `${pageUrl}/submission_versions`,
    assignment_id: quiz.assignmentId,
    one_time_results: quiz.oneTimeResults === 1,
    ...(view.isGrader ? { only_visible_to_overrides: quiz.onlyVisibleToOverrides === 1 } : {}),
    visible_to_everyone: quiz.onlyVisibleToOverrides === 0,
    assignment_group_id: quiz.assignmentGroupId,
    show_correct_answers_last_attempt: quiz.showCorrectAnswersLastAttempt === 1,
    version_number: quiz.versionNumber,
    has_access_code: quiz.accessCode !== null,
    post_to_sis: null,
    ...(isSurvey(quiz) ? { anonymous_submissions: quiz.anonymousSubmissions === 1 } : {}),
    migration_id: null,
    in_paced_course: false,
  };
}

/** As an answer that is about this quiz alone. */
export function singleQuizJson(view: QuizView, form: QuizForm): QuizJson {
  return { ...quizJson(view, form), question_types: [...view.questionTypes] };
}

function jsonApiLinks(view: QuizView, pageUrl: string, apiUrl: string) {
  return {
    quiz_submission_html_url: `${pageUrl}/submission_html`,
    ...(view.isEditor
      ? { moderate_url: `${pageUrl}/moderate`, quiz_extensions_url: `${apiUrl}/extensions` }
      : {}),
    take_quiz_url: `${pageUrl}/take?user_id=${view.callerId}`,
    ...(view.isEditor && view.isGrader ? { preview_url: `${pageUrl}/take?preview=1` } : {}),
    ...(view.isGrader && view.questionTypes.includes('file_upload_question')
      ? { quiz_submissions_zip_url: `${pageUrl}/submissions?zip=1` }
      : {}),
  };
}

/** Canvas: only of what students can hand in for a grade. */
function speedGraderUrl(quiz: Quiz, baseUrl: string): string | null {
  if (quiz.assignmentId === null || !isPublished(quiz)) return null;
  return `${baseUrl}/courses/${quiz.courseId}/gradebook/speed_grader?assignment_id=${quiz.assignmentId}`;
}

function lockInfo(quiz: Quiz, lock: QuizLock): Record<string, unknown> {
  const info = { asset_string: `quizzes:quiz_${quiz.id}` };
  switch (lock.reason) {
    case 'manual':
      return { ...info, can_view: true };
    case 'not_yet':
      return { ...info, unlock_at: wireTime(lock.unlockAtMs) };
    case 'over':
      return { ...info, lock_at: wireTime(lock.lockAtMs), can_view: true };
  }
}
