import { describe, expect, test } from 'vitest';
import type { Fields } from '../../src/questions/form-fields.ts';
import { type Activity, answering } from '../../src/take/activity.ts';
import { moving } from '../../src/take/moving.ts';
import { observable } from '../../src/take/observable.ts';
import { runningAttempt } from '../support/taken-questions.ts';
import { virtualTime } from '../support/virtual-time.ts';

function page(cantGoBack: boolean) {
  const time = virtualTime();
  const activity = observable<Activity>(answering);
  const log: string[] = [];
  const works = { save: true, load: true, isOver: false };
  const goTo = moving({
    activity,
    cantGoBack,
    shownId: () => 1,
    async saveNow(extra: Fields) {
      log.push(`save ${JSON.stringify(extra)}`);
      return works.save;
    },
    async load(questionId) {
      log.push(`load ${questionId}`);
      if (!works.load) throw new Error('no network');
      return works.isOver ? null : runningAttempt([]);
    },
    onArrived: () => log.push('arrived'),
    onOver() {
      log.push('over');
      activity.set({ kind: 'over', isHandedIn: false });
    },
    onFailed: () => log.push('failed'),
    schedule: time.schedule,
    random: () => 1,
  });
  return { time, activity, log, works, goTo };
}

describe('going to another question', () => {
  test('saves, and loads the one that is asked for', async () => {
    const { goTo, log, activity } = page(false);
    await goTo(5);
    expect(log).toEqual(['save {}', 'load 5', 'arrived']);
    expect(activity.get()).toEqual(answering);
  });

  test('stays where it is when there is no connection', async () => {
    const { goTo, log, activity, works } = page(false);
    works.load = false;
    await goTo(5);
    expect(log).toEqual(['save {}', 'load 5', 'failed']);
    expect(activity.get()).toEqual(answering);
  });

  test('where nobody can go back, closes the one that is left in the same request, and goes on to the next', async () => {
    const { goTo, log } = page(true);
    await goTo(5);
    expect(log).toEqual(['save {"_question_1_read":"1"}', 'load null', 'arrived']);
  });

  test('where nobody can go back, it is locked and tried until it works', async () => {
    const { goTo, log, activity, works, time } = page(true);
    works.save = false;
    const arrival = goTo(5);
    await time.advance(0);
    expect(activity.get()).toEqual({ kind: 'moving', isFinal: true, isStuck: true });
    await time.advance(6000);
    works.save = true;
    await time.advance(8000);
    await arrival;
    expect(log.filter((line) => line.startsWith('save'))).toHaveLength(4);
    expect(log.at(-1)).toBe('arrived');
    expect(activity.get()).toEqual(answering);
  });

  test('an attempt that is over meanwhile stays over', async () => {
    const { goTo, activity, works } = page(true);
    works.isOver = true;
    await goTo(5);
    expect(activity.get()).toEqual({ kind: 'over', isHandedIn: false });
  });

  test('does not begin while something else is under way', async () => {
    const { goTo, log, activity } = page(false);
    activity.set({ kind: 'handing-in', isTimeUp: false, problem: null, isRetried: false });
    await goTo(5);
    expect(log).toEqual([]);
  });
});
