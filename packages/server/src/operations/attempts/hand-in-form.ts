// The web page hands its form in: the last answers and the end of the attempt in one.

import { quizSubmitted } from '../../facts/attempt-facts.ts';
import { finishedAtMs, isPastSaving } from '../../model/attempt-times.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayTakeFrom } from '../../model/ip-filter.ts';
import { maySubmitQuiz } from '../../model/quiz-policy.ts';
import { isRunning } from '../../model/quiz-submission.ts';
import { declined, notFound, notPermitted } from '../../model/refusal.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { withOwnFiles } from '../files/attempt-files.ts';
import { type QuizPath, quizStanding } from '../quizzes/quiz-standing.ts';
import { attemptContents } from './attempt-contents.ts';
import { finishAttempt } from './finish-attempt.ts';
import { formAnswers, formQuizSubmission, hasToken, type PostedForm } from './form-answers.ts';
import { saveFormClock } from './form-clock.ts';
import { isExcused } from './gradebook-row.ts';
import { logLateAnswers, saveAnswers } from './save-answers.ts';

export type HandInForm = (
  caller: Caller,
  path: QuizPath,
  form: PostedForm,
) => Promise<{ courseId: number; quizId: number; isPreview: boolean }>;

/**
 * Answers that come too late are logged and do not count: what was saved is graded. An attempt that is over already, or not
 * the one that the form names, stays as it is. Raises not_found, not_permitted, declined. Canvas: quiz reference §2.11.
 */
export function handInForm(
  database: AnnouncingDatabase,
  sanitise: (html: string) => string,
  clock: Clock,
): HandInForm {
  return async (caller, path, form) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizStanding(transaction, caller, path, 'share');
      const { course, quiz } = standing;
      if (!mayTakeFrom(quiz.ipFilter, form.ip)) throw declined('forbidden', 'IP address denied');
      const own = await formQuizSubmission(transaction, standing, form, nowMs);
      const excused = await isExcused(transaction, standing, own);
      if (!maySubmitQuiz(standing, quiz, excused, nowMs)) throw notPermitted();
      if (own === undefined || own.workflowState === 'settings_only') throw notFound();
      if (!hasToken(own, form)) throw declined('forbidden', 'invalid token');
      const isPreview = own.workflowState === 'preview';
      if (isRunning(own) && (isPreview || form.attempt === own.attempt)) {
        const contents = await attemptContents(transaction, own);
        const asked = formAnswers(quiz, contents, form, sanitise);
        const changes = await withOwnFiles(transaction, own, contents, asked);
        const save = isPastSaving(quiz, own, nowMs) ? logLateAnswers : saveAnswers;
        await save(transaction, own, contents, changes, nowMs);
        const finishedAt = finishedAtMs(own, nowMs);
        const finished = await finishAttempt(transaction, course, quiz, own, finishedAt, nowMs);
        transaction.announce(quizSubmitted(quiz, finished));
      }
      await saveFormClock(transaction, own, form, nowMs);
      return { courseId: course.id, quizId: quiz.id, isPreview };
    });
  };
}
