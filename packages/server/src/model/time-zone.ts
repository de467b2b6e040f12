// Names of time zones. Pure but for the list of zones that the runtime brings. Knows IANA names only, not those that
// Rails has for some of them ("Mountain Time (US & Canada)").

/**
 * The zone that `name` names, or null for none. Case does not matter and is mended; a name that is only another one's
 * alias stays as it is.
 */
export function timeZoneNamed(name: string): string | null {
  // An offset such as +01:00 is no name, though Intl takes it.
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return known.toLowerCase() === name.toLowerCase() ? known : name;
  } catch {
    return null;
  }
}

const hourMs = 3_600_000;

/**
 * Canvas: a midnight meant as a date is the end of that day, one second before the next one begins. Other moments are as
 * they are. `timeZone` is a name that `timeZoneNamed` knows.
 */
export function endOfLocalDay(ms: number, timeZone: string): number {
  if (!isMidnight(ms, timeZone)) return ms;
  // Where clocks are changed a day has 23 or 25 hours; elsewhere and always else it has 24.
  const hours = [24, 23, 25].find((count) => isMidnight(ms + count * hourMs, timeZone)) ?? 24;
  return ms + hours * hourMs - 1000;
}

function isMidnight(ms: number, timeZone: string): boolean {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return time.format(ms) === '00:00:00';
}
