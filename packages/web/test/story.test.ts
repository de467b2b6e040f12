// The whole story on the pages, as people live it: a quiz is taken, its log is read, its essay is graded, somebody is told of it,
// and is told again.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, examQuestions, startExam } from './support/exam.ts';
import { complaintsOf, signedIn } from './support/people.ts';

interface Received {
  id: string;
  event: { metadata: { event_name: string }; body: Record<string, unknown> };
}

/** A webhook of the story's own: keeps what comes, and takes all of it. */
async function startReceiver(): Promise<AsyncDisposable & { url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    received.push({ id: String(request.headers['webhook-id']), event: JSON.parse(text) });
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe.skipIf(chromiumPath === undefined)('the whole story', () => {
  let browser: Browser;
  let exam: Exam;
  beforeAll(async () => {
    browser = await startChromium();
    const wanted = ['Choice', 'Essay'];
    const questions = examQuestions.filter(({ question_name }) => wanted.includes(question_name));
    // The teacher makes the quiz by the API, as all authoring tools of Canvas's do.
    exam = await startExam({}, questions, { QUIZWIRE_ALLOWED_TARGETS: '127.0.0.1' });
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  test('goes from the quiz to the webhook, and once more', async () => {
    await using receiver = await startReceiver();
    const complaints: string[][] = [];
    const { page: console_, context: admins } = await open(exam.adminToken, '/console', complaints);
    await subscribe(console_, receiver.url);

    const ada = await exam.student('Ada Lovelace');
    const { page: taking, context: adas } = await open(ada.token, exam.path, complaints);
    await takeQuiz(taking);
    await adas.close();

    const { page: reading, context: teachers } = await open(exam.teacher.token, '/courses', complaints);
    await readLog(reading);
    await gradeEssay(reading);
    await teachers.close();

    const graded = ({ event: { metadata, body } }: Received): boolean =>
      metadata.event_name === 'grade_change' && body.score === 6.5;
    await expect.poll(() => receiver.received.filter(graded).length).toBe(1);
    const told = receiver.received.find(graded);

    await console_.getByRole('button', { name: 'Refresh' }).click();
    await console_.getByRole('link', { name: 'grade_change' }).first().click();
    await console_.getByRole('heading', { name: 'grade_change' }).waitFor();
    await console_.getByText('Delivered', { exact: true }).first().waitFor();
    await console_.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(() => receiver.received.filter(graded).length).toBe(2);
    const [first, again] = receiver.received.filter(graded);
    expect(first).toEqual(told);
    expect(again).toEqual(told);
    await admins.close();
    expect(complaints.flat()).toEqual([]);
  });

  async function open(
    token: string,
    path: string,
    complaints: string[][],
  ): Promise<{ page: Page; context: BrowserContext }> {
    const context = await signedIn(browser, exam.server.url, token);
    const page = await context.newPage();
    complaints.push(complaintsOf(page));
    await page.goto(path);
    return { page, context };
  }

  /** By the form, and then stays with the subscription. */
  async function subscribe(page: Page, url: string): Promise<void> {
    await page.getByRole('link', { name: 'New subscription' }).click();
    await page.getByLabel('Name').fill('The registrar');
    await page.getByLabel('Address').fill(url);
    await page.getByRole('radio', { name: /^Only some/ }).check();
    await page.getByRole('checkbox', { name: 'grade_change', exact: true }).check();
    await page.getByRole('button', { name: 'Make the subscription' }).click();
    await page.getByText('The signing secret, shown only now').waitFor();
    await page.getByRole('link', { name: 'Go to the subscription' }).click();
    await page.getByRole('heading', { name: 'The registrar' }).waitFor();
  }

  async function takeQuiz(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Start the quiz' }).click();
    await page.getByLabel('The mitochondrion').check();
    const essay = page.getByRole('textbox', { name: /./ }).last();
    await essay.click();
    await page.keyboard.type('The days grow short, and the tree takes back what it can.');
    await page.getByText(/^Saved at /).waitFor();
    await page.getByRole('button', { name: 'Hand in' }).first().click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Hand in/ })
      .click();
    await page.waitForURL(/\/results/);
  }

  async function readLog(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Attempts' }).first().click();
    await page.getByRole('link', { name: 'Ada Lovelace' }).click();
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    const actions = page.getByRole('region', { name: 'What happened' });
    await actions.getByRole('link', { name: '#2' }).first().waitFor();
    await page.locator('canvas').first().waitFor();
  }

  async function gradeEssay(page: Page): Promise<void> {
    await page.goto(page.url().replace(/\/log.*/, '/grade'));
    await page.getByText('The days grow short').waitFor();
    await page.getByLabel(/^Points, of 5/).fill('4.5');
    await page.getByLabel('Comment').last().fill('Well seen.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('6.5').first().waitFor();
  }
});
