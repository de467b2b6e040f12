// How batches go to the server, and what its answers lead to.

import { expect } from 'vitest';
import { describeInChromium } from './support/in-chromium.ts';
import { flush, globals, mark, type PageGlobals, type QuizPage } from './support/quiz-page.ts';

/** Longer than a test: nothing goes by itself but what is urgent. */
const never = 3_600_000;

const sequences = (quiz: QuizPage): number[] => quiz.events().map(({ sequence }) => sequence);

describeInChromium('delivery', (test) => {
  test('events go with the next flush, numbered without a gap, and the page is told', async ({
    page,
    quiz,
  }) => {
    await page.goto(quiz.at({ flushEveryMs: 200 }));
    for (const number of [1, 2, 3]) await mark(page, 'marked', { number });
    await quiz.until(() => quiz.events('marked').length === 3);

    expect(sequences(quiz)).toEqual(sequences(quiz).map((_, index) => index));
    const elapsed = quiz.events().map(({ elapsed_ms }) => elapsed_ms);
    expect(elapsed).toEqual(elapsed.toSorted((a, b) => a - b));
    expect(new Set(quiz.events().map(({ session }) => session)).size).toBe(1);
    expect(quiz.events('marked').map(({ event_data }) => event_data)).toEqual([
      { number: 1 },
      { number: 2 },
      { number: 3 },
    ]);

    // Told a moment later than sent: what there is may be of the batch before.
    await quiz.until(async () => {
      const told = await globals(page);
      const count = quiz.events().length;
      return told.recorded.length === count && told.sent.length === count && told.state.pending === 0;
    });
    const { recorded, sent, state } = await globals(page);
    expect(recorded.map(({ id }) => id)).toEqual(quiz.events().map(({ id }) => id));
    expect(sent).toEqual(quiz.events().map(({ id }) => id));
    expect(state).toEqual({ pending: 0, lastSentAt: expect.any(Number), isOffline: false, dropped: 0 });
    const roundTrip = quiz.batches.at(-1)?.body.page_session.round_trip_ms;
    expect(roundTrip).toBeGreaterThan(0);
  });

  test('an access token, or the proof of a session by cookie, goes along', async ({
    page,
    quiz,
    context,
  }) => {
    await context.addCookies([{ name: '_csrf_token', value: 'a%2Fb%3D', url: quiz.url }]);
    await page.goto(quiz.at());
    await quiz.until(() => quiz.batches.length > 0);
    expect(quiz.batches[0]?.headers).toMatchObject({
      'x-csrf-token': 'a/b=',
      cookie: '_csrf_token=a%2Fb%3D',
    });
    expect(quiz.batches[0]?.headers.authorization).toBeUndefined();

    quiz.batches.length = 0;
    await page.goto('about:blank');
    await page.goto(quiz.at({ token: 'a-token', credentials: 'omit' }));
    await quiz.until(() => quiz.batches.some(({ headers }) => headers.authorization === 'Bearer a-token'));
    expect(quiz.batches.at(-1)?.headers.cookie).toBeUndefined();
  });

  test('a server in trouble gets everything later, once and in order', async ({ page, quiz }) => {
    quiz.answer = () => ({ status: 500 });
    await page.goto(quiz.at({ flushEveryMs: 50 }));
    await mark(page, 'kept');
    await quiz.until(() => quiz.batches.length >= 2);
    expect((await globals(page)).state.lastSentAt).toBeNull();
    quiz.answer = () => ({ status: 204 });
    await quiz.until(() => quiz.events('kept').length === 1);
    expect(sequences(quiz)).toEqual(sequences(quiz).map((_, index) => index));
  });

  test('without an answer the page is told that it is offline', async ({ page, quiz }) => {
    quiz.answer = () => 'dropped';
    await page.goto(quiz.at({ flushEveryMs: 50 }));
    await quiz.until(async () => (await globals(page)).state?.isOffline === true);
    quiz.answer = () => ({ status: 204 });
    await quiz.until(async () => (await globals(page)).state.isOffline === false);
    expect(sequences(quiz)).toEqual(sequences(quiz).map((_, index) => index));
  });

  test('the network back, everything goes at once', async ({ page, quiz, context }) => {
    await page.goto(quiz.at({ flushEveryMs: never }));
    await quiz.until(() => quiz.events('session_started').length === 1);
    await context.setOffline(true);
    await mark(page, 'offline');
    await flush(page);
    expect((await globals(page)).state).toMatchObject({ isOffline: true });
    await context.setOffline(false);
    await quiz.until(() => quiz.events('connection_regained').length === 1);
    expect(sequences(quiz)).toEqual(sequences(quiz).map((_, index) => index));
  });

  test('a server that asks for time is left alone, whatever is wanted', async ({ page, quiz }) => {
    quiz.answer = () => ({ status: 503, headers: { 'Retry-After': '3600' } });
    await page.goto(quiz.at({ flushEveryMs: 50 }));
    await quiz.until(async () => (await globals(page)).state?.pending > 0 && quiz.batches.length === 1);
    await mark(page, 'waits');
    await flush(page);
    await flush(page);
    expect(quiz.batches).toHaveLength(1);
  });

  test('after the time that it asked for, it gets everything', async ({ page, quiz }) => {
    const timesMs: number[] = [];
    quiz.answer = () =>
      timesMs.push(performance.now()) === 1
        ? { status: 429, headers: { 'Retry-After': '1' } }
        : { status: 204 };
    await page.goto(quiz.at({ flushEveryMs: 50 }));
    await quiz.until(() => quiz.events('session_started').length === 1);
    const [first = 0, second = 0] = timesMs;
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  test('Canvas’s throttle is a 403 that only asks for time', async ({ page, quiz }) => {
    quiz.answer = () => ({ status: 403, text: '403 Forbidden (Rate Limit Exceeded)\n' });
    await page.goto(quiz.at({ flushEveryMs: 50 }));
    await quiz.until(() => quiz.batches.length >= 2);
    quiz.answer = () => ({ status: 204 });
    await quiz.until(() => quiz.events('session_started').length === 1);
    expect((await globals(page)).refused).toEqual([]);
  });

  for (const status of [401, 403, 404, 422]) {
    test(`after ${status} nothing is sent but on demand, and nothing is lost`, async ({ page, quiz }) => {
      quiz.answer = () => ({ status, text: '{"status":"unauthorized"}' });
      await page.goto(quiz.at({ flushEveryMs: 20 }));
      await quiz.until(async () => (await globals(page)).refused.length === 1);
      expect((await globals(page)).refused).toEqual([status]);
      const sends = quiz.batches.length;
      await mark(page, 'kept');
      await quiz.until(async () => (await globals(page)).recorded.at(-1)?.event_type === 'kept');
      quiz.answer = () => ({ status: 204 });
      expect(quiz.batches).toHaveLength(sends);
      await flush(page);
      expect(quiz.events('kept')).toHaveLength(1);
      expect(sequences(quiz)).toEqual(sequences(quiz).map((_, index) => index));
    });
  }

  test('a redirect, to a page for signing in, is no answer', async ({ page, quiz }) => {
    quiz.answer = () => ({ status: 302, headers: { Location: '/quiz' } });
    await page.goto(quiz.at({ flushEveryMs: 20 }));
    await quiz.until(() => quiz.batches.length >= 2);
    quiz.answer = () => ({ status: 204 });
    await quiz.until(() => quiz.events('session_started').length === 1);
  });

  for (const status of [400, 413]) {
    test(`an event that gets ${status} is given up, and told; the others arrive`, async ({ page, quiz }) => {
      quiz.answer = ({ quiz_submission_events: events }) => ({
        status: events.some(({ event_type }) => event_type === 'poison') ? status : 204,
      });
      await page.goto(quiz.at({ flushEveryMs: never }));
      for (const type of ['a', 'b', 'poison', 'c', 'd']) await mark(page, type);
      await flush(page);
      await flush(page);
      const marks = ['a', 'b', 'c', 'd'].map((type) => quiz.events(type).length);
      expect(marks).toEqual([1, 1, 1, 1]);
      const poison = (await globals(page)).recorded.find(({ event_type }) => event_type === 'poison');
      expect(quiz.events('event_refused').map(({ event_data }) => event_data)).toEqual([
        { event_type: 'poison', id: poison?.id, status },
      ]);
      await quiz.until(async () => (await globals(page)).state.pending === 0);
      expect((await globals(page)).state).toMatchObject({ dropped: 1, pending: 0 });
    });
  }

  test('a server that takes no batch at all loses no event', async ({ page, quiz }) => {
    quiz.answer = () => ({ status: 400 });
    await page.goto(quiz.at({ flushEveryMs: never }));
    for (const type of ['a', 'b', 'c']) await mark(page, type);
    await quiz.until(async () => (await globals(page)).refused.length === 1);
    expect((await globals(page)).refused).toEqual([400]);
    quiz.answer = () => ({ status: 204 });
    await flush(page);
    expect(sequences(quiz)).toEqual(sequences(quiz).map((_, index) => index));
    expect((await globals(page)).state.dropped).toBe(0);
  });

  test('a hidden page sends at once, and a closed one with its last breath', async ({ page, quiz }) => {
    await page.goto(quiz.at({ flushEveryMs: never }));
    await quiz.until(() => quiz.events('session_started').length === 1);
    await mark(page, 'before hiding');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await quiz.until(() => quiz.events('page_blurred').length === 1);
    expect(quiz.events('before hiding')).toHaveLength(1);
    expect(quiz.batches.at(-1)?.body.page_session.ending).toBe(false);

    await mark(page, 'before closing');
    await page.close();
    await quiz.until(() => quiz.events('before closing').length === 1);
    expect(quiz.batches.at(-1)?.body.page_session).toMatchObject({ ending: true });
  });

  test('the last batch of a page names its attempt, though no event is left for it', async ({
    page,
    quiz,
  }) => {
    await page.goto(quiz.at({ flushEveryMs: never, attempt: 2, questions: '.none' }));
    await quiz.until(() => quiz.events('session_started').length === 1);
    await page.close();
    await quiz.until(() => quiz.batches.length === 2);
    expect(quiz.batches[1]?.body).toMatchObject({
      quiz_submission_events: [],
      attempt: 2,
      page_session: { ending: true, sequence: 0 },
    });
  });

  test('after days without a network thousands of events go, in order and in small batches', async ({
    page,
    quiz,
  }) => {
    quiz.answer = () => 'dropped';
    await page.goto(quiz.at({ flushEveryMs: never }));
    await page.evaluate(() => {
      const { recorder } = globalThis as unknown as PageGlobals;
      for (let number = 0; number < 2000; number++) recorder.mark('offline', { number });
    });
    quiz.answer = () => ({ status: 204 });
    await flush(page);
    await quiz.until(() => quiz.events('offline').length === 2000);
    expect(sequences(quiz)).toEqual(sequences(quiz).map((_, index) => index));
    for (const { headers } of quiz.batches) expect(Number(headers['content-length'])).toBeLessThan(24_000);
  });

  test('what has no room is counted in a mark, with its sequence numbers', async ({ page, quiz }) => {
    quiz.answer = () => 'dropped';
    await page.goto(quiz.at({ flushEveryMs: never, bufferEventsMax: 5, questions: '.none' }));
    for (const number of [1, 2, 3, 4, 5, 6, 7]) await mark(page, 'marked', { number });
    await quiz.until(async () => (await globals(page)).state.dropped === 3);
    expect((await globals(page)).state).toMatchObject({ pending: 6, dropped: 3 });
    quiz.answer = () => ({ status: 204 });
    await flush(page);
    await mark(page, 'room again');
    await flush(page);
    expect(quiz.events().map(({ event_type, sequence }) => [event_type, sequence])).toEqual([
      ['session_started', 0],
      ['marked', 1],
      ['marked', 2],
      ['marked', 3],
      ['marked', 4],
      ['events_dropped', 5],
      ['room again', 9],
    ]);
    expect(quiz.events('events_dropped')[0]?.event_data).toEqual({ count: 3, from: 6, to: 8 });
  });

  test('a wall clock that jumps begins a new run of clocks; elapsed time goes on', async ({ page, quiz }) => {
    await page.goto(quiz.at({ flushEveryMs: 200 }));
    await quiz.until(() => quiz.events('session_started').length === 1);
    await page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 7_200_000;
    });
    await mark(page, 'after the jump');
    await quiz.until(() => quiz.events('clock_changed').length === 1);
    await quiz.until(() => quiz.events('after the jump').length === 1);
    const after = quiz.events('after the jump')[0] ?? expect.fail();
    const changed = quiz.events('clock_changed')[0] ?? expect.fail();
    const { page_session: told } = quiz.batches.at(-1)?.body ?? expect.fail();
    expect(told.clock_since_ms).toBeGreaterThan(0);
    // Noticed with the event, or by a look at the clocks just before it.
    expect(told.clock_since_ms).toBeLessThanOrEqual(after.elapsed_ms);
    expect(changed.elapsed_ms).toBeGreaterThanOrEqual(told.clock_since_ms);
    expect(Math.abs((changed.event_data as { by_ms: number }).by_ms - 7_200_000)).toBeLessThan(1000);
  });

  test('a round trip counts for the run of clocks in which it was measured', async ({ page, quiz }) => {
    await page.goto(quiz.at({ flushEveryMs: never }));
    const send = async (type: string): Promise<void> => {
      await mark(page, type);
      await flush(page);
    };
    await send('first');
    await send('second');
    expect(quiz.batches.at(-1)?.body.page_session.round_trip_ms).toBeGreaterThan(0);
    let [isAsked, answer] = [false, (): void => {}];
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    quiz.answer = async () => {
      isAsked = true;
      await isAnswered;
      return { status: 204 };
    };
    const sending = send('under way as the clock jumps');
    await quiz.until(() => isAsked);
    await page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 7_200_000;
    });
    answer();
    await sending;
    for (const type of ['after the jump', 'and another']) await send(type);
    const ofNewRun = quiz.batches
      .map(({ body }) => body.page_session)
      .filter(({ clock_since_ms }) => clock_since_ms > 0);
    expect(ofNewRun[0]?.round_trip_ms).toBeNull();
    expect(ofNewRun.at(-1)?.round_trip_ms).toBeGreaterThan(0);
  });

  test('a page that throws in its callbacks is told of its errors, and loses nothing', async ({
    page,
    quiz,
  }) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(quiz.at());
    const marked = await page.evaluate(() => {
      const fail = (): never => {
        throw new Error('of the page');
      };
      const { record } = (
        globalThis as unknown as { Quizwire: { record(options: object): PageGlobals['recorder'] } }
      ).Quizwire;
      const recorder = record({
        eventsUrl: '/hostile',
        userKey: 'mia',
        questions: '###',
        questionIdOf: fail,
        onRecorded: fail,
        onSent: fail,
        onState: fail,
        onRefused: fail,
      });
      const cyclic: Record<string, unknown> = {};
      cyclic.self = cyclic;
      recorder.mark('cannot be JSON', cyclic);
      recorder.mark('well');
      return recorder.flush();
    });
    expect(marked).toBeUndefined();
    await quiz.until(() => quiz.events('well').length === 1);
    expect(quiz.events('cannot be JSON')).toEqual([]);
    await quiz.until(() => errors.includes('of the page'));
  });

  test('a page whose headers throw keeps its events', async ({ page, quiz }) => {
    await page.goto(quiz.at());
    await page.evaluate(async () => {
      const { record } = (
        globalThis as unknown as { Quizwire: { record(options: object): PageGlobals['recorder'] } }
      ).Quizwire;
      let isBroken = true;
      const headers = () => {
        if (isBroken) throw new Error('no headers');
        return { 'X-Own': 'yes' };
      };
      const recorder = record({ eventsUrl: '/own', userKey: 'mia', headers });
      await recorder.flush();
      isBroken = false;
      await recorder.flush();
    });
    expect(quiz.batches.filter(({ url }) => url === '/own').map(({ headers }) => headers['x-own'])).toEqual([
      'yes',
    ]);
  });

  test('stop() sends what is left and hears nothing from then on', async ({ page, quiz }) => {
    await page.goto(
      quiz.at({ flushEveryMs: never, trackers: { paste: true, fullscreen: true, answers: true } }),
    );
    await quiz.until(
      () => quiz.events('question_viewed').length + quiz.events('session_started').length >= 1,
    );
    await mark(page, 'last');
    await page.evaluate(() => (globalThis as unknown as PageGlobals).recorder.stop());
    await quiz.until(() => quiz.events('last').length === 1);
    await quiz.until(() => quiz.batches.some(({ body }) => body.page_session.ending));
    await page.evaluate(() => {
      const { recorder } = globalThis as unknown as PageGlobals;
      recorder.mark('after the end');
      for (const type of ['blur', 'focus', 'offline', 'online', 'pagehide'])
        window.dispatchEvent(new Event(type));
      for (const type of ['visibilitychange', 'click', 'change', 'paste', 'fullscreenchange'])
        document.dispatchEvent(new Event(type));
      recorder.stop();
      return recorder.flush();
    });
    const types = new Set((await globals(page)).recorded.map(({ event_type }) => event_type));
    expect([...types].filter((type) => !['session_started', 'question_viewed'].includes(type))).toEqual([
      'last',
    ]);
    expect(await page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([]);
  });
});
