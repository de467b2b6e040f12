// What outlives the page, and who delivers it then.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startChromiumOn } from './support/chromium.ts';
import { describeInChromium } from './support/in-chromium.ts';
import { emptied, expectEachOnce, left, never, recordedUpTo, stored } from './support/left-behind.ts';
import { flush, mark, type PageGlobals } from './support/quiz-page.ts';

describeInChromium('storage', (test) => {
  test('a reload delivers what the page session before it left, as it was', async ({ page, quiz }) => {
    await left(page, quiz, 'left', { questions: '.none' });
    const before = await recordedUpTo(page, quiz, 'left');
    await page.reload();
    await quiz.until(() => quiz.events('left').length === 1);
    await quiz.until(() => quiz.events('session_started').length === 2);
    const [session] = new Set(before.map((event) => event.session));
    expect(quiz.events().filter((event) => event.session === session)).toEqual(before);
    // The batch is of the page session that sends it; each event says which one it is of.
    const { body } = quiz.batches.findLast(({ status }) => status === 204) ?? expect.fail();
    expect(body.page_session.id).not.toBe(session);
    expectEachOnce(quiz);
    await emptied(page, quiz);
  });

  test('what is recorded is stored at once, without waiting for more', async ({ page, quiz }) => {
    // Nothing that gathers ever gets to write.
    await page.addInitScript(() => {
      const { setTimeout: later } = globalThis;
      const soon = (run: () => void, ms?: number) => (ms ? 0 : later(run));
      Object.assign(globalThis, { setTimeout: soon });
    });
    await left(page, quiz, 'left');
  });

  test('what a crashed tab had recorded arrives from the next one', async ({ context, quiz }) => {
    const page = await context.newPage();
    await left(page, quiz, 'left');
    const crashed = page.waitForEvent('crash');
    page.goto('chrome://crash').catch(() => {});
    await crashed;
    const next = await context.newPage();
    await next.goto(quiz.at({ flushEveryMs: 100 }));
    await quiz.until(() => quiz.events('left').length === 1);
    expectEachOnce(quiz);
  });

  test('a browser that is killed loses nothing that was stored', async ({ quiz }) => {
    const profile = mkdtempSync(join(tmpdir(), 'capture-profile-'));
    try {
      const first = await startChromiumOn(profile);
      const page = await first.newPage();
      await left(page, quiz, 'left');
      const closed = first.waitForEvent('close');
      (await first.newCDPSession(page)).send('Browser.crash').catch(() => {});
      await closed;
      const second = await startChromiumOn(profile);
      const again = await second.newPage();
      await again.goto(quiz.at({ flushEveryMs: 100 }));
      await quiz.until(() => quiz.events('left').length === 1);
      await second.close();
    } finally {
      rmSync(profile, { recursive: true, force: true });
    }
  });

  test('a tab that lives keeps its events; a dead one’s go to exactly one other', async ({
    context,
    quiz,
  }) => {
    const alive = await context.newPage();
    const dead = await context.newPage();
    await left(alive, quiz, 'of the living');
    await left(dead, quiz, 'of the dead');
    const others = await Promise.all([context.newPage(), context.newPage(), context.newPage()]);
    await Promise.all(others.map((page) => page.goto(quiz.at({ flushEveryMs: 50 }))));
    await quiz.until(() => quiz.events('session_started').length === 3);
    await Promise.all(others.map(flush));
    expect(quiz.events('of the dead')).toEqual([]);

    await dead.goto('about:blank');
    await quiz.until(() => quiz.events('of the dead').length === 1);
    await Promise.all(others.map(flush));
    expect(quiz.events('of the living')).toEqual([]);
    await flush(alive);
    expect(quiz.events('of the living')).toHaveLength(1);
    expectEachOnce(quiz);
  });

  test('users, quizzes and attempts never mix', async ({ page, quiz }) => {
    await left(page, quiz, 'of another user', { userKey: 'ben' });
    await page.goto('about:blank');
    await left(page, quiz, 'of another quiz', { eventsUrl: '/other-events' });
    await page.goto('about:blank');
    await left(page, quiz, 'of another attempt', { attempt: 11 });
    await page.goto('about:blank');
    await page.goto(quiz.at({ flushEveryMs: 50 }));
    await quiz.until(() => quiz.events('session_started').length === 1);
    await quiz.until(() => quiz.events('question_viewed').length > 0);
    await flush(page);
    await flush(page);
    const types = new Set(quiz.events().map(({ event_type }) => event_type));
    expect([...types].sort()).toEqual(['question_viewed', 'session_started']);

    await page.goto('about:blank');
    await page.goto(quiz.at({ flushEveryMs: 50, sendsOtherAttempts: true }));
    await quiz.until(() => quiz.events('of another attempt').length === 1);
    const batch = quiz.batches.find(({ body }) =>
      body.quiz_submission_events.some(({ event_type }) => event_type === 'of another attempt'),
    );
    expect(batch?.body.attempt).toBe(11);
    // What the page says of itself is of its own attempt.
    expect(batch?.body.page_session).toBeUndefined();
    for (const { event_type } of batch?.body.quiz_submission_events ?? [])
      expect(['session_started', 'question_viewed', 'of another attempt']).toContain(event_type);

    await page.goto('about:blank');
    await page.goto(quiz.at({ flushEveryMs: 50, userKey: 'ben' }));
    await quiz.until(() => quiz.events('of another user').length === 1);
    await page.goto('about:blank');
    await page.goto(quiz.at({ flushEveryMs: 50, eventsUrl: '/other-events' }));
    await quiz.until(() => quiz.events('of another quiz').length === 1);
    expect(quiz.batches.at(-1)?.url).toBe('/other-events');
    // Each at least once: the last batch of a page that is left may come again, for nobody heard its answer.
  });

  test('without IndexedDB events are kept in localStorage', async ({ page, quiz }) => {
    await page.addInitScript(() => {
      indexedDB.open = () => {
        throw new Error('not allowed');
      };
      indexedDB.databases = async () => [];
    });
    await left(page, quiz, 'left');
    await page.reload();
    await quiz.until(() => quiz.events('left').length === 1);
    expectEachOnce(quiz);
    await quiz.until(() => page.evaluate(() => localStorage.length === 0));
  });

  test('a store that never opens holds up nothing', async ({ page, quiz }) => {
    await page.addInitScript(() => {
      indexedDB.open = () => ({}) as IDBOpenDBRequest;
    });
    await page.goto(quiz.at({ flushEveryMs: never }));
    await quiz.until(() => quiz.events('session_started').length === 1);
    await mark(page, 'delivered');
    await flush(page);
    expect(quiz.events('delivered')).toHaveLength(1);
  });

  test('a store that was closed and emptied under the page is opened anew', async ({ page, quiz }) => {
    await left(page, quiz, 'before', { flushEveryMs: 50 });
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.deleteDatabase('quizwire-capture').onsuccess = resolve;
        }),
    );
    quiz.answer = () => ({ status: 401 });
    await mark(page, 'after');
    await stored(page, quiz, 'after');
    quiz.answer = () => ({ status: 204 });
    await page.reload();
    await quiz.until(() => quiz.events('after').length === 1);
    expectEachOnce(quiz);
  });

  test('a browser that keeps nothing still delivers', async ({ page, quiz }) => {
    await page.addInitScript(() => {
      for (const name of ['indexedDB', 'localStorage'])
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('not allowed', 'SecurityError');
          },
        });
    });
    await page.goto(quiz.at({ flushEveryMs: never }));
    await mark(page, 'delivered');
    await flush(page);
    expect(quiz.events('delivered')).toHaveLength(1);
  });

  test('a full localStorage costs no event of a page that lives', async ({ page, quiz }) => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
      localStorage.clear();
      for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (let copy = 0; copy < 3; copy++) localStorage.setItem(`fill ${size} ${copy}`, 'x'.repeat(size));
        } catch {}
      }
    });
    await page.goto(quiz.at({ flushEveryMs: never }));
    for (const number of [1, 2, 3]) await mark(page, 'marked', { number });
    await flush(page);
    expect(quiz.events('marked')).toHaveLength(3);

    await mark(page, 'once there is room');
    await page.evaluate(() => localStorage.clear());
    await page.evaluate(() => (globalThis as unknown as PageGlobals).recorder.stop());
    await quiz.until(() => quiz.events('once there is room').length === 1);
    expectEachOnce(quiz);
  });

  test('without Web Locks a lease says whose a page session is', async ({ context, quiz }) => {
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'locks', { value: undefined });
      Object.defineProperty(crypto, 'randomUUID', { value: undefined });
    });
    const dead = await context.newPage();
    await left(dead, quiz, 'left');
    await dead.goto('about:blank');

    const early = await context.newPage();
    await early.goto(quiz.at({ flushEveryMs: 50 }));
    await quiz.until(() => quiz.events('session_started').length === 1);
    await flush(early);
    expect(quiz.events('left')).toEqual([]);
    await early.evaluate(() => (globalThis as unknown as PageGlobals).recorder.stop());

    await context.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + 300_000;
    });
    const late = await Promise.all([context.newPage(), context.newPage()]);
    await Promise.all(late.map((page) => page.goto(quiz.at({ flushEveryMs: 50 }))));
    await quiz.until(() => quiz.events('left').length === 1);
    await Promise.all(late.map(flush));
    expectEachOnce(quiz);
    for (const { id } of quiz.events())
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  test('a recorder that was stopped hands over to the next one on the same page', async ({ page, quiz }) => {
    await left(page, quiz, 'left');
    quiz.answer = ({ page_session: { ending } }) => ({ status: ending ? 500 : 204 });
    await page.evaluate(() => {
      const { recorder } = globalThis as unknown as PageGlobals;
      recorder.stop();
      const { record } = (globalThis as unknown as { Quizwire: { record(options: object): unknown } })
        .Quizwire;
      record({ eventsUrl: '/events', userKey: 'mia', attempt: 1, flushEveryMs: 50 });
    });
    await quiz.until(() => quiz.events('left').length === 1);
    expectEachOnce(quiz);
  });
});
