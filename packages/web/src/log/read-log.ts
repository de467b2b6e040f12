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
  /** The part of it in which the attempt was taken: grading may come days later. The same object where it is all. */
  home: TimeRange;
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
  const zeroMs = log.startedAtMs ?? firstMs;
  const beganMs = Math.min(zeroMs, firstMs);
  const lastMs = Math.max(events.at(-1)?.atMs ?? beganMs, log.finishedAtMs ?? beganMs);
  const range = withMargin(beganMs, lastMs);
  const home = withMargin(beganMs, endOfTaking(log, beganMs));
  return {
    rows,
    placeOf: new Map(events.map(({ id }, index) => [id, index])),
    questions: new Map(log.questions.map((question) => [question.id, question])),
    zeroMs,
    range,
    home: home.toMs >= range.toMs ? range : home,
    isDated: isDated(range),
  };
}

export function isDated({ fromMs, toMs }: TimeRange): boolean {
  return toMs - fromMs > datedMs;
}

/** So that what is at either end stands whole in the picture. */
function withMargin(fromMs: number, toMs: number): TimeRange {
  const lengthMs = Math.max(toMs - fromMs, rangeMsMin);
  const marginMs = Math.ceil(lengthMs * 0.015);
  return { fromMs: fromMs - marginMs, toMs: fromMs + lengthMs + marginMs };
}

/** What follows soon after, such as the last words of a page, belongs to it. */
function endOfTaking({ events, finishedAtMs }: AttemptLog, beganMs: number): number {
  const takenMs = finishedAtMs ?? events.findLast(({ source }) => source !== 'staff')?.atMs ?? beganMs;
  const soonMs = takenMs + Math.max(60_000, (takenMs - beganMs) / 10);
  return Math.max(takenMs, events.findLast(({ atMs }) => atMs <= soonMs)?.atMs ?? takenMs);
}

/** `Question 3`; a question that the attempt does not have by its id. */
export function questionName({ questions }: Pick<ReadLog, 'questions'>, questionId: string): string {
  const question = questions.get(questionId);
  return question === undefined ? `question with id ${questionId}` : questionText(question);
}

export function rowText(log: ReadLog, { event, facts, absence }: EventRow): string {
  return plainWords(eventWords(event, facts, absence), (id) => questionName(log, id));
}
