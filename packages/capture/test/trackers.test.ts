// What each tracker records, as a server receives it.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { describeInChromium } from './support/in-chromium.ts';
import { flush, mark, type QuizPage } from './support/quiz-page.ts';

/** Chromium without a screen has every page in front and focused: what the browser would say and tell is said here. */
async function setFocus(page: Page, { isFocused, isHidden }: { isFocused: boolean; isHidden: boolean }) {
  await page.evaluate(
    ([focused, hidden]) => {
      const wasHidden = document.hidden;
      document.hasFocus = () => focused;
      Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
      window.dispatchEvent(new Event(focused ? 'focus' : 'blur'));
      if (wasHidden !== hidden) document.dispatchEvent(new Event('visibilitychange'));
    },
    [isFocused, isHidden] as const,
  );
}

const here = { isFocused: true, isHidden: false };
const besides = { isFocused: false, isHidden: false };
const hidden = { isFocused: false, isHidden: true };

const question = (id: number, height: number): string =>
  `<div class="question" id="question_${id}" style="height:${height}px">Question ${id}</div>`;

const viewed = (quiz: QuizPage): unknown[] => quiz.events('question_viewed').map((event) => event.event_data);

async function opened(page: Page, quiz: QuizPage, options = {}): Promise<void> {
  await page.setViewportSize({ width: 800, height: 600 });
  await page.goto(quiz.at({ flushEveryMs: 100, ...options }));
}

