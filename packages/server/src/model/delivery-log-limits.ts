// Every bound of what is shown of deliveries as a whole, with its reason: charts, and the log of all subscriptions.

/** Sends are counted for charts in steps so long; a chart of an hour has twelve of them. */
export const sendCountStepMs = 300_000;

/** Charts go back a week, and to the beginning of a bar of six hours. */
export const sendCountsKeptMs = 8 * 86_400_000;

/** Of how many subscriptions charts are read at once: some ten thousand counts at most, which is some tens of milliseconds. */
export const statisticsPageRows = { hour: 100, day: 25, week: 5 } as const;
