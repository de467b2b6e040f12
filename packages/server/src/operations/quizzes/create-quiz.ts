// An editor adds a quiz to a course; a graded one comes with its assignment.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { changedSettings } from '../../model/quiz-changes.ts';
import { defaultQuizSettings, type QuizChanges } from '../../model/quiz-settings.ts';
import { notPermitted } from '../../model/refusal.ts';
import { insertQuiz } from '../../store/quizzes.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { type QuizView, viewQuiz } from './quiz-standing.ts';
import { saveQuiz } from './save-quiz.ts';

export type CreateQuiz = (
  caller: Caller,
  course: Lookup,
  readChanges: () => QuizChanges,
) => Promise<QuizView>;

/**
 * What is wanted is read only when the caller may create at all. Raises not_found, not_permitted, record_invalid, and
 * whatever `readChanges` raises.
 */
export function createQuiz(database: AnnouncingDatabase, clock: Clock): CreateQuiz {
  return async (caller, course, readChanges) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await courseStanding(transaction, caller, course);
      if (!hasCourseRight(standing, 'manage_assignments', nowMs)) throw notPermitted();
      const changes = readChanges();
      const inserted = await insertQuiz(transaction, {
        ...changedSettings(defaultQuizSettings, changes, true),
        courseId: standing.course.id,
        assignmentId: null,
        assignmentGroupId: null,
        questionCount: 0,
        versionNumber: 1,
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      });
      const wanted = { ...inserted, assignmentGroupId: changes.assignmentGroupId ?? null };
      const quiz = await saveQuiz(transaction, standing.course, null, wanted, nowMs);
      return viewQuiz(transaction, standing, quiz, nowMs);
    });
  };
}
