// What was recorded, in plain words: what was observed, and nothing about why. Pure.

import type { CapturedEvent } from '@quizwire/capture';
import { countText, minutesText } from '../shell/wording.ts';

/** What this page records, for everybody to read before anything happens. */
export const recordedKinds: readonly string[] = [
  'When you open the page with the questions, and the name of your browser',
  'When you leave it for another window or tab, and when you come back',
  'Which questions come into view',
  'Which questions you flag',
  'When your connection is lost, and when it is back',
  'Your answers, each time they are saved',
];

export const notRecorded =
  'It does not record what you do in other windows or on other pages, your screen, your camera, your microphone or the keys you press.';

const words: Readonly<Record<string, (data: unknown, numberOf: NumberOf) => string>> = {
  session_started: () => 'This page was opened',
  page_blurred: (data) =>
    recordIn(data).hidden === true ? 'This page went out of view' : 'Another window got the focus',
  page_focused: (data) => `This page was back${afterText(recordIn(data).away_ms)}`,
  question_viewed: (data, numberOf) => `In view: ${questionsText(data, numberOf)}`,
  question_flagged: (data, numberOf) => {
    const { questionId, flagged } = recordIn(data);
    return `${flagged === true ? 'Flagged' : 'No longer flagged'}: ${questionsText([questionId], numberOf)}`;
  },
  connection_lost: () => 'The connection was lost',
  connection_regained: (data) => `The connection was back${afterText(recordIn(data).lost_ms)}`,
  events_dropped: () => 'Some of what was recorded could not be kept',
  event_refused: () => 'The server did not take something that was recorded',
};

/** The number of a question as the page shows it; null for a text between questions. */
export type NumberOf = (questionId: string) => number | null;

/** One line for a student. */
export function recordedWords(
  { event_type, event_data }: Pick<CapturedEvent, 'event_type' | 'event_data'>,
  numberOf: NumberOf,
): string {
  return words[event_type]?.(event_data, numberOf) ?? event_type;
}

function questionsText(ids: unknown, numberOf: NumberOf): string {
  const numbers = (Array.isArray(ids) ? ids : []).map((id) => numberOf(String(id)));
  const known = numbers.filter((number) => number !== null).sort((a, b) => a - b);
  if (known.length === 0) return 'a text';
  return `${known.length === 1 ? 'question' : 'questions'} ${known.join(', ')}`;
}

function afterText(ms: unknown): string {
  if (typeof ms !== 'number') return '';
  if (ms < 1000) return ', after less than a second';
  const seconds = Math.round(ms / 1000);
  return `, after ${seconds < 90 ? countText(seconds, 'second') : minutesText(Math.round(seconds / 60))}`;
}

function recordIn(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}
