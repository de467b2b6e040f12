// The answers of an attempt as they were at some moment, as its log has them.

import { AnswersAt, answerEventTypes, type LoggedAnswer } from '../../model/answers-at.ts';
import type { Caller } from '../../model/caller.ts';
import { firstNamed } from '../../model/event-records.ts';
import type { FrozenQuestion } from '../../model/question-data.ts';
import { quizQuestionsMax } from '../../model/quiz-limits.ts';
import { exportChunkRows } from '../../model/quiz-log-limits.ts';
import type { Database } from '../../store/database.ts';
import { streamQuizEvents } from '../../store/quiz-events.ts';
import { attemptContents } from './attempt-contents.ts';
import type { AttemptWanted, SelectEvents } from './event-selection.ts';

export type ReadAnswersAt = (
  caller: Caller,
  wanted: AttemptWanted & {
    /** Events received until then count, those of that millisecond too; null is all there are. */
    atMs: number | null;
  },
) => Promise<LoggedAnswer[]>;

/**
 * One for each question that the log speaks of, in the order of the attempt; what is only text has none. Of an attempt
 * whose questions are not known here, those that the log names, in its order. Raises what `selectEvents` does.
 */
export function readAnswersAt(database: Database, selectEvents: SelectEvents): ReadAnswersAt {
  return async (caller, { atMs, ...wanted }) => {
    const selection = await selectEvents(caller, {
      ...wanted,
      order: 'created_at',
      eventTypes: answerEventTypes,
      sinceMs: null,
      untilMs: atMs === null ? null : atMs + 1,
    });
    const { quizSubmissionId: id, attempt } = selection;
    const { questions } = await attemptContents(database.query, { id, attempt });
    const asked = new Set(questions.filter(isAsked).map((question) => question.id));
    const answers = new AnswersAt(
      questions.length > 0 ? (questionId) => asked.has(questionId) : firstNamed(quizQuestionsMax),
    );
    for await (const events of streamQuizEvents(database, selection, exportChunkRows)) {
      for (const event of events) answers.take(event);
    }
    return questions.length > 0
      ? [...asked].flatMap((questionId) => answers.of(questionId) ?? [])
      : answers.all();
  };
}

function isAsked({ question_type }: FrozenQuestion): boolean {
  return question_type !== 'text_only_question';
}
