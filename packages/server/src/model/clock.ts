// Time comes in as an argument, so that rules can be tested at any moment.

/** Epoch milliseconds, now. */
export type Clock = () => number;
