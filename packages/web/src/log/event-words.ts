// What an event says, in plain words that claim no more than it does. Pure.

import type { Absence } from '../api/activity.ts';
import { lastedText } from '../shell/zoned-time.ts';
import { isRecord } from './answer-records.ts';
import type { LogEvent } from './attempt-log.ts';
import { deviceText } from './device-words.ts';
import type { EventFacts } from './event-facts.ts';
import { staffText } from './staff-words.ts';

/** A sentence in pieces: words, and questions that it speaks of. */
export type EventWords = readonly (string | { questionId: string })[];

/** `absence` is the one that begins or ends with this event. */
export function eventWords(event: LogEvent, facts: EventFacts, absence: Absence | undefined): EventWords {
  const { type, data } = event;
  if (event.source === 'staff') return staffWords(event, facts);
  switch (type) {
    case 'submission_created':
      if (event.source !== 'server') return [type];
      return ['The attempt began'];
    case 'question_answered':
      return answeredWords(event, facts);
    case 'question_viewed':
      return ['Saw ', ...listed(facts.questionIds)];
    case 'question_flagged':
      return [facts.shape === 'flagged' ? 'Flagged ' : 'Took the flag off ', ...listed(facts.questionIds)];
    case 'content_pasted':
      return [`Pasted ${pastedText(data)} into `, ...listed(facts.questionIds, 'the page')];
    case 'page_blurred':
      return [leftText(data), absence === undefined ? '' : `, ${awayText(absence)}`];
    case 'page_focused':
      return ['Came back', absence?.lasted_ms == null ? '' : ` after ${lastedText(absence.lasted_ms)}`];
    case 'fullscreen_entered':
      return ['The page filled the screen'];
    case 'fullscreen_left':
      return ['The page no longer filled the screen'];
    case 'session_started':
      return [`Opened the page with ${deviceText(textIn(data, 'user_agent'))}`];
    case 'connection_lost':
      return ['The device had no network', absence === undefined ? '' : `, ${awayText(absence)}`];
    case 'connection_regained':
      return [
        'The device had a network again',
        absence?.lasted_ms == null ? '' : ` after ${lastedText(absence.lasted_ms)}`,
      ];
    case 'clock_changed':
      return [clockText(data)];
    case 'attempt_closed':
      if (event.source !== 'server') return [type];
      return ['The time was up, and the server handed the attempt in'];
    default:
      return [`${type ?? 'An event without a type'}`];
  }
}

/** All of it in one line; `nameOf` names a question. */
export function plainWords(words: EventWords, nameOf: (questionId: string) => string): string {
  return words.map((piece) => (typeof piece === 'string' ? piece : nameOf(piece.questionId))).join('');
}

/** What else than looking elsewhere can be behind an absence; short. */
export const innocentCauses: Readonly<Record<Absence['kind'], string>> = {
  window: 'Can also be a notification, password manager, system dialog, assistive technology, or stray click',
  page: 'Can also be a screen that locked itself, a call, an app that came up by itself, or a low battery',
  connection: 'Can also be weak Wi-Fi, a change of networks, or a device that slept',
};

/** `away for 12 s`. */
function awayText({ kind, lasted_ms: lastedMs }: Absence): string {
  const what = kind === 'connection' ? 'without it' : 'away';
  return lastedMs === null ? `nothing tells of the return` : `${what} for ${lastedText(lastedMs)}`;
}

/** Who says so. */
export const sourceTexts: Readonly<Record<LogEvent['source'], string>> = {
  page: 'Page says',
  server: 'Server saw',
  staff: 'Staff did',
};

function answeredWords({ source }: LogEvent, { questionIds, clearedIds }: EventFacts): EventWords {
  const isSaved = source === 'server';
  if (questionIds.length === 0 && clearedIds.length === 0)
    return [isSaved ? 'Saved, with nothing new answered' : 'Answered nothing'];
  const given: EventWords =
    questionIds.length === 0 ? [] : [isSaved ? 'Saved an answer to ' : 'Answered ', ...listed(questionIds)];
  if (clearedIds.length === 0) return given;
  const taken = given.length === 0 ? 'Took the answer away from ' : '; took the answer away from ';
  return [...given, taken, ...listed(clearedIds)];
}

function listed(questionIds: readonly string[], otherwise = 'no question'): EventWords {
  if (questionIds.length === 0) return [otherwise];
  return questionIds.flatMap((questionId, index) =>
    index === 0 ? [{ questionId }] : [', ', { questionId }],
  );
}

function staffWords({ type, data }: LogEvent, { questionIds }: EventFacts): EventWords {
  return [staffText(type, data), ...(questionIds.length === 0 ? [] : [', ', ...listed(questionIds)])];
}

function leftText(data: unknown): string {
  if (!isRecord(data) || typeof data.hidden !== 'boolean') return 'Left the page';
  return data.hidden ? 'Left the page, which was out of sight' : 'Left the page, which stayed in sight';
}

function pastedText(data: unknown): string {
  const length = isRecord(data) ? data.length : undefined;
  return typeof length === 'number' ? `${length} ${length === 1 ? 'character' : 'characters'}` : 'something';
}

function clockText(data: unknown): string {
  const byMs = isRecord(data) && typeof data.by_ms === 'number' ? data.by_ms : null;
  if (byMs === null) return 'The clock of the device was moved';
  return `The clock of the device went ${byMs < 0 ? 'back' : 'ahead'} by ${lastedText(Math.abs(byMs))}, or the device slept`;
}

function textIn(data: unknown, name: string): string | null {
  const text = isRecord(data) ? data[name] : null;
  return typeof text === 'string' ? text : null;
}
