// Times: epoch milliseconds inside, ISO 8601 text outside. Pure; knows no clock.

const dayMs = 86_400_000;
/** From 1 January of the year 0. */
const daysBefore1970 = 719_528;
const earliestMs = -daysBefore1970 * dayMs;
const latestMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * Canvas's wire form of a time: UTC, whole seconds, `2014-10-08T19:29:58Z`; null stays null. Fractions of a second
 * are cut off, not rounded. Years outside 0–9999 have no wire form; `parseTime` lets none in.
 */
export function wireTime(ms: number): string;
export function wireTime(ms: number | null): string | null;
export function wireTime(ms: number | null): string | null {
  return ms === null ? null : `${secondText(Math.floor(ms / 1000))}Z`;
}

/** As `wireTime`, with milliseconds: `2014-10-08T19:29:58.123Z`. */
export function wireTimeMs(ms: number): string;
export function wireTimeMs(ms: number | null): string | null;
export function wireTimeMs(ms: number | null): string | null {
  if (ms === null) return null;
  const second = Math.floor(ms / 1000);
  return `${secondText(second)}.${String(ms - second * 1000).padStart(3, '0')}Z`;
}

/**
 * Reads an ISO 8601 time as epoch milliseconds: `YYYY-MM-DD`, alone or followed by `T` or a space, hours, minutes,
 * optional seconds, an optional fraction of any length (cut to milliseconds) and `Z`, `±hh`, `±hhmm` or `±hh:mm`. No zone
 * means UTC; a date alone is its midnight UTC; second 60 is the next minute. Null for anything else: not text, a date
 * that no calendar has, a moment outside the years 0–9999 UTC. Never throws.
 */
export function parseTime(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (text[4] !== '-' || text[7] !== '-') return null;
  const midnightMs = dayNumber(year, month, day) * dayMs;
  if (text.length === 10) return midnightMs;

  const separator = text[10];
  if (separator !== 'T' && separator !== ' ' && separator !== 't') return null;
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if (hour < 0 || hour > 23 || text[13] !== ':' || minute < 0 || minute > 59) return null;

  let at = 16;
  let second = 0;
  let fractionMs = 0;
  if (text[at] === ':') {
    second = digits(text, 17, 2);
    if (second < 0 || second > 60) return null;
    at = 19;
    const point = text[at];
    if (point === '.' || point === ',') {
      const start = at + 1;
      at = afterDigits(text, start);
      const count = Math.min(at - start, 3);
      if (count === 0) return null;
      fractionMs = digits(text, start, count) * (count === 3 ? 1 : count === 2 ? 10 : 100);
    }
  }

  const offset = zoneMs(text, at);
  if (offset === null) return null;
  const ms = midnightMs + ((hour * 60 + minute) * 60 + second) * 1000 + fractionMs - offset;
  return ms < earliestMs || ms > latestMs ? null : ms;
}

/** How far the zone written from `at` to the end is ahead of UTC, in milliseconds; null when it is no zone. */
function zoneMs(text: string, at: number): number | null {
  const left = text.length - at;
  const sign = text[at];
  if (left === 0) return 0;
  if (sign === 'Z' || sign === 'z') return left === 1 ? 0 : null;
  if (sign !== '+' && sign !== '-') return null;
  const hours = digits(text, at + 1, 2);
  if (hours < 0 || hours > 23) return null;
  let minutes = 0;
  if (left !== 3) {
    const colon = text[at + 3] === ':' ? 1 : 0;
    if (left !== 5 + colon) return null;
    minutes = digits(text, at + 3 + colon, 2);
    if (minutes < 0 || minutes > 59) return null;
  }
  const offset = (hours * 60 + minutes) * 60_000;
  return sign === '-' ? -offset : offset;
}

/** The number that `count` decimal digits at `at` spell; -1 when any of them is not a digit. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function afterDigits(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) >= 48 && text.charCodeAt(i) <= 57) i++;
  return i;
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (daysOfMonth[month - 1] ?? 0);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1 January 1970 to a date of the years 0–9999. Date.UTC costs half as much as all of `parseTime`. */
function dayNumber(year: number, month: number, day: number): number {
  const leapDays =
    Math.floor((year + 3) / 4) - Math.floor((year + 99) / 100) + Math.floor((year + 399) / 400);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return year * 365 + leapDays + (daysBeforeMonth[month - 1] ?? 0) + leapDay + day - 1 - daysBefore1970;
}

// The rows of one answer mostly fall on one day, and Date's own rendering costs ten times the rest of a wire time.
let dayAtHand = Number.NaN;
let dayText = '';

/** `2014-10-08T19:29:58` of a second since the epoch. */
function secondText(second: number): string {
  const day = Math.floor(second / 86_400);
  if (day !== dayAtHand) {
    dayText = new Date(day * dayMs).toISOString().slice(0, 11);
    dayAtHand = day;
  }
  const left = second - day * 86_400;
  const minute = Math.floor(left / 60);
  return `${dayText}${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:${twoDigits(left % 60)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
