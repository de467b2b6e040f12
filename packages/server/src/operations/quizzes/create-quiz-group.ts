// An editor adds a question group to a quiz.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import {
  changedQuizGroup,
  defaultQuizGroup,
  picksOf,
  type QuizGroupChanges,
} from '../../model/quiz-group-draft.ts';
import { quizGroupsMax } from '../../model/quiz-limits.ts';
import type { QuizGroup } from '../../model/quiz-question.ts';
import { Refusal } from '../../model/refusal.ts';
import { insertGroup, listGroups } from '../../store/quiz-groups.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { endPosition } from './question-place.ts';
import type { QuizPath } from './quiz-standing.ts';
import { quizToEdit } from './quiz-to-edit.ts';
import { saveQuizContents } from './save-quiz.ts';

export type CreateQuizGroup = (
  caller: Caller,
  path: QuizPath,
  readChanges: () => QuizGroupChanges,
) => Promise<QuizGroup>;

/** It comes last. Raises not_found, not_permitted, quiz_group_invalid, and whatever `readChanges` raises. */
export function createQuizGroup(database: AnnouncingDatabase, clock: Clock): CreateQuizGroup {
  return async (caller, path, readChanges) => {
    const nowMs = clock();
    return database.transaction(caller, async (transaction) => {
      const standing = await quizToEdit(transaction, caller, path, nowMs);
      const changes = readChanges();
      const quizId = standing.quiz.id;
      const others = await listGroups(transaction, quizId);
      if (others.length >= quizGroupsMax) {
        const message = `a quiz has at most ${quizGroupsMax} question groups`;
        const faults = [{ field: 'base', type: 'too_many', message }];
        throw new Refusal({ kind: 'quiz_group_invalid', faults });
      }
      const group = await insertGroup(transaction, {
        ...changedQuizGroup(defaultQuizGroup, changes, picksOf(others)),
        quizId,
        assessmentQuestionBankId: null,
        position: await endPosition(transaction, quizId, null),
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      });
      await saveQuizContents(transaction, standing, nowMs, 'quiz_group_invalid');
      return group;
    });
  };
}
