// How far a replay has come, as text for people. Pure: it is told what time it is.

/** What a server says of a replay. */
export interface ReplayState {
  id: number;
  state: 'running' | 'done' | 'cancelled';
  /** 0 to 100. */
  completion: number;
  cursor: string;
  /** Sent for again so far. */
  deliveries: number;
  /** At its target, counted to a bound. */
  waiting: number;
}

/** A state, and when it was seen, in milliseconds. */
export interface Seen {
  replay: ReplayState;
  atMs: number;
}

const barColumnsMax = 24;

/** How long it will take from `last` on at the pace since `first`; null while there is no pace. */
export function leftMs(first: Seen, last: Seen): number | null {
  const done = last.replay.completion - first.replay.completion;
  if (done <= 0) return null;
  return ((last.atMs - first.atMs) / done) * (100 - last.replay.completion);
}

/** One line without its end, cut to the columns of the terminal: a quarter of them is the bar's, the rest the text's. */
export function progressBar(first: Seen, last: Seen, columns: number): string {
  const barColumns = Math.min(barColumnsMax, Math.floor(columns / 4));
  const full = Math.round((last.replay.completion / 100) * barColumns);
  const bar = `${'█'.repeat(full)}${'░'.repeat(barColumns - full)}`;
  return `${bar}  ${progressText(first, last)}`.slice(0, Math.max(columns - 1, 0));
}

/** The same without a bar. */
export function progressText(first: Seen, last: Seen): string {
  const { completion, deliveries, waiting } = last.replay;
  const left = leftMs(first, last);
  return [
    `${completion.toFixed(1)} %`,
    // Before what a narrow terminal can do without.
    ...(left === null || left === 0 ? [] : [`about ${durationText(left)} left`]),
    `${deliveries} sent for again`,
    ...(waiting > 0 ? [`${waiting} waiting at the target`] : []),
  ].join(', ');
}

/** How it ended. */
export function endText({ id, state, deliveries, waiting, cursor }: ReplayState): string {
  const sent = `${deliveries} sent for again`;
  if (state === 'cancelled') return `replay ${id} was cancelled at cursor ${cursor}: ${sent}`;
  return `replay ${id} is done: ${sent}${waiting === 0 ? '' : `, ${waiting} waiting at the target`}`;
}

/** To two places of its greatest unit: `5 s`, `2 min 5 s`, `3 h 0 min`. */
function durationText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
