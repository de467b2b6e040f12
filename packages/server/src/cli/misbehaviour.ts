// What `quizwire listen` answers: as a good receiver does, or as badly as it was told to.

import { UsageError } from './usage.ts';

export interface Misbehaviour {
  /** Null: that of a good receiver. */
  status: number | null;
  /** Value of `Retry-After`; null for none. */
  retryAfter: string | null;
  delayMs: number;
  /** Never answers. */
  drops: boolean;
  /** Does not answer when a message comes for the first time, though it has it. */
  duplicates: boolean;
  /** After so many requests it behaves. */
  timesMax: number;
}

export interface Answer {
  /** Null: the connection is closed instead. */
  status: number | null;
  retryAfter: string | null;
  delayMs: number;
}

interface Arrival {
  /** Requests so far, this one included. */
  request: number;
  isFirst: boolean;
  /** What is wrong with the message; null for nothing. */
  faultStatus: number | null;
}

export function answerTo({ request, isFirst, faultStatus }: Arrival, misbehaviour: Misbehaviour): Answer {
  const good = { status: faultStatus ?? 204, retryAfter: null, delayMs: 0 };
  const { status, retryAfter, delayMs, drops, duplicates, timesMax } = misbehaviour;
  if (request > timesMax) return good;
  if (drops || (duplicates && isFirst)) return { ...good, status: null, delayMs };
  return { status: status ?? good.status, retryAfter, delayMs };
}

interface Options {
  status: string | undefined;
  'retry-after': string | undefined;
  delay: string | undefined;
  drop: boolean;
  duplicate: boolean;
  times: string | undefined;
}

/** Raises UsageError. */
export function misbehaviourOf(options: Options): Misbehaviour {
  const { drop, duplicate, 'retry-after': retryAfter } = options;
  if (drop && (duplicate || options.status !== undefined || retryAfter !== undefined))
    throw wrong('what is dropped has no answer: say --drop without --duplicate, --status and --retry-after');
  if (retryAfter !== undefined && !/^[\x21-\x7e][\x20-\x7e]*$/.test(retryAfter))
    throw wrong('--retry-after must be seconds or a date');
  // Who asks to be left alone is overloaded, unless it says something else.
  const status = options.status ?? (retryAfter === undefined ? null : '503');
  return {
    status: status === null ? null : wholeNumber('--status', status, 200, 599),
    retryAfter: retryAfter ?? null,
    delayMs: options.delay === undefined ? 0 : milliseconds(options.delay),
    drops: drop,
    duplicates: duplicate,
    timesMax:
      options.times === undefined
        ? Number.POSITIVE_INFINITY
        : wholeNumber('--times', options.times, 1, 999_999_999),
  };
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= min && number <= max))
    throw wrong(`${option} must be a whole number from ${min} to ${max}`);
  return number;
}

/** `1.5s`, `200ms`, or seconds without a unit; timers know no more than 24 days. */
function milliseconds(text: string): number {
  const [, digits = '', unit] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s)?$/.exec(text) ?? [];
  if (digits === '') throw wrong('--delay must be seconds, such as 20, 1.5s or 200ms');
  return Number(digits) * (unit === 'ms' ? 1 : 1_000);
}

function wrong(message: string): UsageError {
  return new UsageError(`${message}; see quizwire listen --help`);
}
