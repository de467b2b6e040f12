// The answers of a log, question by question and event by event. Pure.

import { type AnswerRecord, answerRecords, isAnswered } from './answer-records.ts';
import type { LogEvent } from './attempt-log.ts';

/** `none`: it says that there is no answer, or no more. `last`: the answer that counts at the end of the log. */
export type AnswerMark = 'none' | 'answered' | 'last';

export interface LoggedAnswer extends AnswerRecord {
  event: LogEvent;
  mark: AnswerMark;
}

/** An event that speaks of answers, and what it says of each question. */
export interface AnswerEvent {
  event: LogEvent;
  byQuestion: ReadonlyMap<string, LoggedAnswer>;
}

/** In the order of `events`. Of two records of one event for one question the last one counts, as it does on the server. */
export function answerEvents(events: readonly LogEvent[]): AnswerEvent[] {
  const answering = events.flatMap((event) => {
    if (event.type !== 'question_answered') return [];
    const records = answerRecords(event.data);
    return records.length === 0 ? [] : { event, records };
  });
  const last = lastByQuestion(answering);
  return answering.map(({ event, records }) => ({
    event,
    byQuestion: new Map(
      records.map((record) => {
        const mark = markOf(record, last.get(record.questionId) === event);
        return [record.questionId, { ...record, event, mark }];
      }),
    ),
  }));
}

/** To each question the answers in the order of the log. */
export function answersByQuestion(events: readonly AnswerEvent[]): Map<string, LoggedAnswer[]> {
  const answers = new Map<string, LoggedAnswer[]>();
  for (const { byQuestion } of events) {
    for (const [questionId, answer] of byQuestion) {
      const before = answers.get(questionId);
      if (before === undefined) answers.set(questionId, [answer]);
      else before.push(answer);
    }
  }
  return answers;
}

/** The last word on each question; that of a page only where the server has none. */
function lastByQuestion(answering: readonly { event: LogEvent; records: AnswerRecord[] }[]) {
  const last = new Map<string, LogEvent>();
  for (const { event, records } of answering) {
    for (const { questionId } of records) {
      const isOverruled = last.get(questionId)?.source === 'server' && event.source !== 'server';
      if (!isOverruled) last.set(questionId, event);
    }
  }
  return last;
}

function markOf({ answer }: AnswerRecord, isLast: boolean): AnswerMark {
  if (!isAnswered(answer)) return 'none';
  return isLast ? 'last' : 'answered';
}
