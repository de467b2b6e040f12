// When answers are saved: a moment after the last change, every half minute, before moving on, and when the page is left; after
// a failure again and again. One request at a time, so that an older answer never comes after a newer one. Knows neither how
// a form is sent nor what is in it.

import type { Fields, FieldValue } from '../questions/form-fields.ts';
import { fieldsToKeep, fieldsToSave } from './attempt-reading.ts';
import type { AttemptAction, AttemptState } from './attempt-state.ts';
import { type Observable, observable } from './observable.ts';
import { retryDelay } from './retry-delay.ts';
import type { SaveFailure, SaveStatus } from './save-status.ts';
import type { Schedule } from './schedule.ts';

const afterChangeMs = 1000;
/** However long somebody types without a pause. */
const longestWaitMs = 5000;
const everyMs = 30_000;
const keepAfterMs = 300;
/** Whoever comes back after longer than this is told the time anew. */
const quietMs = 5000;

export interface Autosave {
  status: Observable<SaveStatus>;
  /** Something was edited. */
  changed(): void;
  /** Saves all there is, with `extra` fields, now; whether it worked. Waits for a save that is under way. */
  saveNow(extra?: Fields): Promise<boolean>;
  /** A good moment to try again: the connection is back, the page is looked at. */
  wake(): void;
  /** The page may be gone in a moment: keeps what is unsaved and sends it once more without waiting. */
  leaving(): void;
  /** Nothing is sent until `resume`; resolves once nothing is under way. */
  pause(): Promise<void>;
  resume(): void;
  stop(): void;
}

interface Uses {
  state: Observable<AttemptState>;
  dispatch(action: AttemptAction): void;
  /** Writes what is being typed into the state. */
  settle(): void;
  /** Resolves once the server has it; rejects with what `failureOf` understands. */
  send(fields: Fields, isLeaving: boolean): Promise<void>;
  failureOf(error: unknown): { failure: SaveFailure; retryAfterSeconds: number | null };
  keep(fields: Record<string, FieldValue>): boolean;
  clock: { nowMs(): number };
  /** The device's own clock: it may be wrong, but it goes on while the device sleeps. */
  deviceMs(): number;
  schedule: Schedule;
  random(): number;
}

export function startAutosave(uses: Uses): Autosave {
  const { state, dispatch, settle, send, failureOf, keep, clock, deviceMs, schedule, random } = uses;
  const status = observable<SaveStatus>({ phase: 'saved', savedAtMs: null, failure: null, isKept: true });
  let underWay: Promise<boolean> | null = null;
  /** What was sent as the page was left, and the page is still there. */
  let leftBehind: Promise<unknown> | null = null;
  let failures = 0;
  let unsavedSinceMs: number | null = null;
  let isPaused = false;
  let cancelSave = (): void => {};
  let cancelKeep: (() => void) | null = null;
  let sentAtMs = clock.nowMs();
  let sentAtDeviceMs = deviceMs();

  function planSave(ms: number): void {
    cancelSave();
    if (!isPaused) cancelSave = schedule(ms, () => void save({}));
  }

  function keepUnsaved(): void {
    cancelKeep?.();
    cancelKeep = null;
    const isKept = keep(fieldsToKeep(state.get()));
    if (isKept !== status.get().isKept) status.set({ ...status.get(), isKept });
  }

  function hasUnsaved(): boolean {
    return Object.keys(fieldsToSave(state.get())).length > 0;
  }

  function save(extra: Fields): Promise<boolean> {
    const before = underWay ?? leftBehind;
    if (before !== null) return before.then(() => save(extra));
    if (isPaused) return Promise.resolve(false);
    underWay = sendOnce(extra).finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function sendOnce(extra: Fields): Promise<boolean> {
    cancelSave();
    settle();
    const { edits } = state.get();
    const fields = { ...fieldsToSave(state.get()), ...extra };
    const isNews = Object.keys(fields).length > 0;
    if (isNews) status.set({ ...status.get(), phase: 'saving' });
    sentAtMs = clock.nowMs();
    sentAtDeviceMs = deviceMs();
    try {
      await send(fields, false);
    } catch (error) {
      failures += 1;
      const { failure, retryAfterSeconds } = failureOf(error);
      keepUnsaved();
      status.set({ ...status.get(), phase: hasUnsaved() ? 'failed' : 'saved', failure });
      planSave(retryDelay(failures, random, retryAfterSeconds));
      return false;
    }
    failures = 0;
    unsavedSinceMs = null;
    dispatch({ type: 'saved', names: Object.keys(fields), edits });
    keepUnsaved();
    const { savedAtMs } = status.get();
    const phase = hasUnsaved() ? 'waiting' : 'saved';
    status.set({ ...status.get(), phase, savedAtMs: isNews ? clock.nowMs() : savedAtMs, failure: null });
    planSave(phase === 'waiting' ? afterChangeMs : everyMs);
    return true;
  }

  planSave(hasUnsaved() ? 0 : everyMs);

  return {
    status,
    changed() {
      const nowMs = clock.nowMs();
      unsavedSinceMs ??= nowMs;
      cancelKeep ??= schedule(keepAfterMs, keepUnsaved);
      // After a failure the next try is planned already, and comes later.
      const { failure, phase } = status.get();
      if (failure !== null && phase === 'saved') status.set({ ...status.get(), phase: 'failed' });
      if (failure !== null || underWay !== null) return;
      status.set({ ...status.get(), phase: 'waiting' });
      planSave(Math.max(0, Math.min(afterChangeMs, unsavedSinceMs + longestWaitMs - nowMs)));
    },
    saveNow: (extra = {}) => save(extra),
    wake() {
      if (underWay !== null || isPaused) return;
      const awayMs = Math.max(clock.nowMs() - sentAtMs, Math.abs(deviceMs() - sentAtDeviceMs));
      if (failures > 0 || awayMs > quietMs) planSave(0);
    },
    leaving() {
      if (isPaused) return;
      settle();
      keepUnsaved();
      const fields = fieldsToSave(state.get());
      // Not taken as saved: nobody may be there to hear the answer, and whoever comes back sends it once more.
      if (Object.keys(fields).length === 0) return;
      const sending = Promise.allSettled([leftBehind, send(fields, true)]).then(() => {
        if (leftBehind === sending) leftBehind = null;
      });
      leftBehind = sending;
    },
    async pause() {
      isPaused = true;
      cancelSave();
      await underWay;
      settle();
      keepUnsaved();
    },
    resume() {
      isPaused = false;
      planSave(0);
    },
    stop() {
      isPaused = true;
      cancelSave();
      cancelKeep?.();
    },
  };
}
