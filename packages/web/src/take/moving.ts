// Going from one question to another in a quiz that shows one at a time. What was answered is saved first; where nobody can go
// back, the question left behind is closed in the same request.

import type { RunningAttempt } from '../api/taking.ts';
import { readField } from '../questions/field-names.ts';
import type { Fields } from '../questions/form-fields.ts';
import { type Activity, answering } from './activity.ts';
import type { Observable } from './observable.ts';
import { retryDelay } from './retry-delay.ts';
import type { Schedule } from './schedule.ts';

interface Uses {
  activity: Observable<Activity>;
  cantGoBack: boolean;
  /** The one shown; undefined when all are closed. */
  shownId(): number | undefined;
  saveNow(extra: Fields): Promise<boolean>;
  load(questionId: number | null): Promise<RunningAttempt | null>;
  onArrived(attempt: RunningAttempt): void;
  onOver(): void;
  /** It did not work, and the student stays where they are. */
  onFailed(): void;
  schedule: Schedule;
  random(): number;
}

/**
 * Returns what moves to a question. Where nobody can go back it goes on to the next one, whatever is asked for: once it was
 * confirmed the question stays closed on the page, and it is tried until it works.
 */
export function moving(uses: Uses): (questionId: number) => Promise<void> {
  const { activity, cantGoBack, shownId, saveNow, load, onArrived, onOver, onFailed, schedule, random } =
    uses;

  /** Whether it is settled: arrived, or over. */
  async function attempt(questionId: number, extra: Fields): Promise<boolean> {
    if (!(await saveNow(extra))) return false;
    const running = await load(cantGoBack ? null : questionId).catch(() => undefined);
    if (running === undefined) return false;
    if (running === null) onOver();
    else onArrived(running);
    return true;
  }

  return async (questionId) => {
    if (activity.get().kind !== 'answering') return;
    const left = shownId();
    const extra = cantGoBack && left !== undefined ? { [readField(left)]: '1' } : {};
    activity.set({ kind: 'moving', isFinal: cantGoBack, isStuck: false });
    for (let failures = 1; !(await attempt(questionId, extra)); failures += 1) {
      if (activity.get().kind !== 'moving') return;
      if (!cantGoBack) {
        onFailed();
        break;
      }
      activity.set({ kind: 'moving', isFinal: true, isStuck: true });
      await new Promise<void>((resolve) => schedule(retryDelay(failures, random, null), resolve));
    }
    if (activity.get().kind === 'moving') activity.set(answering);
  };
}
