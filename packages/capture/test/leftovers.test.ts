// A page that records nothing delivers what others left: all of it, once, and only to a server that takes it.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { describeInChromium } from './support/in-chromium.ts';
import { emptied, expectEachOnce, left, never, recordedUpTo } from './support/left-behind.ts';
import { flush, mark, type PageGlobals, type QuizPage } from './support/quiz-page.ts';

/** What the page was told. */
const told = (page: Page): Promise<Pick<PageGlobals, 'sent' | 'refused'>> =>
  page.evaluate(() => {
    const { sent, refused } = globalThis as unknown as PageGlobals;
    return { sent, refused };
  });

const types = (quiz: QuizPage): string[] => quiz.events().map(({ event_type }) => event_type);

describeInChromium('a page that records nothing', (test) => {
  test('delivers what was left as it was, and adds nothing', async ({ page, quiz }) => {
    await left(page, quiz, 'left', { questions: '.none' });
    const recorded = await recordedUpTo(page, quiz, 'left');
    await page.goto('about:blank');
    quiz.batches.length = 0;
    await page.goto(quiz.resultsAt({ flushEveryMs: never }));
    await quiz.until(async () => (await told(page)).sent.length === recorded.length);
    expect(quiz.events()).toEqual(recorded);
    expect((await told(page)).sent).toEqual(recorded.map(({ id }) => id));
    expect(quiz.batches.map(({ body }) => Object.keys(body))).toEqual([
      ['quiz_submission_events', 'sent_at', 'attempt'],
    ]);
    await emptied(page, quiz);
  });

  test('leaves to living pages what is theirs, until they live no more', async ({ context, page, quiz }) => {
    await left(page, quiz, 'of the living');
    const others = await Promise.all([context.newPage(), context.newPage()]);
    const dead = await context.newPage();
    await left(dead, quiz, 'of the dead');
    await dead.close();
    await Promise.all(others.map((other) => other.goto(quiz.resultsAt({ flushEveryMs: 50 }))));
    await quiz.until(() => quiz.events('of the dead').length === 1);
    expect(quiz.events('of the living')).toEqual([]);
    await page.close();
    await quiz.until(() => quiz.events('of the living').length === 1);
    expectEachOnce(quiz);
  });

  test('delivers other attempts if asked, and never what is of others', async ({ page, quiz }) => {
    await left(page, quiz, 'of the first attempt');
    await page.goto('about:blank');
    await left(page, quiz, 'of the second', { attempt: 2 });
    await page.goto('about:blank');
    await left(page, quiz, 'of another user', { userKey: 'ben' });
    await page.goto('about:blank');
    await page.goto(quiz.resultsAt({ attempt: 2, flushEveryMs: 50 }));
    await quiz.until(() => quiz.events('of the second').length === 1);
    await page.goto('about:blank');
    await page.goto(quiz.resultsAt({ attempt: 2, sendsOtherAttempts: true, flushEveryMs: 50 }));
    await quiz.until(() => quiz.events('of the first attempt').length === 1);
    expect(quiz.batches.filter(({ status }) => status === 204).map(({ body }) => body.attempt)).toEqual([
      2, 1,
    ]);
    await page.goto('about:blank');
    expect(types(quiz)).not.toContain('of another user');
    await page.goto(quiz.resultsAt({ userKey: 'ben', flushEveryMs: 50 }));
    await quiz.until(() => quiz.events('of another user').length === 1);
    expectEachOnce(quiz);
  });

  for (const status of [401, 403, 404]) {
    test(`asks once a server that says ${status}, and the next page asks again`, async ({ page, quiz }) => {
      await left(page, quiz, 'left');
      await page.goto('about:blank');
      quiz.batches.length = 0;
      quiz.answer = () => ({ status, text: '{"status":"unauthorized"}' });
      await page.goto(quiz.resultsAt({ flushEveryMs: 20 }));
      await quiz.until(async () => (await told(page)).refused.length === 1);
      // The page's own timer has run several times by then, and the network has come back.
      await page.evaluate(async () => {
        window.dispatchEvent(new Event('online'));
        for (let times = 0; times < 5; times++) await new Promise((done) => setTimeout(done, 20));
      });
      expect(quiz.batches).toHaveLength(1);
      expect((await told(page)).refused).toEqual([status]);
      quiz.answer = () => ({ status: 204 });
      await page.reload();
      await quiz.until(() => quiz.events('left').length === 1);
      expectEachOnce(quiz);
    });
  }

  test('tries again where nobody answers, at once when the network is back', async ({ page, quiz }) => {
    await left(page, quiz, 'left');
    await page.goto('about:blank');
    let tries = 0;
    quiz.answer = () => {
      tries += 1;
      return 'dropped';
    };
    await page.goto(quiz.resultsAt({ flushEveryMs: never }));
    await quiz.until(() => tries > 0);
    quiz.answer = () => ({ status: 204 });
    await quiz.until(async () => {
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      return quiz.events('left').length === 1;
    });
    expectEachOnce(quiz);
    await emptied(page, quiz);
  });

  test('gives a server in trouble time', async ({ page, quiz }) => {
    await left(page, quiz, 'left');
    await page.goto('about:blank');
    const timesMs: number[] = [];
    quiz.answer = () =>
      timesMs.push(performance.now()) === 1
        ? { status: 503, headers: { 'Retry-After': '1' } }
        : { status: 204 };
    await page.goto(quiz.resultsAt({ flushEveryMs: 20 }));
    await quiz.until(() => quiz.events('left').length === 1);
    const [first = 0, second = 0] = timesMs;
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  test('gives up an event that is not taken; the others arrive', async ({ page, quiz }) => {
    await left(page, quiz, 'poison', { questions: '.none' });
    await mark(page, 'after it');
    const recorded = await recordedUpTo(page, quiz, 'after it');
    await page.goto('about:blank');
    quiz.answer = ({ quiz_submission_events: events }) => ({
      status: events.some(({ event_type }) => event_type === 'poison') ? 400 : 204,
    });
    await page.goto(quiz.resultsAt({ flushEveryMs: 20 }));
    await emptied(page, quiz);
    const others = recorded.filter(({ event_type }) => event_type !== 'poison');
    expect(quiz.events()).toEqual(others);
    expect((await told(page)).sent).toEqual(others.map(({ id }) => id));
  });

  test('is in nobody’s way where a page records', async ({ context, page, quiz }) => {
    await left(page, quiz, 'left');
    await page.goto('about:blank');
    const results = await context.newPage();
    await Promise.all([
      results.goto(quiz.resultsAt({ flushEveryMs: 20 })),
      page.goto(quiz.at({ flushEveryMs: 20 })),
    ]);
    await mark(page, 'new');
    await flush(page);
    await quiz.until(() => quiz.events('left').length === 1 && quiz.events('new').length === 1);
    expectEachOnce(quiz);
  });
});
