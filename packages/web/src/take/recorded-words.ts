// What was recorded, in plain words: what was observed, and nothing about why. Pure.

import type { CapturedEvent } from '@quizwire/capture';

/** What this page records, for everybody to read before anything happens. */
export const recordedKinds: readonly string[] = [
  'When you open this page, with the name of your browser',
  'When you leave this page for another window or tab, and when you come back',
  'Which questions come into view',
  'Which questions you flag',
  'When your connection is lost, and when it is back',
  'Your answers, each time they are saved',
];

export const notRecorded =
  'It does not record what you do in other windows or on other pages, your screen, your camera, your microphone or single keys.';

const words: Readonly<Record<string, (data: unknown, numberOf: NumberOf) => string>> = {
  session_started: () => 'You opened this page',
  page_blurred: () => 'You left this page',
  page_focused: () => 'You came back to this page',
  question_viewed: (data, numberOf) => `In view: ${questionsText(data, numberOf)}`,
  question_flagged: (data, numberOf) => {
    const { questionId, flagged } = recordIn(data);
    return `${flagged === true ? 'Flagged' : 'No longer flagged'}: ${questionsText([questionId], numberOf)}`;
  },
  question_answered: () => 'You answered',
  connection_lost: () => 'The connection was lost',
  connection_regained: () => 'The connection was back',
  events_dropped: () => 'Some of what was recorded could not be kept',
};

/** The number of a question as the page shows it; null for a text between questions. */
export type NumberOf = (questionId: string) => number | null;

/** One line for a student. */
export function recordedWords({ event_type, event_data }: CapturedEvent, numberOf: NumberOf): string {
  return words[event_type]?.(event_data, numberOf) ?? event_type;
}

function questionsText(ids: unknown, numberOf: NumberOf): string {
  const names = (Array.isArray(ids) ? ids : []).map((id) => {
    const number = numberOf(String(id));
    return number === null ? 'a text' : `question ${number}`;
  });
  return names.join(', ') || 'a question';
}

function recordIn(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}
