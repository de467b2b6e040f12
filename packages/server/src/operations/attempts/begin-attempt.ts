// An attempt begins: the rows it consists of, its questions frozen, and the server's word of it in the log. Whoever calls
// has decided that it may.

import { attemptStarted } from '../../facts/attempt-facts.ts';
import { attemptEndAtMs } from '../../model/attempt-times.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { attemptQuestions } from '../../model/questions/attempt-questions.ts';
import { receivedAtMs } from '../../model/quiz-event.ts';
import { studentEndAtMs } from '../../model/quiz-policy.ts';
import { leftBehind, type QuizSubmission, stateAfter } from '../../model/quiz-submission.ts';
import { insertAttemptContents } from '../../store/attempt-contents.ts';
import { insertOwnEvents } from '../../store/quiz-events.ts';
import {
  insertAttempt,
  insertQuizSubmission,
  type Taker,
  updateAttempt,
  updateQuizSubmission,
} from '../../store/quiz-submissions.ts';
import type { Transaction } from '../announcing/announcing-database.ts';
import { saveSubmission } from '../gradebook/save-submission.ts';
import { draftEntries, publishedEntries } from '../quizzes/quiz-entries.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';
import type { Random } from '../random.ts';
import { blankKey } from './blank-key.ts';
import { lockedGradebookRow } from './gradebook-row.ts';
import { logEarlierGrants } from './log-staff-actions.ts';

/** Undefined when the taker has a row on the quiz by now: another request was first. The quiz is locked for sharing. */
export async function beginFirst(
  transaction: Transaction,
  standing: QuizStanding,
  taker: Taker,
  random: Random,
  nowMs: number,
): Promise<QuizSubmission | undefined> {
  const isPreview = 'previewUserId' in taker;
  const settings = { attempt: 0, extraTimeMinutes: null, manuallyUnlocked: 0 } as const;
  const added = await insertQuizSubmission(transaction, {
    quizId: standing.quiz.id,
    submissionId: null,
    userId: isPreview ? null : taker.userId,
    previewUserId: isPreview ? taker.previewUserId : null,
    ...settings,
    ...beginning(standing, settings, isPreview, nowMs),
    extraAttempts: null,
    keptScore: null,
    hasSeenResults: null,
    validationToken: random.hex(64),
    workflowState: isPreview ? 'preview' : 'untaken',
    excused: 0,
    createdAtMs: nowMs,
  });
  return added && withContents(transaction, standing, added, random, nowMs);
}

/** The next attempt in the same row, which is locked for change; the last one is left as it is. */
export async function beginAgain(
  transaction: Transaction,
  standing: QuizStanding,
  before: QuizSubmission,
  random: Random,
  nowMs: number,
): Promise<QuizSubmission> {
  const workflowState = stateAfter(before.workflowState, 'start');
  if (workflowState === null) throw new Error(`no attempt can begin after ${before.workflowState}`);
  if (before.attempt > 0) {
    const { quizSubmissionId, attempt, ...left } = leftBehind(before);
    await updateAttempt(transaction, { quizSubmissionId, attempt }, left);
  }
  const begun = await updateQuizSubmission(transaction, before.id, {
    ...beginning(standing, before, before.workflowState === 'preview', nowMs),
    workflowState,
  });
  const complete = await withContents(transaction, standing, begun, random, nowMs);
  if (begun.workflowState !== 'preview') await logEarlierGrants(transaction, before, begun, nowMs);
  return complete;
}

/** What every attempt begins with. */
function beginning(
  standing: QuizStanding,
  before: Pick<QuizSubmission, 'attempt' | 'extraTimeMinutes' | 'manuallyUnlocked'>,
  isPreview: boolean,
  nowMs: number,
) {
  const { quiz } = standing;
  return {
    attempt: before.attempt + 1,
    startedAtMs: nowMs,
    finishedAtMs: null,
    endAtMs: attemptEndAtMs(quiz, before, nowMs, {
      isGrader: isPreview || hasCourseRight(standing, 'manage_grades', nowMs),
      enrollmentEndAtMs: studentEndAtMs(standing, nowMs),
    }),
    fudgePoints: null,
    score: null,
    scoreBeforeRegrade: null,
    manuallyScored: 0 as const,
    quizVersion: quiz.versionNumber,
    quizPointsPossible: quiz.pointsPossible,
    updatedAtMs: nowMs,
  };
}

async function withContents(
  transaction: Transaction,
  standing: QuizStanding,
  begun: QuizSubmission,
  random: Random,
  nowMs: number,
): Promise<QuizSubmission> {
  const { id: quizSubmissionId, attempt, quizVersion } = begun;
  await insertAttempt(transaction, {
    quizSubmissionId,
    attempt,
    startedAtMs: nowMs,
    finishedAtMs: null,
    endAtMs: begun.endAtMs,
    workflowState: null,
    fudgePoints: null,
    keptScore: null,
    score: null,
    scoreBeforeRegrade: null,
    quizVersion: null,
    quizPointsPossible: null,
  });
  transaction.announce(attemptStarted(standing.quiz, begun));
  const isPreview = begun.workflowState === 'preview';
  const quizData = await givenQuestions(transaction, standing, isPreview, random, nowMs);
  await insertAttemptContents(transaction, {
    quizSubmissionId,
    attempt,
    quizData,
    answers: '{}',
    loggedAnswers: '{}',
    gradedAnswers: null,
    updatedAtMs: nowMs,
  });
  if (isPreview) return begun;
  await insertOwnEvents(transaction, [
    {
      quizSubmissionId,
      attempt,
      eventType: 'submission_created',
      eventData: `{"quiz_version":${quizVersion},"quiz_data":${quizData}}`,
      createdAtMs: receivedAtMs(nowMs, nowMs),
      source: 'server',
    },
  ]);
  return withGradebookRow(transaction, standing, begun, nowMs);
}

/** Canvas: a preview is of the questions as they are edited, whatever was published. */
async function givenQuestions(
  transaction: Transaction,
  { quiz }: QuizStanding,
  isPreview: boolean,
  random: Random,
  nowMs: number,
): Promise<string> {
  const entries = isPreview
    ? await draftEntries(transaction, quiz.id, nowMs)
    : await publishedEntries(transaction, quiz.id);
  return JSON.stringify(attemptQuestions(entries, quiz, (limit) => random.below(limit), blankKey));
}

/** Of a graded quiz: each names the other from the first attempt on, and knows whether the student is excused. */
async function withGradebookRow(
  transaction: Transaction,
  { course, quiz }: QuizStanding,
  begun: QuizSubmission,
  nowMs: number,
): Promise<QuizSubmission> {
  if (begun.userId === null || begun.submissionId !== null) return begun;
  const row = await lockedGradebookRow(transaction, course, quiz, begun.userId, nowMs);
  if (row === undefined) return begun;
  const { assignment, submission } = row;
  const changes = { quizSubmissionId: begun.id };
  await saveSubmission(transaction, { assignment, before: submission, changes, reason: 'save' }, nowMs);
  const { id: submissionId, excused } = submission;
  return updateQuizSubmission(transaction, begun.id, { submissionId, excused });
}
