// An attempt as whoever grades it needs it: what was answered, what came of it, and what else the student handed in.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Course } from '../../model/course.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { isSurvey, type Quiz } from '../../model/quiz.ts';
import { asOfAttempt, isFinished, type QuizSubmission } from '../../model/quiz-submission.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import type { User } from '../../model/user.ts';
import type { Database } from '../../store/database.ts';
import { listAttempts } from '../../store/quiz-submissions.ts';
import { findUserWithLogin } from '../../store/users.ts';
import { quizStanding } from '../quizzes/quiz-standing.ts';
import { type QuizSubmissionPath, quizSubmissionAt } from './quiz-submission-at.ts';
import { type ResultQuestion, resultQuestions } from './result-questions.ts';

export interface AttemptGrading {
  course: Course;
  quiz: Quiz;
  /** Null of an anonymous survey, of a preview, and when they are deleted. */
  student: User | null;
  /** As the attempt asked for left it. */
  quizSubmission: QuizSubmission;
  /** All of them, the first one first. */
  attempts: QuizSubmission[];
  mayGrade: boolean;
  /** None as long as the attempt runs. */
  questions: ResultQuestion[];
}

export type ShowAttemptGrading = (
  caller: Caller,
  path: QuizSubmissionPath,
  /** Null is the last one. */
  attempt: number | null,
) => Promise<AttemptGrading>;

/** For who reads everybody's grades. Raises not_found, also for an unknown attempt, after not_permitted. */
export function showAttemptGrading(database: Database, clock: Clock): ShowAttemptGrading {
  const { query } = database;
  return async (caller, path, asked) => {
    const nowMs = clock();
    const standing = await quizStanding(query, caller, path);
    if (!mayReadAllGrades(standing, nowMs)) throw notPermitted();
    const { course, quiz } = standing;
    const found = await quizSubmissionAt(query, standing, path.quizSubmission);
    const attempts = (await listAttempts(query, found.id)).map((one) => asOfAttempt(found, one));
    const shown = attempts.find(({ attempt }) => attempt === (asked ?? found.attempt));
    if (shown === undefined) throw notFound();
    const isAnonymous = isSurvey(quiz) && quiz.anonymousSubmissions === 1;
    const student =
      found.userId === null || isAnonymous ? undefined : await findUserWithLogin(query, found.userId);
    return {
      course,
      quiz,
      student: student?.user ?? null,
      quizSubmission: shown,
      attempts,
      mayGrade: hasCourseRight(standing, 'manage_grades', nowMs),
      questions: isFinished(shown) ? await resultQuestions(query, quiz, shown, true) : [],
    };
  };
}
