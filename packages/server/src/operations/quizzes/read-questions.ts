// The questions of a quiz as they are edited, to those who edit them. What attempts got is another matter.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizQuestion } from '../../model/quiz-question.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { countQuestions, findQuestion, listQuestionsPage } from '../../store/quiz-questions.ts';
import { type QuizPath, quizStanding } from './quiz-standing.ts';

export interface ReadQuestions {
  /** One page, from 1, by position, then id; those of groups included, whose positions are within their group. */
  list(
    caller: Caller,
    path: QuizPath,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ questions: QuizQuestion[]; total: number; page: number; perPage: number }>;
  one(caller: Caller, path: QuizPath, questionId: number): Promise<QuizQuestion>;
}

/** Both raise not_found, not_permitted. */
export function readQuestions(database: Database, clock: Clock): ReadQuestions {
  const { query } = database;
  async function editedQuiz(caller: Caller, path: QuizPath): Promise<Quiz> {
    const standing = await quizStanding(query, caller, path);
    if (!hasCourseRight(standing, 'manage_assignments', clock())) throw notPermitted();
    return standing.quiz;
  }
  return {
    async list(caller, path, readPage) {
      const { id } = await editedQuiz(caller, path);
      const { page, perPage } = readPage();
      const questions = await listQuestionsPage(query, id, perPage, (page - 1) * perPage);
      return { questions, total: await countQuestions(query, id), page, perPage };
    },
    async one(caller, path, questionId) {
      const { id } = await editedQuiz(caller, path);
      const question = await findQuestion(query, id, questionId);
      if (question === undefined) throw notFound();
      return question;
    },
  };
}
