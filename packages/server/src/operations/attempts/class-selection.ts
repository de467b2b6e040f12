// Whose attempts of a quiz a request for the logs of all of them speaks of, once its caller may read logs.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayViewLog } from '../../model/quiz-policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import { rosterView } from '../../model/roster-policy.ts';
import type { Query } from '../../store/database.ts';
import type { StudentSelection } from '../../store/quiz-submissions.ts';
import { type QuizPath, type QuizStanding, quizStanding } from '../quizzes/quiz-standing.ts';
import { requireLog } from './event-selection.ts';

export type SelectClass = (
  caller: Caller,
  path: QuizPath,
) => Promise<{ selection: StudentSelection; standing: QuizStanding }>;

/**
 * Students of the sections that the caller sees. Raises, as the log of one attempt: not_found, not_permitted, declined when the
 * course has the log switched off.
 */
export function selectClass(query: Query, clock: Clock): SelectClass {
  return async (caller, path) => {
    const nowMs = clock();
    const standing = await quizStanding(query, caller, path);
    const { course, quiz } = standing;
    if (!mayViewLog(standing, nowMs)) throw notPermitted();
    await requireLog(query, { courseId: course.id, accountId: course.accountId });
    const sectionIds = rosterView(standing, nowMs)?.sectionIds ?? null;
    return { selection: { courseId: course.id, quizId: quiz.id, sectionIds }, standing };
  };
}
