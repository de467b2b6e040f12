// Numbers and times as people read them, in the words of the pages and the time of the reader. Pure but for their time zone.

const points = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
/** The pages are in English; whether a day has twelve hours twice is as the reader is used to it. */
const { hourCycle, timeZone } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
const clock = hourCycle === undefined ? {} : { hourCycle };
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', ...clock });
const minute = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit', ...clock });
const second = new Intl.DateTimeFormat('en', { timeStyle: 'medium', ...clock });

/** `Europe/Berlin`: where all times of the pages are true. */
export const zoneText = timeZone;

/** `3 points`, `1 point`. */
export function pointsText(count: number): string {
  return `${points.format(count)} ${count === 1 ? 'point' : 'points'}`;
}

/** `4.5`: of what is out of a known number. */
export function numberText(value: number): string {
  return points.format(value);
}

/** `1 attempt`, `12 questions`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `45 minutes`, `1 hour`, `1 hour 30 minutes`. */
export function minutesText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    hours > 0 ? countText(hours, 'hour') : '',
    rest > 0 || hours === 0 ? countText(rest, 'minute') : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** `Sep 1, 2026, 9:00 AM`, where the reader is. */
export function timeText(iso: string): string {
  return moment.format(new Date(iso));
}

/** `9:00 AM`, or `09:00`. */
export const clockText = (atMs: number): string => minute.format(atMs);

/** `9:00:05 AM`. */
export const exactClockText = (atMs: number): string => second.format(atMs);

/** How long it took, to the minute: `under a minute`, `12 minutes`. */
export function durationText(fromIso: string, toIso: string): string {
  const minutes = Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 60_000);
  return minutes < 1 ? 'under a minute' : minutesText(minutes);
}
