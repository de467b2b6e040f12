// The questions and groups of a quiz as an attempt is made from them: as it was published last, or as it is edited.

import type { FrozenEntry } from '../../model/question-data.ts';
import { frozenEntries } from '../../model/questions/frozen-entries.ts';
import { wireTime } from '../../model/time.ts';
import type { Query } from '../../store/database.ts';
import { listGroups } from '../../store/quiz-groups.ts';
import { findPublication } from '../../store/quiz-publications.ts';
import { listQuestions } from '../../store/quiz-questions.ts';

/** As they would be frozen now. */
export async function draftEntries(query: Query, quizId: number, nowMs: number): Promise<FrozenEntry[]> {
  const questions = await listQuestions(query, quizId);
  return frozenEntries(questions, await listGroups(query, quizId), wireTime(nowMs));
}

/** None of a quiz that was never published. */
export async function publishedEntries(query: Query, quizId: number): Promise<FrozenEntry[]> {
  const publication = await findPublication(query, quizId);
  return publication === undefined ? [] : JSON.parse(publication.quizData);
}
