// A log with what its views ask of it over and over: facts of each event, absences by their events, names of questions. Made once.

import type { Absence } from '../api/activity.ts';
import type { AttemptLog, LogEvent } from './attempt-log.ts';
import { type EventFacts, eventFacts } from './event-facts.ts';
import { eventWords, plainWords } from './event-words.ts';
import { type LogQuestion, questionText } from './log-questions.ts';
import type { TimeRange } from './log-views.ts';
import { rangeMsMin } from './time-range.ts';

export interface EventRow {
  event: LogEvent;
  facts: EventFacts;
  /** The absence that it begins or ends. */
  absence: Absence | undefined;
  /** Whether it begins it. */
  isLeaving: boolean;
}

export interface ReadLog {
  /** One for each event, in the order of the log. */
  rows: EventRow[];
  /** Place of an event in `rows` by its id. */
  placeOf: ReadonlyMap<string, number>;
  questions: ReadonlyMap<string, LogQuestion>;
  /** From what times are counted: the start of the attempt. */
  zeroMs: number;
  /** From the first to the last of what is known, and a little more. */
  range: TimeRange;
  /** It lasts so long that a time of day alone says too little. */
  isDated: boolean;
}

const datedMs = 18 * 3_600_000;

export function readLog(log: AttemptLog): ReadLog {
  const { events, activity } = log;
  const factsOf = eventFacts();
  const leaving = new Map(activity.absences.map((absence) => [absence.from_event_id, absence]));
  const returning = new Map(activity.absences.map((absence) => [absence.until_event_id, absence]));
  const rows = events.map((event): EventRow => {
    const left = leaving.get(event.id);
    return {
      event,
      facts: factsOf(event),
      absence: left ?? returning.get(event.id),
      isLeaving: left !== undefined,
    };
  });
  const firstMs = events[0]?.atMs ?? log.startedAtMs ?? 0;
  const lastMs = events.at(-1)?.atMs ?? firstMs;
  const zeroMs = log.startedAtMs ?? firstMs;
  const beganMs = Math.min(zeroMs, firstMs);
  const endedMs = Math.max(lastMs, log.finishedAtMs ?? lastMs, beganMs + rangeMsMin);
  // So that what is at either end stands whole in the picture.
  const marginMs = Math.ceil((endedMs - beganMs) * 0.015);
  return {
    rows,
    placeOf: new Map(events.map(({ id }, index) => [id, index])),
    questions: new Map(log.questions.map((question) => [question.id, question])),
    zeroMs,
    range: { fromMs: beganMs - marginMs, toMs: endedMs + marginMs },
    isDated: endedMs - beganMs > datedMs,
  };
}

/** `Question 3`; a question that the attempt does not have by its id. */
export function questionName({ questions }: Pick<ReadLog, 'questions'>, questionId: string): string {
  const question = questions.get(questionId);
  return question === undefined ? `question with id ${questionId}` : questionText(question);
}

export function rowText(log: ReadLog, { event, facts, absence }: EventRow): string {
  return plainWords(eventWords(event, facts, absence), (id) => questionName(log, id));
}
