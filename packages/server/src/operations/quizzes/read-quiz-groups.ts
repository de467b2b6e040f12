// The question groups of a quiz, to those who may read it. Their questions are for editors: read-questions.ts.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Quiz } from '../../model/quiz.ts';
import { mayReadQuiz } from '../../model/quiz-policy.ts';
import type { QuizGroup } from '../../model/quiz-question.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { countGroups, findGroup, listGroupsPage } from '../../store/quiz-groups.ts';
import { type QuizPath, quizStanding } from './quiz-standing.ts';

export interface ReadQuizGroups {
  /** One page, from 1, by position, then id. */
  list(
    caller: Caller,
    path: QuizPath,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ groups: QuizGroup[]; total: number; page: number; perPage: number }>;
  one(caller: Caller, path: QuizPath, groupId: number): Promise<QuizGroup>;
}

/** Both raise not_found, not_permitted. */
export function readQuizGroups(database: Database, clock: Clock): ReadQuizGroups {
  const { query } = database;
  async function readableQuiz(caller: Caller, path: QuizPath): Promise<Quiz> {
    const standing = await quizStanding(query, caller, path);
    if (!mayReadQuiz(standing, standing.quiz, clock())) throw notPermitted();
    return standing.quiz;
  }
  return {
    async list(caller, path, readPage) {
      const { id } = await readableQuiz(caller, path);
      const { page, perPage } = readPage();
      const groups = await listGroupsPage(query, id, perPage, (page - 1) * perPage);
      return { groups, total: await countGroups(query, id), page, perPage };
    },
    async one(caller, path, groupId) {
      const { id } = await readableQuiz(caller, path);
      const group = await findGroup(query, id, groupId);
      if (group === undefined) throw notFound();
      return group;
    },
  };
}
