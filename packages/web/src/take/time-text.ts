// The time left as people read it. Pure.

import { countText } from '../shell/wording.ts';

/** `27:41`; `1:05:00` from an hour on; `9 days 4 h` from a day on. */
export function countdownText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${countText(Math.floor(hours / 24), 'day')} ${hours % 24} h`;
  const shown = `${two(minutes % 60)}:${two(seconds % 60)}`;
  return hours === 0 ? shown : `${hours}:${shown}`;
}
