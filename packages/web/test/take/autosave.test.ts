import { describe, expect, test } from 'vitest';
import type { Fields } from '../../src/questions/form-fields.ts';
import { attemptReducer, openAttempt } from '../../src/take/attempt-state.ts';
import { startAutosave } from '../../src/take/autosave.ts';
import { observable } from '../../src/take/observable.ts';
import { runningAttempt, takenQuestion } from '../support/taken-questions.ts';
import { virtualTime } from '../support/virtual-time.ts';

/** A page with one short answer, and a server whose answers the test gives. */
function page(kept: Fields = {}) {
  const time = virtualTime();
  const state = observable(openAttempt(runningAttempt([takenQuestion(1, 'short_answer_question')]), kept));
  const sent: { fields: Fields; atMs: number; isLeaving: boolean }[] = [];
  const onDevice: Fields[] = [];
  let answer: () => Promise<void> = async () => {};
  let pending: string | null = null;
  let sleptMs = 0;
  const dispatch = (action: Parameters<typeof attemptReducer>[1]): void =>
    state.set(attemptReducer(state.get(), action));
  const autosave = startAutosave({
    state,
    dispatch,
    settle() {
      if (pending !== null) dispatch({ type: 'edited', name: 'question_1', value: pending });
      pending = null;
    },
    send(fields, isLeaving) {
      sent.push({ fields, atMs: time.nowMs(), isLeaving });
      return answer();
    },
    failureOf: () => ({ failure: 'network', retryAfterSeconds: null }),
    keep(fields) {
      onDevice.push({ ...fields });
      return true;
    },
    clock: time,
    deviceMs: () => time.nowMs() + sleptMs,
    schedule: time.schedule,
    random: () => 1,
  });
  return {
    time,
    autosave,
    sent,
    onDevice,
    /** What the server does from now on. */
    answers(next: () => Promise<void>): void {
      answer = next;
    },
    /** Only the clock of the device goes on. */
    sleep(ms: number): void {
      sleptMs += ms;
    },
    /** Into an editor that has not handed it over yet. */
    write(text: string): void {
      pending = text;
    },
    type(text: string): void {
      dispatch({ type: 'edited', name: 'question_1', value: text });
      autosave.changed();
    },
  };
}

const fail = async (): Promise<void> => {
  throw new Error('no network');
};

