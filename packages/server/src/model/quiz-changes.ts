// What becomes of a quiz's settings when somebody changes some of them: settings that are dropped because another one
// rules them out, and faults. Canvas: core reference §14.2.

import { type Flag, flag } from './flag.ts';
import { isIpFilter } from './ip-filter.ts';
import { nameCharsMax, textCharsMax } from './limits.ts';
import { hideResultsValues, isSurvey, type Quiz, quizTypes, scoringPolicies } from './quiz.ts';
import { quizPointsMax, timeLimitMinutesMax } from './quiz-limits.ts';
import { defaultQuizSettings, type QuizChanges, type QuizSettings } from './quiz-settings.ts';
import { type FieldFault, Refusal } from './refusal.ts';

/**
 * The settings after the changes. A setting that another one rules out is dropped without a word, as Canvas does it;
 * faults are collected and raised together as record_invalid. `canUnpublish` says that no student has taken the quiz.
 */
export function changedSettings(
  before: QuizSettings,
  changes: QuizChanges,
  canUnpublish: boolean,
): QuizSettings {
  const faults: FieldFault[] = [];
  const quiz = {
    ...before,
    title: titleAfter(before, changes, faults),
    description: descriptionAfter(before, changes, faults),
    quizType: oneOf(
      quizTypes,
      before.quizType,
      changes.quizType,
      'assignment',
      invalid('quiz_type', 'Quiz type'),
      faults,
    ),
    workflowState: workflowStateAfter(before, changes, canUnpublish, faults),
    timeLimitMinutes: timeLimitAfter(before, changes, faults),
    disableTimerAutosubmission: flagAfter(
      before.disableTimerAutosubmission,
      changes.disableTimerAutosubmission,
    ),
    shuffleAnswers: flagAfter(before.shuffleAnswers, changes.shuffleAnswers),
    allowedAttempts: attemptsAfter(before, changes),
    oneQuestionAtATime: flagAfter(before.oneQuestionAtATime, changes.oneQuestionAtATime),
    cantGoBack: flagAfter(before.cantGoBack, changes.cantGoBack),
    accessCode: textAfter('access_code', before.accessCode, changes.accessCode, faults),
    ipFilter: ipFilterAfter(before, changes, faults),
    dueAtMs: after(before.dueAtMs, changes.dueAtMs),
    unlockAtMs: after(before.unlockAtMs, changes.unlockAtMs),
    lockAtMs: after(before.lockAtMs, changes.lockAtMs),
    locked: flagAfter(before.locked, changes.locked),
    requireLockdownBrowser: flagAfter(before.requireLockdownBrowser, changes.requireLockdownBrowser),
    anonymousSubmissions: flagAfter(before.anonymousSubmissions, changes.anonymousSubmissions),
    onlyVisibleToOverrides: flagAfter(before.onlyVisibleToOverrides, changes.onlyVisibleToOverrides),
  };
  if (quiz.oneQuestionAtATime === 0) quiz.cantGoBack = 0;
  if (quiz.allowedAttempts > 1) {
    const fault = { field: 'scoring_policy', type: 'inclusion', message: 'is not included in the list' };
    quiz.scoringPolicy = oneOf(
      scoringPolicies,
      quiz.scoringPolicy,
      changes.scoringPolicy,
      'keep_highest',
      fault,
      faults,
    );
  }
  changeResults(quiz, changes, faults);
  changePoints(before, quiz, changes, faults);
  if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
  return quiz;
}

/** Which results students see, and when. Changes `quiz`; its attempts must be settled before. */
function changeResults(quiz: QuizSettings, changes: QuizChanges, faults: FieldFault[]): void {
  const isDropped = changes.hideResults === 'until_after_last_attempt' && quiz.allowedAttempts <= 1;
  if (!isDropped) {
    const fault = invalid('hide_results', 'Hide results');
    quiz.hideResults = oneOf(hideResultsValues, quiz.hideResults, changes.hideResults, null, fault, faults);
  }
  if (quiz.hideResults === null) {
    quiz.showCorrectAnswers = flagAfter(quiz.showCorrectAnswers, changes.showCorrectAnswers, 1);
    quiz.oneTimeResults = flagAfter(quiz.oneTimeResults, changes.oneTimeResults);
  }
  if (quiz.showCorrectAnswers === 0) {
    quiz.showCorrectAnswersLastAttempt = 0;
    quiz.showCorrectAnswersAtMs = null;
    quiz.hideCorrectAnswersAtMs = null;
    return;
  }
  quiz.showCorrectAnswersLastAttempt =
    quiz.allowedAttempts > 1
      ? flagAfter(quiz.showCorrectAnswersLastAttempt, changes.showCorrectAnswersLastAttempt)
      : 0;
  quiz.showCorrectAnswersAtMs = after(quiz.showCorrectAnswersAtMs, changes.showCorrectAnswersAtMs);
  quiz.hideCorrectAnswersAtMs = after(quiz.hideCorrectAnswersAtMs, changes.hideCorrectAnswersAtMs);
  const { showCorrectAnswersAtMs: showAtMs, hideCorrectAnswersAtMs: hideAtMs } = quiz;
  if (showAtMs !== null && hideAtMs !== null && hideAtMs <= showAtMs) {
    faults.push({ field: 'show_correct_answers', type: 'bad_range', message: 'bad_range' });
  }
}

