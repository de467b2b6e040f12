// What is said to everybody without taking the focus: shown as a notice, and read out by screen readers. The last of it counts.

import { observable } from './observable.ts';

export interface Announcement {
  text: string;
  /** The same text said twice is two announcements. */
  number: number;
  /** Stays until closed, e.g. a warning; otherwise it is only read out. */
  isShown: boolean;
}

export type Announcements = ReturnType<typeof announcements>;

export function announcements() {
  const last = observable<Announcement | null>(null);
  let number = 0;
  const say = (text: string, isShown: boolean): void => {
    number += 1;
    last.set({ text, number, isShown });
  };
  return {
    last,
    /** Read out only: the page shows it elsewhere. */
    tell: (text: string) => say(text, false),
    show: (text: string) => say(text, true),
    close: () => last.set(null),
  };
}
