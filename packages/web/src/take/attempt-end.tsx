// When the attempt ends and when it is due, by the clock on the wall: also for those who have hidden the time left.

import { clockText, timeText } from '../shell/wording.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

/** Further off than this a time of day alone would be of the wrong day. */
const nearMs = 12 * 3_600_000;

export function AttemptEnd() {
  const { quiz, clock, endsAt } = useSession();
  const endAtMs = useObserved(endsAt, (now) => now);
  const dueAtMs = quiz.due_at === null ? null : Date.parse(quiz.due_at);
  const isDueFirst = dueAtMs !== null && (endAtMs === null || dueAtMs < endAtMs) && dueAtMs > clock.nowMs();
  const nameOf = (atMs: number): string =>
    atMs - clock.nowMs() < nearMs ? clockText(atMs) : timeText(new Date(atMs).toISOString());
  if (endAtMs === null && !isDueFirst) return null;
  return (
    <p className="small muted number">
      {isDueFirst && `Due ${nameOf(dueAtMs)}. `}
      {endAtMs !== null && `Ends ${nameOf(endAtMs)}.`}
    </p>
  );
}
