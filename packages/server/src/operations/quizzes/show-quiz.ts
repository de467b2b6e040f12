// One quiz, to those who may read it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayReadQuiz } from '../../model/quiz-policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { isSameSecret } from '../access/same-secret.ts';
import { type QuizPath, type QuizStanding, type QuizView, quizStanding, viewQuiz } from './quiz-standing.ts';

export interface ShowQuiz {
  details(caller: Caller, path: QuizPath): Promise<QuizView>;
  /** Whether this is the quiz's access code; no text is, when it has none. */
  isAccessCode(caller: Caller, path: QuizPath, text: string | null): Promise<boolean>;
}

/** Both raise not_found, not_permitted. */
export function showQuiz(database: Database, clock: Clock): ShowQuiz {
  const { query } = database;
  async function readable(caller: Caller, path: QuizPath, nowMs: number): Promise<QuizStanding> {
    const standing = await quizStanding(query, caller, path);
    if (!mayReadQuiz(standing, standing.quiz, nowMs)) throw notPermitted();
    return standing;
  }
  return {
    async details(caller, path) {
      const nowMs = clock();
      const standing = await readable(caller, path, nowMs);
      return viewQuiz(query, standing, standing.quiz, nowMs);
    },
    async isAccessCode(caller, path, text) {
      const { quiz } = await readable(caller, path, clock());
      return quiz.accessCode !== null && isSameSecret(text, quiz.accessCode);
    },
  };
}
