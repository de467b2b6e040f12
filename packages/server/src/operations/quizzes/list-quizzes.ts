// The quizzes of a course, as far as the caller sees them.

import { mayReadUnpublished } from '../../model/assignment-policy.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { countQuizzes, listQuizzes as listQuizRows } from '../../store/quizzes.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { type QuizView, viewQuizzes } from './quiz-standing.ts';

export type ListQuizzes = (
  caller: Caller,
  course: Lookup,
  searchTerm: string | null,
  readPage: () => { page: number; perPage: number },
) => Promise<{ quizzes: QuizView[]; total: number; page: number; perPage: number }>;

/** One page, from 1, by id; students get what is published and assigned to them. Raises not_found, not_permitted. */
export function listQuizzes(database: Database, clock: Clock): ListQuizzes {
  const { query } = database;
  return async (caller, course, searchTerm, readPage) => {
    const nowMs = clock();
    const standing = await courseStanding(query, caller, course);
    if (!hasCourseRight(standing, 'read', nowMs)) throw notPermitted();
    const { page, perPage } = readPage();
    const onlyPublished = !mayReadUnpublished(standing, nowMs);
    const selection = { courseId: standing.course.id, onlyPublished, searchTerm };
    const rows = await listQuizRows(query, selection, perPage, (page - 1) * perPage);
    const total = await countQuizzes(query, selection);
    return { quizzes: await viewQuizzes(query, standing, rows, nowMs), total, page, perPage };
  };
}
