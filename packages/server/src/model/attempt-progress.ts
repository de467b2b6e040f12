// What the announced events of one attempt have come to, so that the next one can be told from a repetition.

export interface AttemptProgress {
  /** Questions that were seen, in the order of their first time. */
  viewed: readonly number[];
  /** The one that was turned to last. */
  last: number | null;
  /** Questions that have an answer. */
  answered: readonly number[];
  /** By question: the event that flagged it. */
  flagged: Readonly<Record<string, number>>;
}

export const noProgress: AttemptProgress = { viewed: [], last: null, answered: [], flagged: {} };
