// What staff did to an attempt, in words: the server's own record of it, with what was before. Pure.

import { numberText } from '../shell/wording.ts';
import { isRecord } from './answer-records.ts';

/** Types that nobody knows are called by their name. */
export function staffText(type: string | null, data: unknown): string {
  const details = isRecord(data) ? data : {};
  const who = isRecord(details.by) && typeof details.by.name === 'string' ? details.by.name : 'Staff';
  const number = (name: string): number | null => {
    const value = details[name];
    return typeof value === 'number' ? value : null;
  };
  switch (type) {
    case 'time_extended':
      return `${who} ${endText(number('minutes'))}`;
    case 'extra_time_granted':
      return `${who} set the extra time for attempts to come to ${minutesOf(number('minutes'))}${beforeText(number('minutes_before'), minutesOf)}`;
    case 'extra_attempts_granted':
      return `${who} set the extra attempts to ${plain(number('extra_attempts'))}${beforeText(number('extra_attempts_before'), plain)}`;
    case 'quiz_unlocked':
      return `${who} unlocked the quiz for this student`;
    case 'quiz_unlock_withdrawn':
      return `${who} took back that the quiz is unlocked for this student`;
    case 'score_changed':
      return `${who} ${scoreText(details.reason)}: score ${plain(number('score'))}${beforeText(number('score_before'), plain)}`;
    default:
      return `${who}: ${type ?? 'an event without a type'}`;
  }
}

/** Ids of the questions that a change of the score is about. */
export function scoredIds(data: unknown): readonly string[] {
  if (!isRecord(data) || !Array.isArray(data.questions)) return [];
  return data.questions.flatMap((question: unknown) => {
    const id = isRecord(question) ? question.question_id : undefined;
    return typeof id === 'number' || typeof id === 'string' ? [String(id)] : [];
  });
}

function endText(minutes: number | null): string {
  if (minutes === null) return 'changed when the time is up';
  return `moved the end of the attempt by ${minutesOf(Math.abs(minutes))}, ${minutes < 0 ? 'earlier' : 'later'}`;
}

function scoreText(reason: unknown): string {
  if (reason === 'answers') return 'graded answers';
  if (reason === 'gradebook') return 'gave a grade in the gradebook';
  return reason === 'regrade' ? 'corrected a question, which changed points' : 'changed the score';
}

function beforeText(value: number | null, textOf: (value: number | null) => string): string {
  return value === null ? '' : ` (before: ${textOf(value)})`;
}

function plain(value: number | null): string {
  return value === null ? 'none' : numberText(value);
}

function minutesOf(value: number | null): string {
  return `${plain(value)} ${value === 1 ? 'minute' : 'minutes'}`;
}
