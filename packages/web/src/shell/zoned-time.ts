// Times of the log and the console in a given zone, as exact as they are told. Pure.

type Precision = 'minute' | 'second' | 'millisecond';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `Sep 1, 2026, 09:00:05.123`; hours of 24, so that lines sort and compare by eye. */
export function zonedText(atMs: number, zone: string, precision: Precision = 'second'): string {
  return formatOf(zone, precision, true).format(atMs);
}

/** `09:00:05.123`. */
export function zonedClockText(atMs: number, zone: string, precision: Precision = 'second'): string {
  return formatOf(zone, precision, false).format(atMs);
}

/** `GMT+2`, `UTC`: at that moment, for summer and winter differ. */
export function zoneOffsetText(atMs: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    atMs,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** `2026-09-01 09:00:05.123 UTC`. */
export function utcText(atMs: number): string {
  return `${new Date(atMs).toISOString().replace('T', ' ').slice(0, -1)} UTC`;
}

/** `0:05`, `12:34`, `1:02:03`: since the start. */
export function sinceStartText(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const sign = ms < 0 && seconds > 0 ? '−' : '';
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${sign}${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(rest)}`;
}

/** `0.4 s`, `12 s`, `3 min 5 s`, `2 h 4 min`, `3 days 4 h`: how long something lasted. */
export function lastedText(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days ${hours % 24} h`;
}

function formatOf(timeZone: string, precision: Precision, hasDate: boolean): Intl.DateTimeFormat {
  const key = `${timeZone} ${precision} ${hasDate}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      ...(hasDate ? { year: 'numeric', month: 'short', day: 'numeric' } : {}),
      ...(precision === 'minute' ? {} : { second: '2-digit' }),
      ...(precision === 'millisecond' ? { fractionalSecondDigits: 3 } : {}),
    });
    formats.set(key, format);
  }
  return format;
}