describe('autosave', () => {
  test('saves a second after the last change', async () => {
    const { type, time, sent, autosave } = page();
    type('a');
    await time.advance(900);
    type('ab');
    expect(autosave.status.get().phase).toBe('waiting');
    await time.advance(999);
    expect(sent).toEqual([]);
    await time.advance(1);
    expect(sent).toEqual([{ fields: { question_1: 'ab' }, atMs: 1900, isLeaving: false }]);
    expect(autosave.status.get()).toMatchObject({ phase: 'saved', savedAtMs: 1900, failure: null });
  });

  test('does not wait longer than five seconds for somebody to stop typing', async () => {
    const { type, time, sent } = page();
    for (let length = 1; length <= 20; length += 1) {
      type('x'.repeat(length));
      await time.advance(500);
    }
    expect(sent.map(({ atMs }) => atMs)).toEqual([5000, 10_000]);
  });

  test('speaks with the server every half minute, also without news', async () => {
    const { time, sent, autosave } = page();
    await time.advance(60_000);
    expect(sent.map(({ fields, atMs }) => [fields, atMs])).toEqual([
      [{}, 30_000],
      [{}, 60_000],
    ]);
    expect(autosave.status.get().savedAtMs).toBe(null);
  });

  test('saves at once what an earlier page left on the device', async () => {
    const { time, sent } = page({ question_1: 'from before' });
    await time.advance(0);
    expect(sent.map(({ fields }) => fields)).toEqual([{ question_1: 'from before' }]);
  });

  test('has one request under way at a time, and sends what came meanwhile after it', async () => {
    const { type, time, sent, answers } = page();
    const { promise, resolve } = Promise.withResolvers<void>();
    answers(() => promise);
    type('a');
    await time.advance(1000);
    type('ab');
    await time.advance(20_000);
    expect(sent).toHaveLength(1);
    resolve();
    await time.advance(1000);
    expect(sent.map(({ fields }) => fields)).toEqual([{ question_1: 'a' }, { question_1: 'ab' }]);
  });

  test('tries again after a failure, less and less often, and keeps the answer on the device', async () => {
    const { type, time, sent, answers, onDevice, autosave } = page();
    answers(fail);
    type('a');
    await time.advance(1000 + 2000 + 4000 + 8000 + 16_000 + 30_000 + 30_000);
    expect(sent.map(({ atMs }) => atMs)).toEqual([1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000]);
    expect(onDevice.at(-1)).toEqual({ question_1: 'a' });
    expect(autosave.status.get()).toMatchObject({ phase: 'failed', failure: 'network', isKept: true });
    answers(async () => {});
    autosave.wake();
    await time.advance(0);
    expect(autosave.status.get()).toMatchObject({ phase: 'saved', failure: null });
    expect(onDevice.at(-1)).toEqual({});
  });

  test('a failure without anything to save takes nothing back, and says that there is no connection', async () => {
    const { time, answers, autosave, type } = page();
    answers(fail);
    await time.advance(30_000);
    expect(autosave.status.get()).toMatchObject({ phase: 'saved', failure: 'network' });
    type('a');
    expect(autosave.status.get()).toMatchObject({ phase: 'failed', failure: 'network' });
  });

  test('keeps what is typed on the device before it is saved', async () => {
    const { type, time, onDevice, sent } = page();
    type('a');
    await time.advance(300);
    expect(onDevice).toEqual([{ question_1: 'a' }]);
    expect(sent).toEqual([]);
  });

  test('a page that is left sends and keeps what is typed, and sends it again when it is looked at again', async () => {
    const { write, autosave, sent, onDevice, time } = page();
    write('half a sentence');
    autosave.leaving();
    expect(sent).toEqual([{ fields: { question_1: 'half a sentence' }, atMs: 0, isLeaving: true }]);
    expect(onDevice).toEqual([{ question_1: 'half a sentence' }]);
    await time.advance(10_000);
    autosave.wake();
    await time.advance(0);
    expect(sent.at(-1)).toEqual({
      fields: { question_1: 'half a sentence' },
      atMs: 10_000,
      isLeaving: false,
    });
  });

  test('what is typed after coming back waits for what was sent on leaving, so that it comes last', async () => {
    const { type, time, autosave, sent, answers } = page();
    let arrive = (): void => {};
    answers(
      () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    );
    type('old');
    autosave.leaving();
    type('new');
    answers(async () => {});
    await time.advance(10_000);
    expect(sent.map(({ fields }) => fields)).toEqual([{ question_1: 'old' }]);
    arrive();
    await time.advance(0);
    expect(sent.map(({ fields }) => fields)).toEqual([{ question_1: 'old' }, { question_1: 'new' }]);
    expect(autosave.status.get().phase).toBe('saved');
  });

  test('asks how late it is when it is looked at again after a while, and when the device has slept', async () => {
    const { time, autosave, sent, sleep } = page();
    const wake = async (): Promise<number> => {
      autosave.wake();
      await time.advance(0);
      return sent.length;
    };
    expect(await wake()).toBe(0);
    await time.advance(5001);
    expect(await wake()).toBe(1);
    sleep(600_000);
    expect(await wake()).toBe(2);
    expect(await wake()).toBe(2);
  });

  test('saveNow takes along what is asked for, and says whether it worked', async () => {
    const { autosave, sent, answers, write } = page();
    write('done');
    expect(await autosave.saveNow({ _question_1_read: '1' })).toBe(true);
    expect(sent.map(({ fields }) => fields)).toEqual([{ question_1: 'done', _question_1_read: '1' }]);
    answers(fail);
    expect(await autosave.saveNow({})).toBe(false);
  });

  test('sends nothing while it is paused, and goes on afterwards', async () => {
    const { type, autosave, time, sent } = page();
    await autosave.pause();
    type('a');
    await time.advance(120_000);
    expect(sent).toEqual([]);
    autosave.resume();
    await time.advance(0);
    expect(sent.map(({ fields }) => fields)).toEqual([{ question_1: 'a' }]);
  });
});
