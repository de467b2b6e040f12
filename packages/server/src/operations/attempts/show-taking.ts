// What the page of a quiz shows to who opens it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { mayReadQuiz } from '../../model/quiz-policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import { findQuizSubmissionOf } from '../../store/quiz-submissions.ts';
import { type QuizPath, quizStanding } from '../quizzes/quiz-standing.ts';
import { takerOf } from './started-attempt.ts';
import { type TakingLook, type TakingView, viewTaking } from './taking-view.ts';

export type ShowTaking = (caller: Caller, path: QuizPath, look: TakingLook) => Promise<TakingView>;

/**
 * Changes nothing. Raises not_found, also for a question that the attempt does not have, not_permitted, and declined for a
 * preview by somebody who does not edit the quiz.
 */
export function showTaking(database: Database, clock: Clock): ShowTaking {
  const { query } = database;
  return async (caller, path, look) => {
    const nowMs = clock();
    const standing = await quizStanding(query, caller, path);
    if (!mayReadQuiz(standing, standing.quiz, nowMs)) throw notPermitted();
    const own = await findQuizSubmissionOf(query, standing.quiz.id, takerOf(standing, look.isPreview, nowMs));
    return viewTaking(query, standing, own, look, nowMs);
  };
}
