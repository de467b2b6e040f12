// What a student can fill with HTML, script or a formula is text wherever staff look at it, and in every file that they take away.

import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { quizSubmissionId } from './support/log.ts';
import { signedIn } from './support/people.ts';

/** Each tries to run something, or to have something fetched from elsewhere. */
const markup =
  '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script><svg onload="window.pwned=1"></svg>' +
  '<a href="javascript:window.pwned=1">x</a><iframe srcdoc="<script>parent.pwned=1</script>"></iframe>' +
  '<img src="https://elsewhere.example/seen.png"><link rel=stylesheet href="https://elsewhere.example/a.css">' +
  '<style>@import "https://elsewhere.example/b.css"</style><form action="https://elsewhere.example/"><button>x</button></form>';
const formula = '=HYPERLINK("https://elsewhere.example/","x")';
const name = `=1+1<b onmouseover="window.pwned=1">Mallory</b>`;

describe.skipIf(chromiumPath === undefined)('what a student wrote', () => {
  let browser: Browser;
  let exam: Exam;
  let mallory: Person;
  let id = 0;
  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam({ allowed_attempts: -1 });
    mallory = await exam.student(name);
    await takeHostilely();
    // And one attempt that runs, for the live view.
    await exam.call('POST', `${exam.path}/taking`, {}, mallory.token);
    await report([{ event_type: markup.slice(0, 200), event_data: { [markup]: formula } }], 2);
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  /** With headers of their own: a user agent is what the browser of a student says. */
  async function asMallory(path: string, body: object): Promise<void> {
    const response = await fetch(`${exam.server.url}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${mallory.token}`,
        'Content-Type': 'application/json',
        'User-Agent': markup,
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }

  async function report(events: object[], attempt: number): Promise<void> {
    const quiz_submission_events = events.map((event) => ({
      client_timestamp: new Date().toISOString(),
      ...event,
    }));
    await asMallory(`/api/v1${exam.path}/submissions/${id}/events`, { quiz_submission_events, attempt });
  }

  async function takeHostilely(): Promise<void> {
    const { attempt } = await exam.call('POST', `${exam.path}/taking`, {}, mallory.token);
    const { attempt: number, validation_token } = attempt;
    id = await quizSubmissionId(exam, mallory);
    await report(
      [
        { event_type: formula, event_data: formula },
        { event_type: markup.slice(0, 200), event_data: markup },
        { event_type: 'session_started', event_data: { user_agent: markup } },
        { event_type: 'page_blurred', event_data: { hidden: markup, [formula]: markup } },
        { event_type: 'page_focused', event_data: [markup] },
        { event_type: 'question_viewed', event_data: [markup, formula] },
        { event_type: 'question_flagged', event_data: { questionId: markup, flagged: formula } },
        { event_type: 'question_answered', event_data: [{ quiz_question_id: markup, answer: markup }] },
        { event_type: 'clock_changed', event_data: { by_ms: markup } },
        { event_type: 'connection_lost', event_data: { [markup]: [markup] } },
      ],
      number,
    );
    const form: Record<string, unknown> = { attempt: number, validation_token };
    for (const { id: question, question_type } of await questions()) {
      if (question_type === 'essay_question') form[`question_${question}`] = `<p>${markup}</p>${formula}`;
      if (question_type === 'short_answer_question') form[`question_${question}`] = formula;
      if (question_type === 'numerical_question') form[`question_${question}`] = markup;
    }
    await asMallory(`${exam.path}/submissions`, form);
  }

  /** Opens the page and what it leads to with every button and link but those that change something; then looks. */
  async function expectInert(context: BrowserContext, path: string, shows: string): Promise<void> {
    const fetched: string[] = [];
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
      fetched.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await context.route(
      (url) => url.origin !== exam.server.url && url.protocol.startsWith('http'),
      (route) => {
        fetched.push(route.request().url());
        return route.abort();
      },
    );
    await page.goto(path);
    const shown = page.getByText(shows).filter({ visible: true }).first();
    await shown.waitFor().catch((error: Error) => {
      throw new Error(`${path}: ${error.message}`);
    });
    // Whoever points at something, or opens it, is not caught either.
    for (const element of await page.locator('main summary').all()) await element.click();
    expect([path, fetched]).toEqual([path, []]);
    expect([path, await page.evaluate(() => (window as { pwned?: unknown }).pwned)]).toEqual([
      path,
      undefined,
    ]);
    const alive =
      'main :is(script, iframe, object, embed, link, style, form[action^="http"], a[href^="javascript:"])';
    expect([path, await page.locator(alive).count()]).toEqual([path, 0]);
    expect([path, await page.locator('main [onerror], main [onload], main [onmouseover]').count()]).toEqual([
      path,
      0,
    ]);
    await page.close();
  }

  test('is inert on every page of staff', async () => {
    const teacher = await signedIn(browser, exam.server.url, exam.teacher.token);
    const submission = `${exam.path}/submissions/${id}`;
    const essay = (await questions()).find(({ question_type }) => question_type === 'essay_question')?.id;
    for (const [path, shows] of [
      [`${submission}/log?attempt=1`, 'Mallory'],
      [`${submission}/log/questions/${essay}?attempt=1`, 'Mallory'],
      [`${submission}/log/answer_matrix?attempt=1`, 'Mallory'],
      [`${submission}/report?attempt=1`, 'Mallory'],
      [`${submission}/grade?attempt=1`, 'Mallory'],
      [`${exam.path}/attempts`, 'Mallory'],
      [`${exam.path}/live`, 'Mallory'],
      [`/courses/${exam.courseId}/gradebook`, 'Mallory'],
    ] as const) {
      await expectInert(teacher, path, shows);
    }
    await teacher.close();
  });

  test('is inert in administration and in the console', async () => {
    const admin = await signedIn(browser, exam.server.url, exam.adminToken);
    await expectInert(admin, '/admin/people', 'Mallory');
    await expectInert(admin, '/console/events', 'quiz_submitted');
    await admin.close();
  });

  test.each([
    ['of one attempt', () => `${exam.path}/submissions/${id}/events?attempt=1`],
    ['of a class', () => `${exam.path}/events`],
  ])('is no formula in the table %s', async (_, path) => {
    const response = await fetch(`${exam.server.url}/api/v1${path()}`, {
      headers: { Authorization: `Bearer ${exam.teacher.token}`, Accept: 'text/csv' },
    });
    expect(response.status).toBe(200);
    const cells = cellsOf(await response.text());
    expect(cells.some((cell) => cell.includes('HYPERLINK'))).toBe(true);
    const plainNumber = /^-?\d+(\.\d+)?$/;
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !plainNumber.test(cell))).toEqual([]);
  });

  const questions = () =>
    exam.call<{ id: number; question_type: string }[]>('GET', `${exam.path}/questions?per_page=100`);
});

/** Of CSV as RFC 4180 has it. */
function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
