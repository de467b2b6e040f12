// Saves what was put down in a running attempt, and has the log say so: the server's own `question_answered`.

import type { AnswerSheet } from '../../model/answer-sheet.ts';
import { changedAnswers } from '../../model/questions/logged-answers.ts';
import { receivedAtMs } from '../../model/quiz-event.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { updateAttemptAnswers } from '../../store/attempt-contents.ts';
import type { Query } from '../../store/database.ts';
import { insertOwnEvents } from '../../store/quiz-events.ts';
import type { AttemptContents } from './attempt-contents.ts';

/** The sheet with the changes in it: each names a question, and replaces what it speaks of (answer, flag, mark). */
export function withChanges(sheet: Readonly<AnswerSheet>, changes: Readonly<AnswerSheet>): AnswerSheet {
  const changed = Object.entries(changes).map(([id, change]) => [id, { ...sheet[id], ...change }] as const);
  return { ...sheet, ...Object.fromEntries(changed) };
}

/**
 * Saves `changes`, answers in full form, in the attempt whose row is locked; the contents as they are then. One event
 * lists the answers that the log does not have yet, if there are any; it is never before the one of an earlier save, whatever
 * the clocks of servers and the order of requests, so that the log ends with what was saved last. Canvas: quiz reference
 * §1.8.
 */
export async function saveAnswers(
  transaction: Query,
  quizSubmission: QuizSubmission,
  contents: AttemptContents,
  changes: Readonly<AnswerSheet>,
  nowMs: number,
): Promise<AttemptContents> {
  const sheet = withChanges(contents.sheet, changes);
  const savedAtMs = Math.max(nowMs, contents.updatedAtMs);
  const logged = await logAnswers(transaction, quizSubmission, { ...contents, sheet }, changes, savedAtMs);
  const answers = JSON.stringify(sheet);
  // Most autosaves bring nothing new, and then there is nothing to commit.
  if (logged !== contents.logged || answers !== JSON.stringify(contents.sheet)) {
    const loggedAnswers = JSON.stringify(logged);
    const saved = { answers, loggedAnswers, updatedAtMs: savedAtMs };
    await updateAttemptAnswers(transaction, quizSubmission, saved);
  }
  return { ...contents, sheet, logged };
}

/** Logs answers that came too late to be saved: the log observes, also what does not count. */
export async function logLateAnswers(
  transaction: Query,
  quizSubmission: QuizSubmission,
  contents: AttemptContents,
  changes: Readonly<AnswerSheet>,
  nowMs: number,
): Promise<void> {
  const sheet = withChanges(contents.sheet, changes);
  const lateAtMs = Math.max(nowMs, contents.updatedAtMs);
  const logged = await logAnswers(transaction, quizSubmission, { ...contents, sheet }, changes, lateAtMs);
  if (logged === contents.logged) return;
  await updateAttemptAnswers(transaction, quizSubmission, { loggedAnswers: JSON.stringify(logged) });
}

/** What the log has then; the very same when nothing was logged. Canvas: flags touch a question too, marks of having read it do not. */
async function logAnswers(
  transaction: Query,
  quizSubmission: QuizSubmission,
  { questions, sheet, logged }: AttemptContents,
  changes: Readonly<AnswerSheet>,
  atMs: number,
): Promise<Readonly<Record<string, string>>> {
  const touchedIds = Object.entries(changes).flatMap(([id, { answer, flagged }]) =>
    answer === undefined && flagged === undefined ? [] : id,
  );
  const changed = changedAnswers(questions, sheet, touchedIds, logged);
  if (changed.records.length === 0) return logged;
  await insertOwnEvents(transaction, [
    {
      quizSubmissionId: quizSubmission.id,
      attempt: quizSubmission.attempt,
      eventType: 'question_answered',
      eventData: JSON.stringify(changed.records),
      createdAtMs: receivedAtMs(atMs, quizSubmission.startedAtMs),
      source: 'server',
    },
  ]);
  return changed.logged;
}