describeInChromium('trackers', (test) => {
  test('a page load begins with session_started, numbered 0, with both clocks', async ({ page, quiz }) => {
    const beforeMs = Date.now();
    await opened(page, quiz);
    await quiz.until(() => quiz.batches.length > 0);
    const { url, headers, body } = quiz.batches[0] ?? expect.fail();
    const [event] = body.quiz_submission_events;

    expect([url, headers['content-type']]).toEqual(['/events', 'application/json']);
    expect(event).toEqual({
      event_type: 'session_started',
      event_data: { user_agent: headers['user-agent'] },
      client_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      session: body.page_session.id,
      sequence: 0,
      elapsed_ms: expect.any(Number),
    });
    expect(body).toEqual({
      quiz_submission_events: expect.any(Array),
      sent_at: expect.any(String),
      attempt: 1,
      page_session: {
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        elapsed_ms: expect.any(Number),
        clock_since_ms: 0,
        round_trip_ms: null,
        sequence: body.quiz_submission_events.length - 1,
        ending: false,
      },
    });
    const wallMs = Date.parse(event?.client_timestamp ?? '');
    expect(wallMs).toBeGreaterThanOrEqual(beforeMs);
    expect(Date.parse(body.sent_at)).toBeGreaterThanOrEqual(wallMs);
    expect(body.page_session.elapsed_ms).toBeGreaterThanOrEqual(event?.elapsed_ms ?? Infinity);
  });

  test('questions that show without scrolling are viewed, in one event', async ({ page, quiz }) => {
    await opened(page, quiz);
    await quiz.until(() => viewed(quiz).length > 0);
    expect(viewed(quiz)).toEqual([['1', '2', '3']]);
  });

  test('a question is viewed when it has come into the window whole, once', async ({ page, quiz }) => {
    quiz.questions = [question(1, 500), question(2, 300), question(3, 2000), question(4, 100)].join('');
    await opened(page, quiz);
    await quiz.until(() => viewed(quiz).length === 1);
    await page.evaluate(() => scrollTo(0, 250));
    await quiz.until(() => viewed(quiz).length === 2);
    await page.evaluate(() => scrollTo(0, 0));
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await quiz.until(() => viewed(quiz).flat().length === 4);
    // The third is three times as tall as the window.
    expect(viewed(quiz)).toEqual([['1'], ['2'], expect.arrayContaining(['3', '4'])]);
  });

  test('a question taller than the window is viewed when it lies across its middle', async ({
    page,
    quiz,
  }) => {
    quiz.questions = `<div style="height:310px"></div>${question(1, 3000)}`;
    await opened(page, quiz);
    await mark(page, 'before scrolling');
    await quiz.until(() => quiz.events('before scrolling').length === 1);
    expect(viewed(quiz)).toEqual([]);
    await page.evaluate(() => scrollTo(0, 100));
    await quiz.until(() => viewed(quiz).length === 1);
    expect(viewed(quiz)).toEqual([['1']]);
  });

  test('questions that come later are viewed too', async ({ page, quiz }) => {
    quiz.questions = '';
    await opened(page, quiz);
    await page.evaluate(() => {
      const main = document.querySelector('main');
      main?.insertAdjacentHTML('beforeend', '<p><b class="question" data-question-id="77">Later</b></p>');
    });
    await quiz.until(() => viewed(quiz).length > 0);
    expect(viewed(quiz)).toEqual([['77']]);
  });

  test('flags are read from aria-pressed, or from the class of Canvas’s page', async ({ page, quiz }) => {
    quiz.questions = `
      <div class="question" data-question-id="1">
        <button class="flag_question" aria-pressed="false"
          onclick="this.setAttribute('aria-pressed', 'true'); event.stopPropagation()">Flag</button></div>
      <div class="question" id="question_2">
        <a class="flag_question" onclick="this.parentElement.classList.toggle('marked')"><span>Flag</span></a></div>`;
    await opened(page, quiz);
    await page.click('button');
    await page.click('span');
    await page.click('span');
    await quiz.until(() => quiz.events('question_flagged').length === 3);
    expect(quiz.events('question_flagged').map((event) => event.event_data)).toEqual([
      { flagged: true, questionId: '1' },
      { flagged: true, questionId: '2' },
      { flagged: false, questionId: '2' },
    ]);
  });

  test('a window without focus and a hidden page are told apart, with how long', async ({ page, quiz }) => {
    await opened(page, quiz);
    for (const place of [besides, here, hidden, here, besides, hidden, besides, here]) {
      await setFocus(page, place);
      await mark(page, 'moved', place);
    }
    await quiz.until(() => quiz.events('moved').length === 8);
    const focus = quiz.events().filter(({ event_type }) => event_type.startsWith('page_'));
    const away = expect.any(Number);
    expect(focus.map(({ event_type, event_data }) => [event_type, event_data])).toEqual([
      ['page_blurred', { hidden: false }],
      ['page_focused', { away_ms: away, hidden_ms: 0 }],
      ['page_blurred', { hidden: true }],
      ['page_focused', { away_ms: away, hidden_ms: away }],
      ['page_blurred', { hidden: false }],
      ['page_focused', { away_ms: away, hidden_ms: away }],
    ]);
    for (const { event_data } of focus.filter(({ event_type }) => event_type === 'page_focused')) {
      const { away_ms, hidden_ms } = event_data as { away_ms: number; hidden_ms: number };
      expect(hidden_ms).toBeLessThanOrEqual(away_ms);
    }
  });

  test('going into an editor in an iframe is not leaving; leaving from there is', async ({ page, quiz }) => {
    quiz.questions += '<iframe src="/frame"></iframe>';
    await opened(page, quiz);
    await page.frameLocator('iframe').locator('body').click();
    await mark(page, 'in the editor');
    await quiz.until(() => quiz.events('in the editor').length === 1);
    expect(quiz.events('page_blurred')).toEqual([]);

    await page.evaluate(() => {
      document.hasFocus = () => false;
    });
    await quiz.until(() => quiz.events('page_blurred').length === 1);
    await page.evaluate(() => {
      document.hasFocus = () => true;
    });
    await quiz.until(() => quiz.events('page_focused').length === 1);
  });

  test('a focus that is back before anybody could look elsewhere was not lost', async ({ page, quiz }) => {
    quiz.questions += '<iframe src="/frame"></iframe><input>';
    await opened(page, quiz);
    await page.frameLocator('iframe').locator('body').waitFor();
    const lost = await page.evaluate(() => {
      let blurs = 0;
      window.addEventListener('blur', () => blurs++);
      document.querySelector('input')?.focus();
      document.querySelector('iframe')?.contentWindow?.focus();
      document.querySelector('input')?.focus();
      return blurs;
    });
    await mark(page, 'in the page');
    await quiz.until(() => quiz.events('in the page').length === 1);
    expect(lost).toBe(1);
    expect(quiz.events('page_blurred')).toEqual([]);
  });

  test('a page taken out of the history tells how long it was there, and of no time before', async ({
    page,
    quiz,
  }) => {
    await page.clock.install();
    await opened(page, quiz);
    await setFocus(page, hidden);
    await page.clock.fastForward(5_000);
    await setFocus(page, here);
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    await setFocus(page, here);
    await flush(page);
    const away = quiz.events('page_focused').map(({ event_data }) => event_data) as { hidden_ms: number }[];
    expect(away).toHaveLength(2);
    expect(away[0]?.hidden_ms).toBeGreaterThanOrEqual(5_000);
    expect(away[1]?.hidden_ms).toBe(0);
  });

  test('leaving for good is no page_blurred: the page session ends', async ({ page, quiz }) => {
    await opened(page, quiz);
    await quiz.until(() => quiz.events().length > 0);
    await page.close();
    await quiz.until(() => quiz.batches.some(({ body }) => body.page_session.ending));
    expect(quiz.events('page_blurred')).toEqual([]);
  });

  test('a lost network and its return are recorded', async ({ page, quiz, context }) => {
    await opened(page, quiz);
    await quiz.until(() => quiz.events().length > 0);
    await context.setOffline(true);
    await context.setOffline(false);
    await quiz.until(() => quiz.events('connection_regained').length === 1);
    expect(quiz.events('connection_lost')).toHaveLength(1);
  });

  test('what says more about a person is off unless asked for', async ({ page, quiz }) => {
    quiz.questions = '<div class="question" id="question_1"><input name="question_1"></div>';
    await opened(page, quiz);
    await page.fill('input', 'typed');
    await page.evaluate(() => {
      document.querySelector('input')?.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));
      document.dispatchEvent(new Event('fullscreenchange'));
      document.querySelector('input')?.blur();
    });
    await mark(page, 'done');
    await quiz.until(() => quiz.events('done').length === 1);
    const types = new Set(quiz.events().map(({ event_type }) => event_type));
    expect([...types].sort()).toEqual(['done', 'question_viewed', 'session_started']);
  });

  test('a paste tells the question and the length, never the text', async ({ page, quiz }) => {
    quiz.questions = '<div class="question" id="question_1"><input name="question_1"></div>';
    await opened(page, quiz, { trackers: { paste: true } });
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'seven chars: 14');
      const paste = new ClipboardEvent('paste', { bubbles: true, clipboardData });
      document.querySelector('input')?.dispatchEvent(paste);
    });
    await quiz.until(() => quiz.events('content_pasted').length === 1);
    expect(quiz.events('content_pasted')[0]?.event_data).toEqual({ questionId: '1', length: 15 });
  });

  test('entering and leaving fullscreen', async ({ page, quiz }) => {
    await opened(page, quiz, { trackers: { fullscreen: true } });
    await page.evaluate(() => document.documentElement.requestFullscreen());
    await quiz.until(() => quiz.events('fullscreen_entered').length === 1);
    await page.evaluate(() => document.exitFullscreen());
    await quiz.until(() => quiz.events('fullscreen_left').length === 1);
  });

  test('answers are told in the shapes of Canvas', async ({ page, quiz }) => {
    quiz.questions = `
      <div class="question" id="question_1">
        <input type="radio" name="question_1" value="11"><input type="radio" name="question_1" value="12"></div>
      <div class="question" id="question_2">
        <input type="hidden" name="question_2_answer_21" value="0">
        <input type="checkbox" name="question_2_answer_21" value="1">
        <input type="checkbox" name="question_2_answer_22" value="1"></div>
      <div class="question" id="question_3"><textarea name="question_3"></textarea></div>
      <div class="question" id="question_4">
        <select name="question_4_answer_41"><option value=""></option><option value="7"></option></select>
        <select name="question_4_answer_42"><option value=""></option><option value="8"></option></select></div>
      <div class="question" id="question_5"><input name="question_5_abc"><input name="question_5_def"></div>
      <input name="elsewhere">`;
    await opened(page, quiz, { trackers: { answers: true } });
    await page.check('[value="12"]');
    await page.check('[type=checkbox][name="question_2_answer_22"]');
    await page.uncheck('[type=checkbox][name="question_2_answer_22"]');
    await page.fill('textarea', 'An essay');
    await page.press('textarea', 'Tab');
    await page.selectOption('[name="question_4_answer_42"]', '8');
    await page.fill('[name="question_5_abc"]', 'blue');
    await page.fill('[name="elsewhere"]', 'nothing');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await flush(page);
    await quiz.until(() => quiz.events('question_answered').length === 6);
    expect(quiz.events('question_answered').map((event) => event.event_data)).toEqual([
      [{ quiz_question_id: '1', answer: '12' }],
      [{ quiz_question_id: '2', answer: ['22'] }],
      [{ quiz_question_id: '2', answer: [] }],
      [{ quiz_question_id: '3', answer: 'An essay' }],
      [
        {
          quiz_question_id: '4',
          answer: [
            { answer_id: '41', match_id: null },
            { answer_id: '42', match_id: '8' },
          ],
        },
      ],
      [{ quiz_question_id: '5', answer: { abc: 'blue', def: null } }],
    ]);
  });
});
