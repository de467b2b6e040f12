// Taking a quiz on its page, on the wire. Ours: packages/web/src/api/taking.ts has the same as types. A question is in
// page-question.ts.

import { type Static, Type } from 'typebox';
import { bodyBytesMax } from '../../model/limits.ts';
import type { PageQuestionType } from '../../model/questions/page-question.ts';
import { type QuizType, quizTypes } from '../../model/quiz.ts';
import type { ClosedReason } from '../../model/taking-policy.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { BeginAsked } from '../../operations/attempts/begin-taking.ts';
import type { PastAttempt } from '../../operations/attempts/past-attempts.ts';
import type { QuestionState, RunningView } from '../../operations/attempts/running-view.ts';
import type { TakingLook, TakingPlace, TakingView } from '../../operations/attempts/taking-view.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { booleanParam, stringParam } from '../canvas-wire/params.ts';
import { shownPageQuestion, shownQuestionJson } from './page-question.ts';

export const takingPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/taking';

const preview = Type.Optional(Type.Unknown({ description: "True: the caller's preview, for editors" }));

export const takingQuery = Type.Object({
  preview,
  question: Type.Optional(
    Type.Unknown({
      description:
        'Of a quiz of single questions the id of the one to show; the first that is not left behind if absent, and always ' +
        'in a quiz that cannot go back',
    }),
  ),
});

export const postedTaking = Type.Object({
  access_code: Type.Optional(Type.Unknown({ description: "The quiz's access code, if it has one" })),
  preview,
});

const text = Type.String();
const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });
const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const named = Type.Object({ id: Type.Integer(), name: text });

export const shownPlace = {
  now: Type.String({ description: 'Of the server, with milliseconds, as all times here' }),
  course: named,
  user: named,
  quiz: Type.Object({
    id: Type.Integer(),
    title: text,
    description: Type.Unsafe<string | null>({
      type: ['string', 'null'],
      description: 'Safe HTML; null to those who take it while it is not open',
    }),
    quiz_type: Type.Unsafe<QuizType>({ enum: quizTypes }),
    points_possible: nullableNumber,
    question_count: Type.Integer(),
    time_limit: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Minutes' }),
    allowed_attempts: Type.Integer({ description: '-1 is unlimited' }),
    due_at: nullableText,
    unlock_at: nullableText,
    lock_at: nullableText,
    one_question_at_a_time: Type.Boolean(),
    cant_go_back: Type.Boolean(),
    needs_access_code: Type.Boolean(),
    timer_hands_in: Type.Boolean({ description: 'False: the time limit is a hint, and ends nothing' }),
  }),
  events_url: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description:
      'Path where events of all attempts go, also of those that are over; null before the first one and of a preview',
  }),
};

export const shownPastAttempt = Type.Object({
  attempt: Type.Integer(),
  workflow_state: Type.Unsafe<'complete' | 'pending_review'>({ enum: ['complete', 'pending_review'] }),
  started_at: text,
  finished_at: text,
  score: Type.Unsafe<number | null>({ type: ['number', 'null'], description: 'Null while withheld' }),
  kept_score: Type.Unsafe<number | null>({ type: ['number', 'null'], description: 'The same in all' }),
  results_visible: Type.Boolean(),
});

const shownQuestionState = Type.Object({
  id: Type.Integer(),
  number: nullableInteger,
  question_type: Type.Unsafe<PageQuestionType>({ type: 'string' }),
  points_possible: Type.Number(),
  answered: Type.Boolean(),
  flagged: Type.Boolean(),
  closed: Type.Boolean({ description: 'Left behind in a quiz that cannot go back' }),
});

const shownRunning = Type.Object({
  quiz_submission_id: Type.Integer(),
  attempt: Type.Integer(),
  validation_token: text,
  started_at: text,
  end_at: nullableText,
  closes_at: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'From when on the server hands it in by itself: `end_at`, or later, or never',
  }),
  time_left_ms: Type.Unsafe<number | null>({
    type: ['integer', 'null'],
    description: 'Until `end_at`; negative when over',
  }),
  is_preview: Type.Boolean(),
  questions: Type.Array(shownQuestionState),
  shown: Type.Array(shownPageQuestion, { description: 'With contents: all, or the one that is shown' }),
});

export const shownTaking = Type.Object({
  ...shownPlace,
  state: Type.Unsafe<'ready' | 'running' | 'closed'>({ enum: ['ready', 'running', 'closed'] }),
  closed_because: Type.Unsafe<{ code: ClosedReason; message: string } | null>({
    type: ['object', 'null'],
    description: '`code` and `message`',
  }),
  attempts_taken: Type.Integer(),
  attempts_left: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Null is unlimited' }),
  attempt: Type.Unsafe<Static<typeof shownRunning> | null>({ ...shownRunning, type: ['object', 'null'] }),
  past_attempts: Type.Array(shownPastAttempt, { description: 'The newest first' }),
});

