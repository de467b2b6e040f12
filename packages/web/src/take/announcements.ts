// What is said to everybody without taking the focus: read out by screen readers, and some of it shown until it is closed.

import { observable } from './observable.ts';

export interface Said {
  text: string;
  /** The same text said twice is two things to read out. */
  number: number;
}

export function announcements() {
  const heard = observable<Said | null>(null);
  const shown = observable<string | null>(null);
  let number = 0;
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
    show(text: string): void {
      tell(text);
      shown.set(text);
    },
    close: () => shown.set(null),
  };
}
