// How long each question of an attempt was worked on, and when it was answered, as far as events tell. Estimates: nobody sees
// what a student looks at.

import type { Answer } from './answer-sheet.ts';
import { questionIdOf, recordsOf, viewedIdsOf } from './event-records.ts';
import { isNoAnswer } from './questions/given-answer.ts';
import type { QuizEvent } from './quiz-event.ts';
import { comparedAnswerCharsMax } from './quiz-log-limits.ts';

export interface QuestionActivity {
  questionId: number;
  firstSeenMs: number | null;
  /** When it first had an answer. */
  firstAnsweredMs: number | null;
  /** When its answer last became another one. */
  lastAnsweredMs: number | null;
  /** How often its answer became another one; the first answer is none. */
  answerChanges: number;
  activeMs: number;
  isAnswered: boolean;
}

type QuestionEvent = Pick<QuizEvent, 'eventType' | 'eventData' | 'source'>;

/**
 * Takes events one after the other, in the order in which they happened, with the time in view that passed since the one
 * before. That time is of the question that is answered next, if that was in view or an answer came before it; else of what
 * came into view or was answered last, in equal parts of several. Once the server has logged an answer to a question, a page's
 * word on it counts no more. Questions that `isKnown` does not know are passed over. Never throws, whatever pages have sent.
 */
export class QuestionActivities {
  readonly #isKnown: (questionId: number) => boolean;
  readonly #questions = new Map<number, QuestionActivity>();
  readonly #answers = new Map<number, { text: string; source: QuizEvent['source'] }>();
  /** What the last event on questions spoke of. */
  #last: { ids: readonly number[]; isView: boolean } | null = null;
  #pendingMs = 0;

  constructor(isKnown: (questionId: number) => boolean) {
    this.#isKnown = isKnown;
  }

  /** So much time in view has passed. */
  pass(ms: number): void {
    this.#pendingMs += ms;
  }

  take(event: QuestionEvent, atMs: number): void {
    const { eventType, eventData } = event;
    if (eventType === 'question_viewed') this.#see(viewedIdsOf(eventData).filter(this.#isKnown), atMs);
    if (eventType !== 'question_flagged' && eventType !== 'question_answered') return;
    const records = recordsOf(eventData).filter(
      (record) => eventType === 'question_flagged' || this.#answer(record, event, atMs),
    );
    this.#work([...new Set(records.flatMap((record) => this.#named(record)))], atMs);
  }

  /** In the order in which the log first spoke of them. The time since the last event on questions is of what it spoke of. */
  all(): QuestionActivity[] {
    if (this.#last !== null) this.#give(this.#last.ids);
    return [...this.#questions.values()];
  }

  #see(ids: readonly number[], atMs: number): void {
    if (ids.length === 0) return;
    if (this.#last !== null) this.#give(this.#last.ids);
    this.#pendingMs = 0;
    for (const id of ids) this.#of(id).firstSeenMs ??= atMs;
    this.#last = { ids, isView: true };
  }

  #work(ids: readonly number[], atMs: number): void {
    if (ids.length === 0) return;
    const inView = this.#last?.isView ? this.#last.ids : [];
    const ofThese = ids.filter((id) => inView.includes(id));
    this.#give(inView.length === 0 ? ids : ofThese.length > 0 ? ofThese : inView);
    for (const id of ids) this.#of(id).firstSeenMs ??= atMs;
    this.#last = { ids, isView: false };
  }

  /** Whether it says another answer than before. */
  #answer(record: Record<string, unknown>, { source }: QuestionEvent, atMs: number): boolean {
    const [id] = this.#named(record);
    const { answer } = record;
    if (id === undefined || answer === undefined) return false;
    const before = this.#answers.get(id);
    if (before?.source === 'server' && source !== 'server') return false;
    const text = comparable(JSON.stringify(answer));
    this.#answers.set(id, { text, source });
    const isAnswered = !isNoAnswer(answer as Answer);
    const question = this.#of(id);
    const isAnother = before === undefined ? isAnswered : before.text !== text;
    if (!isAnother || (!isAnswered && !question.isAnswered)) return false;
    if (question.firstAnsweredMs === null) question.firstAnsweredMs = atMs;
    else question.answerChanges++;
    question.lastAnsweredMs = atMs;
    question.isAnswered = isAnswered;
    return true;
  }

  #give(ids: readonly number[]): void {
    for (const id of ids) this.#of(id).activeMs += this.#pendingMs / ids.length;
    this.#pendingMs = 0;
  }

  #named(record: Record<string, unknown>): number[] {
    const id = questionIdOf(record);
    return id !== undefined && this.#isKnown(id) ? [id] : [];
  }

  #of(questionId: number): QuestionActivity {
    const found = this.#questions.get(questionId);
    if (found !== undefined) return found;
    const nothing = { firstSeenMs: null, firstAnsweredMs: null, lastAnsweredMs: null };
    const question = { questionId, ...nothing, answerChanges: 0, activeMs: 0, isAnswered: false };
    this.#questions.set(questionId, question);
    return question;
  }
}

/** The text, or of a long one what tells it from others: pages could fill the memory. No JSON text looks like that. */
function comparable(text: string): string {
  if (text.length <= comparedAnswerCharsMax) return text;
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${text.length} ${hash}`;
}
