// A teacher grants single students more attempts, more time, or a quiz that is locked, on one quiz or on all of a course.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz } from '../../model/quiz.ts';
import { extended, type QuizExtension } from '../../model/quiz-extension.ts';
import { quizExtensionsMax } from '../../model/quiz-limits.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { declined, notFound, Refusal } from '../../model/refusal.ts';
import { extensionActions } from '../../model/staff-action.ts';
import type { Query } from '../../store/database.ts';
import { insertSettings, rewriteExtensions } from '../../store/extended-quizzes.ts';
import { lockQuizSubmissionsOf } from '../../store/graded-quizzes.ts';
import { findQuiz, lockQuizzes } from '../../store/quizzes.ts';
import { listPresentStudentIds } from '../../store/student-enrollments.ts';
import { listSubmissionsOf } from '../../store/submissions.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import type { Random } from '../random.ts';
import { logStaffActions } from './log-staff-actions.ts';

export interface ExtensionAsked {
  userId: number;
  extension: QuizExtension;
}

export type ExtendQuizzes = (
  caller: Caller,
  course: Lookup,
  /** Null for every quiz of the course. */
  quizId: number | null,
  readAsked: () => readonly ExtensionAsked[],
) => Promise<readonly QuizSubmission[]>;

/**
 * Quiz by quiz, what the students have on it then, in the order asked; all or none. Who has nothing on a quiz yet gets a
 * row with mere settings. Raises not_found (course, quiz), what `readAsked` raises, then as Canvas, item after item,
 * not_found for who is no student of the course and declined; too_large. The logs of attempts tell of it. Reference §2.10.
 */
export function extendQuizzes(database: AnnouncingDatabase, random: Random, clock: Clock): ExtendQuizzes {
  return async (caller, lookup, quizId, readAsked) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await courseStanding(transaction, caller, lookup);
      const courseId = standing.course.id;
      if (quizId !== null && (await findQuiz(transaction, courseId, quizId)) === undefined) throw notFound();
      const asked = readAsked();
      const students = new Set(await listPresentStudentIds(transaction, courseId));
      const mayExtend = hasCourseRight(standing, 'manage_grades', nowMs);
      for (const { userId } of asked) {
        if (!students.has(userId)) throw notFound();
        if (mayExtend) continue;
        const those = quizId === null ? 'these submissions' : 'this submission';
        throw declined('forbidden', `you are not allowed to change extension settings for ${those}`);
      }
      if (asked.length === 0) return [];
      // For change, so that nobody begins, hands in or is excused while rows are made and ends are moved.
      const quizzes = await lockQuizzes(transaction, courseId, quizId);
      if (quizId !== null && quizzes.length === 0) throw notFound();
      if (asked.length * quizzes.length > quizExtensionsMax) {
        const message = `quiz_extensions comes to more than ${quizExtensionsMax}, students times quizzes`;
        throw new Refusal({ kind: 'too_large', message });
      }
      const userIds = [...new Set(asked.map(({ userId }) => userId))];
      const rows = await heldRows(transaction, quizzes, userIds, random, nowMs);
      const before = new Map(rows);
      const places = quizzes.flatMap((quiz) =>
        asked.map(({ userId, extension }) => ({ quiz, place: placeOf(quiz.id, userId), extension })),
      );
      for (const { quiz, place, extension } of places) {
        const row = rows.get(place);
        if (row !== undefined) rows.set(place, extended(quiz, row, extension, nowMs));
      }
      await rewriteExtensions(transaction, [...rows.values()]);
      const acted = [...rows].map(([place, row]) => ({
        quizSubmission: row,
        actions: extensionActions(before.get(place) ?? row, row),
      }));
      await logStaffActions(transaction, acted, nowMs);
      return places.flatMap(({ place }) => rows.get(place) ?? []);
    });
  };
}

function placeOf(quizId: number, userId: number | null): string {
  return `${quizId} ${userId}`;
}

/** By place; made where there is none. */
async function heldRows(
  transaction: Query,
  quizzes: readonly Quiz[],
  userIds: readonly number[],
  random: Random,
  nowMs: number,
): Promise<Map<string, QuizSubmission>> {
  const quizIds = quizzes.map(({ id }) => id);
  const found = await lockQuizSubmissionsOf(transaction, quizIds, userIds);
  const rows = new Map(found.map((row) => [placeOf(row.quizId, row.userId), row]));
  const assignmentIds = quizzes.flatMap(({ assignmentId }) => assignmentId ?? []);
  const work = await listSubmissionsOf(transaction, assignmentIds, userIds);
  const excused = new Set(
    work.filter((one) => one.excused === 1).map(({ assignmentId, userId }) => `${assignmentId} ${userId}`),
  );
  const missing = quizzes.flatMap((quiz) =>
    userIds
      .filter((userId) => !rows.has(placeOf(quiz.id, userId)))
      .map((userId) =>
        settingsOnly(quiz, userId, excused.has(`${quiz.assignmentId} ${userId}`), random, nowMs),
      ),
  );
  for (const row of await insertSettings(transaction, missing))
    rows.set(placeOf(row.quizId, row.userId), row);
  return rows;
}

function settingsOnly(
  quiz: Quiz,
  userId: number,
  isExcused: boolean,
  random: Random,
  nowMs: number,
): Omit<QuizSubmission, 'id'> {
  return {
    quizId: quiz.id,
    submissionId: null,
    userId,
    previewUserId: null,
    attempt: 0,
    extraAttempts: null,
    extraTimeMinutes: null,
    manuallyUnlocked: 0,
    startedAtMs: null,
    finishedAtMs: null,
    endAtMs: null,
    fudgePoints: null,
    keptScore: null,
    score: null,
    scoreBeforeRegrade: null,
    manuallyScored: 0,
    hasSeenResults: null,
    validationToken: random.hex(64),
    workflowState: 'settings_only',
    quizVersion: quiz.versionNumber,
    quizPointsPossible: quiz.pointsPossible,
    excused: isExcused ? 1 : 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}
