// What is posted of a quiz, read from JSON or a form: `quiz[…]`, and `quizzes[]` in the form of vnd.api+json.

import { Type } from 'typebox';
import { bodyBytesMax } from '../../model/limits.ts';
import type { QuizChanges } from '../../model/quiz-settings.ts';
import {
  booleanParam,
  floatParam,
  integerParam,
  objectParam,
  stringParam,
  timeParam,
} from '../canvas-wire/params.ts';
import { sanitiseHtml } from '../canvas-wire/sanitise-html.ts';

const leaf = (description: string) => Type.Optional(Type.Unknown({ description }));

const postedQuizFields = Type.Object({
  title: leaf('"Unnamed Quiz" if blank; up to 255 characters'),
  description: leaf('HTML; made safe'),
  quiz_type: leaf('`assignment` (if absent), `practice_quiz`, `graded_survey`, `survey`'),
  assignment_group_id: leaf('A group of the course; any other is the first'),
  time_limit: leaf('Minutes; null for none'),
  disable_timer_autosubmission: leaf('Whether an attempt goes on when its time is over'),
  shuffle_answers: leaf('Whether each student gets the answers in another order'),
  hide_results: leaf(
    '`always`, `until_after_last_attempt` (more attempts than one), `until_after_due_date`, `until_after_available_date`',
  ),
  show_correct_answers: leaf('True if absent; only without `hide_results`'),
  show_correct_answers_last_attempt: leaf('Only with more attempts than one'),
  show_correct_answers_at: leaf('Time; only when correct answers are shown'),
  hide_correct_answers_at: leaf('Time, after `show_correct_answers_at`'),
  one_time_results: leaf('Only without `hide_results`'),
  allowed_attempts: leaf('1 if absent; -1 for unlimited'),
  scoring_policy: leaf(
    '`keep_highest` (if absent), `keep_latest`, `keep_average`; only with more attempts than one',
  ),
  one_question_at_a_time: leaf('One question on each page'),
  cant_go_back: leaf('Only with `one_question_at_a_time`'),
  access_code: leaf('What students must enter; null for nothing'),
  ip_filter: leaf('Comma-separated addresses, CIDRs, or `address/mask`, IPv4 and IPv6'),
  due_at: leaf('Time; a date alone is its end'),
  lock_at: leaf('Time; a date alone is its end'),
  unlock_at: leaf('Time'),
  published: leaf('True publishes; false takes it back, if no student has taken the quiz'),
  points_possible: leaf('Only surveys'),
  anonymous_submissions: leaf('Only surveys'),
  only_visible_to_overrides: leaf('Hides the quiz from students to whom it is not assigned'),
  locked: leaf('Locks the quiz, whatever its dates'),
  require_lockdown_browser: leaf('Then nobody can take it here'),
});

export const postedQuiz = Type.Object({
  quiz: Type.Optional(postedQuizFields),
  quizzes: leaf('With `Accept: application/vnd.api+json` the first of these is taken for `quiz`'),
});

/** Null when there is none. Raises malformed for a value that cannot be read. */
export function readQuizChanges(body: Record<string, unknown>, isJsonApi: boolean): QuizChanges | null {
  const first = isJsonApi && Array.isArray(body.quizzes) ? (body.quizzes[0] as unknown) : undefined;
  const quiz = objectParam(first ?? body.quiz, 'quiz') ?? null;
  return quiz && changesOf(quiz);
}

function changesOf(quiz: Record<string, unknown>): QuizChanges {
  const text = (key: string) => stringParam(quiz[key], `quiz[${key}]`, bodyBytesMax);
  const boolean = (key: string) => booleanParam(quiz[key], `quiz[${key}]`);
  const integer = (key: string) => integerParam(quiz[key], `quiz[${key}]`);
  const time = (key: string) => timeParam(quiz[key], `quiz[${key}]`);
  const description = text('description');
  return {
    assignmentGroupId: integer('assignment_group_id'),
    title: text('title'),
    description: typeof description === 'string' ? sanitiseHtml(description) : description,
    quizType: text('quiz_type'),
    timeLimitMinutes: integer('time_limit'),
    disableTimerAutosubmission: boolean('disable_timer_autosubmission'),
    shuffleAnswers: boolean('shuffle_answers'),
    hideResults: hideResultsOf(quiz.hide_results),
    showCorrectAnswers: boolean('show_correct_answers'),
    showCorrectAnswersLastAttempt: boolean('show_correct_answers_last_attempt'),
    showCorrectAnswersAtMs: time('show_correct_answers_at'),
    hideCorrectAnswersAtMs: time('hide_correct_answers_at'),
    oneTimeResults: boolean('one_time_results'),
    allowedAttempts: integer('allowed_attempts'),
    scoringPolicy: text('scoring_policy'),
    oneQuestionAtATime: boolean('one_question_at_a_time'),
    cantGoBack: boolean('cant_go_back'),
    accessCode: text('access_code'),
    ipFilter: text('ip_filter'),
    dueAtMs: endOfDay(quiz.due_at, time('due_at')),
    lockAtMs: endOfDay(quiz.lock_at, time('lock_at')),
    unlockAtMs: time('unlock_at'),
    published: boolean('published'),
    pointsPossible: floatParam(quiz.points_possible, 'quiz[points_possible]'),
    anonymousSubmissions: boolean('anonymous_submissions'),
    onlyVisibleToOverrides: boolean('only_visible_to_overrides'),
    locked: boolean('locked'),
    requireLockdownBrowser: boolean('require_lockdown_browser'),
  };
}

const dayMs = 86_400_000;

/** Canvas: a time written without a colon is a day, and ends with it, at 23:59:59. */
function endOfDay(written: unknown, ms: number | null | undefined): number | null | undefined {
  const isDay = typeof written === 'string' && !written.includes(':');
  return isDay && typeof ms === 'number' ? Math.floor(ms / dayMs) * dayMs + dayMs - 1000 : ms;
}

/** Canvas also takes the boxes of its own form: `{last_attempt: "1"}`, `{never: "1"}`; without either, always. */
function hideResultsOf(value: unknown): string | null | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return stringParam(value, 'quiz[hide_results]', bodyBytesMax);
  }
  const { last_attempt: lastAttempt, never } = value as Record<string, unknown>;
  if (lastAttempt === '1' || lastAttempt === 1) return 'until_after_last_attempt';
  return never === '1' || never === 1 ? null : 'always';
}
