// What each event of a log is about: which shape it has, in which lane it stands, and which questions it names. What a page posts may
// have any shape, so nothing is taken for granted. Pure.

import { answerRecords, isAnswered, isRecord } from './answer-records.ts';
import type { LogEvent } from './attempt-log.ts';
import type { Shape } from './marks.ts';
import { scoredIds } from './staff-words.ts';

export type LaneKind = 'pages' | 'focus' | 'connection' | 'question' | 'server' | 'staff' | 'clock' | 'other';

export interface EventFacts {
  shape: Shape;
  lane: LaneKind;
  /** Seen, flagged, pasted into, or answered. */
  questionIds: readonly string[];
  /** Had an answer before, and then none. */
  clearedIds: readonly string[];
}

const none: readonly string[] = [];

/** What one event after the other is about; to be asked in the order in which they happened, because answers are compared. */
export function eventFacts(): (event: LogEvent) => EventFacts {
  const answered = new Set<string>();
  return (event) => {
    if (event.source === 'staff') return { ...about('staff', 'staff'), questionIds: scoredIds(event.data) };
    if (event.type === 'question_answered') return answerFacts(event, answered);
    return factsOf(event);
  };
}

function factsOf({ type, data, source }: LogEvent): EventFacts {
  switch (type) {
    case 'question_viewed':
      return { ...about('viewed', 'question'), questionIds: idsIn(data) };
    case 'question_flagged': {
      const isOn = isRecord(data) && (data.flagged === true || data.flagged === 'true');
      return { ...about(isOn ? 'flagged' : 'unflagged', 'question'), questionIds: namedIds(data) };
    }
    case 'content_pasted':
      return { ...about('pasted', 'question'), questionIds: namedIds(data) };
    case 'page_blurred':
      return about('left', 'focus');
    case 'page_focused':
      return about('returned', 'focus');
    case 'fullscreen_entered':
    case 'fullscreen_left':
      return about('other', 'focus');
    case 'session_started':
      return about('opened', 'pages');
    case 'connection_lost':
      return about('offline', 'connection');
    case 'connection_regained':
      return about('online', 'connection');
    case 'clock_changed':
      return about('clock', 'clock');
    default:
      return source === 'server' ? about('server', 'server') : about('other', 'other');
  }
}

/** Canvas: only what has an answer counts; unlike there, what had one before is told too. */
function answerFacts({ data, source }: LogEvent, answered: Set<string>): EventFacts {
  const questionIds: string[] = [];
  const clearedIds: string[] = [];
  for (const { questionId, answer } of answerRecords(data)) {
    if (isAnswered(answer)) {
      answered.add(questionId);
      questionIds.push(questionId);
    } else if (answered.delete(questionId)) clearedIds.push(questionId);
  }
  // The server saved and nothing was answered: of no question.
  if (questionIds.length + clearedIds.length === 0)
    return source === 'server' ? about('server', 'server') : about('other', 'other');
  const shape = questionIds.length === 0 ? 'cleared' : source === 'server' ? 'answered' : 'claimed';
  return { shape, lane: 'question', questionIds, clearedIds };
}

function about(shape: Shape, lane: LaneKind): EventFacts {
  return { shape, lane, questionIds: none, clearedIds: none };
}

function idsIn(data: unknown): readonly string[] {
  return Array.isArray(data) ? data.flatMap((id) => idOf(id) ?? []) : none;
}

/** Canvas's page says `questionId`, its documentation `question_id`. */
function namedIds(data: unknown): readonly string[] {
  if (!isRecord(data)) return none;
  return idOf(data.questionId ?? data.question_id ?? data.quiz_question_id) ?? none;
}

function idOf(id: unknown): [string] | undefined {
  return typeof id === 'string' || typeof id === 'number' ? [String(id)] : undefined;
}
