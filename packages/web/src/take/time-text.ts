// Times as people read them, in their own time zone and way of writing.

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const exactClock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** `10:32`. */
export const clockText = (atMs: number): string => clock.format(atMs);

/** `10:32:05`. */
export const exactClockText = (atMs: number): string => exactClock.format(atMs);

/** `27:41`, or `1:05:00` from an hour on. */
export function countdownText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const shown = `${two(minutes % 60)}:${two(seconds % 60)}`;
  return minutes < 60 ? shown : `${Math.floor(minutes / 60)}:${shown}`;
}