/** Raises malformed. */
export function takingLookOf(query: Record<string, unknown>, ip: string): TakingLook {
  const question = stringParam(query.question, 'question');
  return {
    isPreview: booleanParam(query.preview, 'preview') ?? false,
    questionId: question === undefined || question === null ? null : leadingInteger(question),
    ip,
  };
}

/** Raises malformed. */
export function beginAskedOf(body: Record<string, unknown>, ip: string): BeginAsked {
  return {
    isPreview: booleanParam(body.preview, 'preview') ?? false,
    accessCode: stringParam(body.access_code, 'access_code', bodyBytesMax) ?? null,
    ip,
  };
}

export function takingJson(view: TakingView): Static<typeof shownTaking> {
  const { closedBecause, running } = view;
  return {
    ...placeJson(view),
    state: closedBecause !== null ? 'closed' : running === null ? 'ready' : 'running',
    closed_because:
      closedBecause === null ? null : { code: closedBecause, message: closedTexts[closedBecause] },
    attempts_taken: view.attemptsTaken,
    attempts_left: view.attemptsLeft,
    attempt: running === null ? null : runningJson(running, view),
    past_attempts: view.past.map(pastAttemptJson),
  };
}

/** Without the moments, which the page tells in the time of its reader. */
const closedTexts: Record<ClosedReason, string> = {
  not_allowed: 'You cannot take this quiz.',
  lockdown_browser: 'This quiz needs a lockdown browser, which is not supported here.',
  ip_address: 'This quiz can be taken from certain places only, and this is none of them.',
  not_open_yet: 'This quiz is not open yet.',
  locked: 'This quiz is closed.',
  no_attempts_left: 'You have used all attempts at this quiz.',
};

export function placeJson(place: TakingPlace) {
  const { atMs, course, user, quiz, isPreview, logQuizSubmissionId, showsDescription } = place;
  return {
    now: wireTimeMs(atMs),
    course: { id: course.id, name: course.name },
    user: { id: user.id, name: user.name },
    quiz: {
      id: quiz.id,
      title: quiz.title,
      description: showsDescription ? quiz.description : null,
      quiz_type: quiz.quizType,
      points_possible: quiz.pointsPossible,
      question_count: quiz.questionCount,
      time_limit: quiz.timeLimitMinutes,
      allowed_attempts: quiz.allowedAttempts,
      due_at: wireTimeMs(quiz.dueAtMs),
      unlock_at: wireTimeMs(quiz.unlockAtMs),
      lock_at: wireTimeMs(quiz.lockAtMs),
      one_question_at_a_time: quiz.oneQuestionAtATime === 1,
      cant_go_back: quiz.cantGoBack === 1,
      needs_access_code: quiz.accessCode !== null && !isPreview,
      timer_hands_in: quiz.disableTimerAutosubmission === 0,
    },
    events_url:
      logQuizSubmissionId === null
        ? null
        : `/api/v1/courses/${quiz.courseId}/quizzes/${quiz.id}/submissions/${logQuizSubmissionId}/events`,
  };
}

export function pastAttemptJson(past: PastAttempt): Static<typeof shownPastAttempt> {
  return {
    attempt: past.attempt,
    workflow_state: past.isPending ? 'pending_review' : 'complete',
    started_at: wireTimeMs(past.startedAtMs),
    finished_at: wireTimeMs(past.finishedAtMs),
    score: past.score,
    kept_score: past.keptScore,
    results_visible: past.resultsVisible,
  };
}

function runningJson(
  { quizSubmission, startedAtMs, closesAtMs, questions, shown }: RunningView,
  { isPreview, atMs }: TakingPlace,
): Static<typeof shownRunning> {
  const { id, attempt, endAtMs } = quizSubmission;
  return {
    quiz_submission_id: id,
    attempt,
    validation_token: quizSubmission.validationToken,
    started_at: wireTimeMs(startedAtMs),
    end_at: wireTimeMs(endAtMs),
    closes_at: wireTimeMs(closesAtMs),
    time_left_ms: endAtMs === null ? null : endAtMs - atMs,
    is_preview: isPreview,
    questions: questions.map(questionStateJson),
    shown: shown.map(shownQuestionJson),
  };
}

function questionStateJson(state: QuestionState): Static<typeof shownQuestionState> {
  return {
    id: state.id,
    number: state.number,
    question_type: state.questionType,
    points_possible: state.pointsPossible,
    answered: state.isAnswered,
    flagged: state.isFlagged,
    closed: state.isClosed,
  };
}