/** Only surveys keep the points they are given; the others have those of their questions. Changes `quiz`. */
function changePoints(
  before: QuizSettings,
  quiz: QuizSettings,
  changes: QuizChanges,
  faults: FieldFault[],
): void {
  if (isSurvey(quiz)) quiz.pointsPossible = after(quiz.pointsPossible, changes.pointsPossible);
  else if (isSurvey(before)) quiz.pointsPossible = 0;
  if (Math.abs(quiz.pointsPossible ?? 0) > quizPointsMax) {
    const message = `must be less than or equal to ${quizPointsMax}`;
    faults.push({ field: 'points_possible', type: 'less_than_or_equal_to', message });
  }
}

function titleAfter(before: QuizSettings, { title }: QuizChanges, faults: FieldFault[]): string {
  if (title === undefined) return before.title;
  if (title === null || title.trim() === '') return defaultQuizSettings.title;
  return textAfter('title', before.title, title, faults) ?? defaultQuizSettings.title;
}

function descriptionAfter(before: QuizSettings, changes: QuizChanges, faults: FieldFault[]): string | null {
  const text = after(before.description, changes.description);
  if (text !== null && text.length > textCharsMax) faults.push(tooLong('description', textCharsMax));
  return text;
}

function workflowStateAfter(
  before: QuizSettings,
  { published }: QuizChanges,
  canUnpublish: boolean,
  faults: FieldFault[],
): Quiz['workflowState'] {
  if (published === undefined || published === null) return before.workflowState;
  if (published) return 'available';
  if (before.workflowState === 'available' && !canUnpublish) {
    const message = "Can't unpublish if there are student submissions";
    faults.push({ field: 'published', type: message, message });
  }
  return 'unpublished';
}

/** Canvas: a negative limit is as if nothing had been said. */
function timeLimitAfter(before: QuizSettings, changes: QuizChanges, faults: FieldFault[]): number | null {
  const { timeLimitMinutes: given } = changes;
  if (given === undefined || (given !== null && given < 0)) return before.timeLimitMinutes;
  if (given !== null && (given === 0 || given > timeLimitMinutesMax))
    faults.push(invalid('time_limit', 'Time Limit'));
  return given;
}

/** Canvas: -1 is unlimited, less is as if nothing had been said. */
function attemptsAfter(before: QuizSettings, { allowedAttempts: given }: QuizChanges): number {
  if (given === undefined || (given !== null && given < -1)) return before.allowedAttempts;
  return given ?? defaultQuizSettings.allowedAttempts;
}

function ipFilterAfter(before: QuizSettings, changes: QuizChanges, faults: FieldFault[]): string | null {
  const text = textAfter('ip_filter', before.ipFilter, changes.ipFilter, faults);
  if (text !== null && !isIpFilter(text)) faults.push(invalid('ip_filter', 'IP filter'));
  return text;
}

/** Short text; blank is null. */
function textAfter(
  field: string,
  before: string | null,
  given: string | null | undefined,
  faults: FieldFault[],
): string | null {
  if (given === undefined) return before;
  if (given === null || given.trim() === '') return null;
  if ([...given].length > nameCharsMax) {
    faults.push(tooLong(field, nameCharsMax));
  }
  return given;
}

function after<T>(before: T, given: T | undefined): T {
  return given === undefined ? before : given;
}

function flagAfter(before: Flag, given: boolean | null | undefined, cleared: Flag = 0): Flag {
  if (given === undefined) return before;
  return given === null ? cleared : flag(given);
}

/** A value of a closed set; anything else is the fault. Blank is `cleared`. */
function oneOf<T extends string, Cleared extends T | null>(
  known: readonly T[],
  before: T | Cleared,
  given: string | null | undefined,
  cleared: Cleared,
  fault: FieldFault,
  faults: FieldFault[],
): T | Cleared {
  if (given === undefined) return before;
  if (given === null || given.trim() === '') return cleared;
  const value = known.find((one) => one === given);
  if (value === undefined) faults.push(fault);
  return value ?? before;
}

function tooLong(field: string, charsMax: number): FieldFault {
  return { field, type: 'too_long', message: `is too long (maximum is ${charsMax} characters)` };
}

/** Canvas names the field of these faults after the fault. */
function invalid(field: string, name: string): FieldFault {
  return { field: `invalid_${field}`, type: `${name} is not valid`, message: `${name} is not valid` };
}
