// What is said to everybody without taking the focus: read out by screen readers, and some of it shown until it is closed.

import { observable } from './observable.ts';
import type { Schedule } from './schedule.ts';

export interface Said {
  text: string;
  /** The same text said twice is two things to read out. */
  number: number;
}

export function announcements(schedule: Schedule) {
  const heard = observable<Said | null>(null);
  const shown = observable<string | null>(null);
  let number = 0;
  let forget = (): void => {};
  const tell = (text: string): void => {
    number += 1;
    heard.set({ text, number });
  };
  return {
    /** What is read out; the last of it. */
    heard,
    /** What stands on the page. */
    shown,
    /** For what the page shows elsewhere. */
    tell,
    /** Until it is closed; or for so long, when it is about something that passes. */
    show(text: string, forMs?: number): void {
      forget();
      tell(text);
      shown.set(text);
      if (forMs !== undefined) forget = schedule(forMs, () => shown.set(null));
    },
    close: () => shown.set(null),
  };
}
