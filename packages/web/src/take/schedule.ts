// Doing something later. Given as an argument to what needs it, so that tests hold the clock.

/** Calls `work` once after `ms`; returns what calls it off. */
export type Schedule = (ms: number, work: () => void) => () => void;

export const pageSchedule: Schedule = (ms, work) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};
