// Handing in: the last answers and the end of the attempt in one request, tried until it works or the student goes back.

import type { Fields } from '../questions/form-fields.ts';
import { type Activity, answering } from './activity.ts';
import { failureOf, problemText } from './failures.ts';
import type { Observable } from './observable.ts';
import { retryDelay } from './retry-delay.ts';
import type { Schedule } from './schedule.ts';

interface Uses {
  activity: Observable<Activity>;
  autosave: { pause(): Promise<void>; resume(): void };
  /** What the server does not have yet. */
  unsaved(): Fields;
  send(fields: Fields): Promise<void>;
  /** The server has it all. */
  onHandedIn(): void;
  /** The server refuses: perhaps it is over already. */
  onRefused(): void;
  schedule: Schedule;
  random(): number;
}

export interface HandIn {
  /** `isTimeUp`: by itself, at the end of the time. */
  begin(isTimeUp: boolean): void;
  /** Tries at once what has not worked. */
  again(): void;
  /** Back to the questions, while it has not worked. Not when the time is up. */
  callOff(): void;
  /** A good moment to try again. */
  wake(): void;
}

export function handIn(uses: Uses): HandIn {
  const { activity, autosave, unsaved, send, onHandedIn, onRefused, schedule, random } = uses;
  let failures = 0;
  let isSending = false;
  let cancel = (): void => {};

  async function attempt(isTimeUp: boolean): Promise<void> {
    cancel();
    if (isSending || activity.get().kind === 'over') return;
    isSending = true;
    activity.set({ kind: 'handing-in', isTimeUp, problem: null, isRetried: false });
    await autosave.pause();
    try {
      await send(unsaved());
    } catch (error) {
      const now = activity.get();
      if (now.kind !== 'handing-in') return;
      failures += 1;
      const { failure, retryAfterSeconds } = failureOf(error);
      const isRetried = failure !== 'refused';
      activity.set({ ...now, problem: problemText(error), isRetried });
      if (isRetried) cancel = schedule(retryDelay(failures, random, retryAfterSeconds), again);
      else onRefused();
      return;
    } finally {
      isSending = false;
    }
    onHandedIn();
  }

  function again(): void {
    const now = activity.get();
    if (now.kind === 'handing-in') void attempt(now.isTimeUp);
  }

  return {
    begin(isTimeUp) {
      const now = activity.get();
      // What is on its way may yet fail, and then there is no way back any more.
      if (isTimeUp && now.kind === 'handing-in') activity.set({ ...now, isTimeUp });
      void attempt(isTimeUp);
    },
    again,
    callOff() {
      const now = activity.get();
      if (now.kind !== 'handing-in' || now.isTimeUp || isSending) return;
      cancel();
      activity.set(answering);
      autosave.resume();
    },
    wake() {
      const now = activity.get();
      if (now.kind === 'handing-in' && now.problem !== null && now.isRetried) again();
    },
  };
}
