// The table of answers: what stands in its rows and columns, either way round. Pure. It makes no cell before it is asked for:
// twenty thousand events by a hundred questions are two million of them.

import type { LogEvent } from './attempt-log.ts';
import type { LogQuestion } from './log-questions.ts';
import type { AnswerEvent, LoggedAnswer } from './question-answers.ts';

/** One end of the table: an event, or a question. */
export type TableHead =
  | { is: 'event'; key: string; event: LogEvent }
  | { is: 'question'; key: string; question: LogQuestion | undefined; questionId: string };

export interface AnswerTableModel {
  rows: TableHead[];
  columns: TableHead[];
  /** Undefined where the event says nothing of the question. */
  cellOf(row: TableHead, column: TableHead): LoggedAnswer | undefined;
  questionOf(row: TableHead, column: TableHead): LogQuestion | undefined;
}

/** Questions that the attempt is not known to have had come last, in the order of the log. Texts without a question have no place. */
export function answerTable(
  events: readonly AnswerEvent[],
  questions: readonly LogQuestion[],
  isInverted: boolean,
): AnswerTableModel {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const asked = questions.filter(({ number }) => number !== null).map(({ id }) => id);
  const ids = new Set([...asked, ...events.flatMap(({ byQuestion }) => [...byQuestion.keys()])]);
  const heads = [...ids].map((questionId): TableHead => {
    return { is: 'question', key: `q${questionId}`, questionId, question: byId.get(questionId) };
  });
  const steps = events.map(({ event }): TableHead => ({ is: 'event', key: `e${event.id}`, event }));
  const byEvent = new Map(events.map(({ event, byQuestion }) => [event.id, byQuestion]));

  const pairOf = (row: TableHead, column: TableHead) => {
    const [one, other] = row.is === 'event' ? [row, column] : [column, row];
    return one.is === 'event' && other.is === 'question' ? { event: one.event, question: other } : null;
  };
  return {
    rows: isInverted ? heads : steps,
    columns: isInverted ? steps : heads,
    cellOf: (row, column) => {
      const pair = pairOf(row, column);
      return pair === null ? undefined : byEvent.get(pair.event.id)?.get(pair.question.questionId);
    },
    questionOf: (row, column) => pairOf(row, column)?.question.question,
  };
}
