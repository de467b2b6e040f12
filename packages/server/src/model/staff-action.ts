// What staff did to an attempt, as its log tells it: what was before and what is then, so that nobody has to work it out
// from two places. Pure; who it was and when is added where it is stored.

import type { GradedAnswer } from './answer-sheet.ts';
import type { QuizSubmission } from './quiz-submission.ts';
import { wireTimeMs } from './time.ts';

/** Types of events of source `staff`. Canvas has none of them; its clients pass over types that they do not know. */
export type StaffActionType =
  | 'time_extended'
  | 'extra_time_granted'
  | 'extra_attempts_granted'
  | 'quiz_unlocked'
  | 'quiz_unlock_withdrawn'
  | 'score_changed';

export interface StaffAction {
  eventType: StaffActionType;
  /** Of its data; names as on the wire. */
  details: Readonly<Record<string, unknown>>;
}

type Extendable = Pick<QuizSubmission, 'endAtMs' | 'extraTimeMinutes' | 'extraAttempts' | 'manuallyUnlocked'>;

/** What an extension changed; nothing when it left everything as it was. Minutes of `time_extended` may be negative. */
export function extensionActions(before: Extendable, after: Extendable): StaffAction[] {
  const actions: StaffAction[] = [];
  if (after.endAtMs !== before.endAtMs && after.endAtMs !== null) {
    const movedMs = before.endAtMs === null ? null : after.endAtMs - before.endAtMs;
    actions.push({
      eventType: 'time_extended',
      details: {
        minutes: movedMs === null ? null : Math.round(movedMs / 600) / 100 || 0,
        end_at: wireTimeMs(after.endAtMs),
        end_at_before: wireTimeMs(before.endAtMs),
      },
    });
  }
  const [minutes, minutesBefore] = [after.extraTimeMinutes ?? 0, before.extraTimeMinutes ?? 0];
  if (minutes !== minutesBefore) {
    actions.push({ eventType: 'extra_time_granted', details: { minutes, minutes_before: minutesBefore } });
  }
  const [attempts, attemptsBefore] = [after.extraAttempts ?? 0, before.extraAttempts ?? 0];
  if (attempts !== attemptsBefore) {
    const details = { extra_attempts: attempts, extra_attempts_before: attemptsBefore };
    actions.push({ eventType: 'extra_attempts_granted', details });
  }
  if (after.manuallyUnlocked !== before.manuallyUnlocked) {
    const eventType = after.manuallyUnlocked === 1 ? 'quiz_unlocked' : 'quiz_unlock_withdrawn';
    actions.push({ eventType, details: {} });
  }
  return actions;
}

type Scored = Pick<QuizSubmission, 'score' | 'fudgePoints'>;

/** `answers`: somebody scored or commented answers; `gradebook`: gave a grade there; `regrade`: corrected a question. */
export type ScoreChangeReason = 'answers' | 'gradebook' | 'regrade';

/** Graded answers of an attempt, before and after. */
export interface Regraded {
  before: readonly GradedAnswer[];
  after: readonly GradedAnswer[];
}

/** Null when neither the score, nor fudge points, nor points and comment of any answer changed. */
export function scoreAction(
  before: Scored,
  after: Scored,
  reason: ScoreChangeReason,
  answers: Regraded = { before: [], after: [] },
): StaffAction | null {
  const questions = changedQuestions(answers);
  const isSame = before.score === after.score && (before.fudgePoints ?? 0) === (after.fudgePoints ?? 0);
  if (isSame && questions.length === 0) return null;
  return {
    eventType: 'score_changed',
    details: {
      reason,
      score: after.score,
      score_before: before.score,
      fudge_points: after.fudgePoints ?? 0,
      fudge_points_before: before.fudgePoints ?? 0,
      questions,
    },
  };
}

function changedQuestions({ before, after }: Regraded) {
  const earlier = new Map(before.map((answer) => [answer.question_id, answer]));
  return after.flatMap((answer) => {
    const was = earlier.get(answer.question_id);
    const isCommented = (answer.more_comments ?? '') !== (was?.more_comments ?? '');
    const isReviewed = answer.correct !== was?.correct;
    if (was !== undefined && answer.points === was.points && !isCommented && !isReviewed) return [];
    // A comment itself may be taken back; the log only says that there was one.
    return {
      question_id: answer.question_id,
      points: answer.points,
      points_before: was?.points ?? null,
      is_comment_changed: isCommented,
    };
  });
}
