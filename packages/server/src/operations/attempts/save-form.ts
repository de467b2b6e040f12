// The web page saves its form every so often: Canvas's autosave.

import { datesEndAtMs, isPastSaving, secondsLeft } from '../../model/attempt-times.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayTakeFrom } from '../../model/ip-filter.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { maySubmitQuiz, studentEndAtMs } from '../../model/quiz-policy.ts';
import { isRunning, type QuizSubmission } from '../../model/quiz-submission.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { withOwnFiles } from '../files/attempt-files.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import { attemptContents } from './attempt-contents.ts';
import { formAnswers, formQuizSubmission, hasToken, type PostedForm } from './form-answers.ts';
import { saveFormClock } from './form-clock.ts';
import { isExcused } from './gradebook-row.ts';
import { saveAnswers } from './save-answers.ts';

export interface SavedForm {
  isSaved: boolean;
  endAtMs: number | null;
  leftSeconds: number | null;
  /** The end by the dates alone: what counts where the timer hands nothing in. */
  hardEndAtMs: number | null;
  hardLeftSeconds: number | null;
}

export type SaveForm = (caller: Caller, path: QuizPath, form: PostedForm) => Promise<SavedForm>;

/**
 * Says itself whether it has saved: not what comes too late, after the hand-in, from a wrong address or from the page of an
 * earlier attempt. Raises not_found, not_permitted (also for a wrong token). Canvas: quiz reference §2.11.
 */
export function saveForm(
  database: AnnouncingDatabase,
  sanitise: (html: string) => string,
  clock: Clock,
): SaveForm {
  return async (caller, path, form) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizStanding(transaction, caller, path);
      const { quiz } = standing;
      const own = await formQuizSubmission(transaction, standing, form, nowMs);
      const excused = await isExcused(transaction, standing, own);
      if (!maySubmitQuiz(standing, quiz, excused, nowMs)) throw notPermitted();
      if (own === undefined) return { isSaved: false, ...times(standing, null, nowMs) };
      if (!hasToken(own, form)) throw notPermitted();
      const isSaved =
        isRunning(own) &&
        (form.attempt ?? own.attempt) === own.attempt &&
        mayTakeFrom(quiz.ipFilter, form.ip) &&
        !isPastSaving(quiz, own, nowMs);
      if (isSaved) {
        const contents = await attemptContents(transaction, own);
        const asked = formAnswers(quiz, contents, form, sanitise);
        const changes = await withOwnFiles(transaction, own, contents, asked);
        await saveAnswers(transaction, own, contents, changes, nowMs);
      }
      await saveFormClock(transaction, own, form, nowMs);
      return { isSaved, ...times(standing, own, nowMs) };
    });
  };
}

function times(
  standing: QuizStanding,
  own: QuizSubmission | null,
  nowMs: number,
): Omit<SavedForm, 'isSaved'> {
  if (own === null) return { endAtMs: null, leftSeconds: null, hardEndAtMs: null, hardLeftSeconds: null };
  const { quiz } = standing;
  const { endAtMs } = own;
  const hardEndAtMs = datesEndAtMs(quiz, own, {
    isGrader: own.workflowState === 'preview' || hasCourseRight(standing, 'manage_grades', nowMs),
    enrollmentEndAtMs: studentEndAtMs(standing, nowMs),
  });
  const hardOrTimed = quiz.disableTimerAutosubmission === 1 ? hardEndAtMs : endAtMs;
  return {
    endAtMs,
    leftSeconds: secondsLeft(endAtMs, nowMs),
    hardEndAtMs,
    hardLeftSeconds: endAtMs === null ? null : secondsLeft(hardOrTimed, nowMs),
  };
}
