import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/api/client.ts';
import { type Activity, answering } from '../../src/take/activity.ts';
import { handIn } from '../../src/take/hand-in.ts';
import { observable } from '../../src/take/observable.ts';
import { virtualTime } from '../support/virtual-time.ts';

/** A page with an answer that is not saved, and a server that answers when the test says so. */
function page() {
  const time = virtualTime();
  const activity = observable<Activity>(answering);
  const log: string[] = [];
  const answers: ((error?: Error) => void)[] = [];
  const handingIn = handIn({
    activity,
    autosave: {
      async pause() {
        log.push('pause');
      },
      resume: () => log.push('resume'),
    },
    unsaved: () => ({ question_1: 'DNA' }),
    send(fields) {
      log.push(`send ${JSON.stringify(fields)}`);
      return new Promise((resolve, reject) => {
        answers.push((error) => (error === undefined ? resolve() : reject(error)));
      });
    },
    onHandedIn() {
      log.push('handed in');
      activity.set({ kind: 'over', isHandedIn: true });
    },
    onRefused: () => log.push('refused'),
    schedule: time.schedule,
    random: () => 1,
  });
  return {
    time,
    activity,
    log,
    handingIn,
    /** To the request that waits; with an error it has failed. */
    async answer(error?: Error): Promise<void> {
      await time.advance(0);
      answers.shift()?.(error);
      await time.advance(0);
    },
  };
}

const unreachable = (): ApiError => new ApiError(0, null);
const sent = 'send {"question_1":"DNA"}';

describe('handing in', () => {
  test('stops saving, sends what is not saved, and is done with the answer', async () => {
    const { handingIn, answer, log } = page();
    handingIn.begin(false);
    await answer();
    expect(log).toEqual(['pause', sent, 'handed in']);
  });

  test('is tried again by itself, also when only the answer was lost', async () => {
    const { handingIn, answer, log, time, activity } = page();
    handingIn.begin(false);
    await answer(new ApiError(502, null));
    expect(activity.get()).toMatchObject({ kind: 'handing-in', problem: 'The server has a problem.' });
    await time.advance(2000);
    await answer();
    expect(log).toEqual(['pause', sent, 'pause', sent, 'handed in']);
  });

  test('sends once, however often it is asked for', async () => {
    const { handingIn, answer, log } = page();
    for (const isTimeUp of [false, false, true]) handingIn.begin(isTimeUp);
    handingIn.again();
    await answer();
    expect(log.filter((step) => step === sent)).toHaveLength(1);
  });

  test('can be called off after a failure, and then answers are saved again', async () => {
    const { handingIn, answer, log, time, activity } = page();
    handingIn.begin(false);
    await answer(unreachable());
    handingIn.callOff();
    await time.advance(60_000);
    expect(activity.get()).toEqual(answering);
    expect(log).toEqual(['pause', sent, 'resume']);
  });

  test('cannot be called off any more when the time runs out while it is on its way', async () => {
    const { handingIn, answer, log, time, activity } = page();
    handingIn.begin(false);
    await time.advance(0);
    handingIn.begin(true);
    await answer(unreachable());
    handingIn.callOff();
    expect(activity.get()).toMatchObject({ kind: 'handing-in', isTimeUp: true });
    await time.advance(2000);
    await answer();
    expect(log).toEqual(['pause', sent, 'pause', sent, 'handed in']);
  });

  test('is over when the attempt turns out to be, whatever becomes of the request', async () => {
    const { handingIn, answer, log, time, activity } = page();
    handingIn.begin(true);
    await time.advance(0);
    activity.set({ kind: 'over', isHandedIn: false });
    await answer(unreachable());
    await time.advance(60_000);
    expect(activity.get()).toEqual({ kind: 'over', isHandedIn: false });
    expect(log).toEqual(['pause', sent]);
  });
});
