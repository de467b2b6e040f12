// A teacher scores the answers of an attempt by hand, says something to them, or adds points to the whole.

import { attemptScore, isPendingReview } from '../../grading/attempt-score.ts';
import { keptScore } from '../../grading/kept-score.ts';
import { type ManualScore, withManualScores } from '../../grading/manual-scores.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz } from '../../model/quiz.ts';
import {
  asOfAttempt,
  isFinished,
  type QuizSubmission,
  type QuizSubmissionAttempt,
  stateAfter,
} from '../../model/quiz-submission.ts';
import { declined } from '../../model/refusal.ts';
import { scoreAction } from '../../model/staff-action.ts';
import { updateAttemptAnswers } from '../../store/attempt-contents.ts';
import type { Query } from '../../store/database.ts';
import { listAttempts, updateAttempt, updateQuizSubmission } from '../../store/quiz-submissions.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import { quizStanding } from '../quizzes/quiz-standing.ts';
import { attemptContents } from './attempt-contents.ts';
import { logStaffActions } from './log-staff-actions.ts';
import { type QuizSubmissionPath, quizSubmissionAt } from './quiz-submission-at.ts';
import { type QuizSubmissionsView, viewQuizSubmissions } from './quiz-submission-view.ts';
import { recordQuizScore } from './record-quiz-score.ts';

export interface ScoringAsked {
  /** Null when it is missing or no number. */
  attempt: number | null;
  /** Read only once there is such an attempt to score. */
  readScores(): AttemptScores;
}

export interface AttemptScores {
  /** Undefined leaves those there are. */
  fudgePoints: number | undefined;
  /** By question id; those that the attempt does not have are passed over. */
  questions: ReadonlyMap<number, ManualScore>;
}

export type ScoreAttempt = (
  caller: Caller,
  path: QuizSubmissionPath,
  /** Null when nothing is asked for. */
  readAsked: () => ScoringAsked | null,
  includes: readonly string[],
) => Promise<QuizSubmissionsView>;

/**
 * The quiz submission as it is then. What a teacher kept over the scoring policy is given up, and the attempt is reviewed
 * once nothing waits for a person any more. Raises not_found, then declined, the reasons in Canvas's order, and what the
 * readers raise in between. Reference §2.9.
 */
export function scoreAttempt(database: AnnouncingDatabase, clock: Clock): ScoreAttempt {
  return async (caller, path, readAsked, includes) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizStanding(transaction, caller, path, 'share');
      const { course, quiz } = standing;
      const quizSubmission = await quizSubmissionAt(transaction, standing, path.quizSubmission, 'change');
      const asked = readAsked();
      if (!hasCourseRight(standing, 'manage_grades', nowMs)) {
        throw declined('forbidden', 'you are not allowed to update scores for this quiz submission');
      }
      const view = (row: QuizSubmission) =>
        viewQuizSubmissions(transaction, standing, [row], includes, nowMs);
      if (asked === null) return view(quizSubmission);
      const attempts = await listAttempts(transaction, quizSubmission.id);
      const shown = scorable(quizSubmission, attempts, asked.attempt);
      const scores = asked.readScores();
      if (scores.fudgePoints === undefined && scores.questions.size === 0) return view(quizSubmission);
      const scored = await scoredAttempt(transaction, quiz, shown, scores, nowMs);
      const saved = await save(transaction, quiz, quizSubmission, attempts, scored, nowMs);
      return view(await recordQuizScore(transaction, course, quiz, saved, caller.userId, nowMs));
    });
  };
}

/** The attempt as the quiz submission shows it. Raises declined. */
function scorable(
  quizSubmission: QuizSubmission,
  attempts: readonly QuizSubmissionAttempt[],
  attempt: number | null,
): QuizSubmission {
  const wanted = attempts.find((one) => one.attempt === attempt);
  if (wanted === undefined) throw declined('bad_request', 'invalid attempt');
  const shown = asOfAttempt(quizSubmission, wanted);
  if (!isFinished(shown)) throw declined('bad_request', 'quiz submission attempt must be complete');
  return shown;
}

/** Writes the graded answers, and what was done into the log. Canvas: an answer that waits for a person has the whole attempt wait, again if need be. */
async function scoredAttempt(
  transaction: Transaction,
  quiz: Quiz,
  shown: QuizSubmission,
  scores: AttemptScores,
  nowMs: number,
): Promise<QuizSubmission> {
  const contents = await attemptContents(transaction, shown);
  const graded = withManualScores(contents.graded ?? [], contents.questions, scores.questions);
  await updateAttemptAnswers(transaction, shown, {
    gradedAnswers: JSON.stringify(graded),
    updatedAtMs: nowMs,
  });
  const step = isPendingReview(graded, quiz) ? 'reopen_review' : 'review';
  const fudgePoints = scores.fudgePoints ?? shown.fudgePoints;
  const scored = {
    ...shown,
    workflowState: stateAfter(shown.workflowState, step) ?? shown.workflowState,
    fudgePoints,
    score: attemptScore(graded, fudgePoints, quiz),
  };
  const action = scoreAction(shown, scored, 'answers', { before: contents.graded ?? [], after: graded });
  if (action !== null)
    await logStaffActions(transaction, [{ quizSubmission: shown, actions: [action] }], nowMs);
  return scored;
}

async function save(
  transaction: Query,
  quiz: Quiz,
  quizSubmission: QuizSubmission,
  attempts: readonly QuizSubmissionAttempt[],
  { attempt, workflowState, fudgePoints, score }: QuizSubmission,
  nowMs: number,
): Promise<QuizSubmission> {
  const isCurrent = attempt === quizSubmission.attempt;
  const changes = { workflowState, fudgePoints, score };
  if (!isCurrent) await updateAttempt(transaction, { quizSubmissionId: quizSubmission.id, attempt }, changes);
  const others = attempts
    .filter((one) => one.attempt !== attempt)
    .map((one) => asOfAttempt(quizSubmission, one))
    .filter(isFinished);
  return updateQuizSubmission(transaction, quizSubmission.id, {
    ...(isCurrent ? changes : {}),
    keptScore: keptScore(quiz.scoringPolicy, [...others, { attempt, score }]),
    manuallyScored: 0,
    updatedAtMs: nowMs,
  });
}
