// A quiz page on a loopback server of the test's own, which also takes the events: the built script as anybody would load it.

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { buildBundles } from '../../build.ts';
import type { CapturedEvent } from '../../src/captured-event.ts';
import type { DeliveryOptions } from '../../src/delivery-options.ts';
import type { PageSession } from '../../src/page-session.ts';
import type { RecorderState, RecordOptions } from '../../src/record-options.ts';
import type { Recorder } from '../../src/recorder.ts';

export interface PostedBatch {
  headers: IncomingHttpHeaders;
  url: string;
  status: number;
  body: {
    quiz_submission_events: CapturedEvent[];
    sent_at: string;
    attempt?: number;
    /** Of a page that records. */
    page_session: PageSession;
  };
}

/** What the server says to a batch; `dropped` closes the connection without an answer. */
export type Answer = { status: number; headers?: Record<string, string>; text?: string } | 'dropped';

export interface QuizPage extends AsyncDisposable {
  url: string;
  /** 204 to everything unless a test sets another. */
  answer: (batch: PostedBatch['body'], url: string) => Answer | Promise<Answer>;
  /** HTML of the questions. */
  questions: string;
  /** Every batch, whatever the answer was. */
  batches: PostedBatch[];
  /** Events of the batches that were taken, of a type or all, as often as they came. */
  events(type?: string): CapturedEvent[];
  /** The page that starts to record when it is loaded. */
  at(options?: Partial<RecordOptions>): string;
  /** The page that only delivers what is left. */
  resultsAt(options?: Partial<DeliveryOptions>): string;
  /** Waits until the condition holds. */
  until(condition: () => boolean | Promise<boolean>): Promise<void>;
}

/** What the page's own script keeps for tests. */
export interface PageGlobals {
  recorder: Recorder;
  recorded: CapturedEvent[];
  sent: string[];
  refused: number[];
  state: RecorderState;
}

export const shortQuestions = [1, 2, 3]
  .map((id) => `<div class="question" data-question-id="${id}" style="height:60px">Question ${id}</div>`)
  .join('');

const bundles = buildBundles();

export async function startQuizPage(): Promise<QuizPage> {
  const { 'capture.js': script, 'capture.mjs': module } = await bundles;
  const server = createServer(async (request, response) => {
    const url = request.url ?? '';
    if (request.method === 'POST') {
      const body: PostedBatch['body'] = JSON.parse(await text(request));
      const answer = await page.answer(body, url);
      if (answer === 'dropped') return void response.destroy();
      page.batches.push({ headers: request.headers, url, status: answer.status, body });
      response.writeHead(answer.status, answer.headers).end(answer.text);
    } else if (url === '/capture.js') send(response, 'text/javascript', script);
    else if (url === '/capture.mjs') send(response, 'text/javascript', module);
    else if (url === '/results') send(response, 'text/html', resultsHtml);
    else if (url.startsWith('/quiz')) send(response, 'text/html', html(page.questions));
    else if (url === '/frame') send(response, 'text/html', '<body contenteditable>An editor</body>');
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const page: QuizPage = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: () => ({ status: 204 }),
    questions: shortQuestions,
    batches: [],
    events: (type) =>
      page.batches
        .filter(({ status }) => status === 204)
        .flatMap(({ body }) => body.quiz_submission_events)
        .filter(({ event_type }) => type === undefined || event_type === type),
    at: (options = {}) => `${page.url}/quiz#${encodeURIComponent(JSON.stringify(options))}`,
    resultsAt: (options = {}) => `${page.url}/results#${encodeURIComponent(JSON.stringify(options))}`,
    until: (condition) => expect.poll(condition, { timeout: 50_000, interval: 20 }).toBe(true),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return page;
}

/** The recorder of the page, and what it told. */
export function globals(page: Page): Promise<Omit<PageGlobals, 'recorder'>> {
  return page.evaluate(() => {
    const { recorded, sent, refused, state } = globalThis as unknown as PageGlobals;
    return { recorded, sent, refused, state };
  });
}

/** Calls the page's recorder. */
export const flush = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as PageGlobals).recorder.flush());

export const mark = (page: Page, type: string, data?: unknown): Promise<void> =>
  page.evaluate(
    ([name, value]) => (globalThis as unknown as PageGlobals).recorder.mark(String(name), value),
    [type, data],
  );

function send(response: ServerResponse, type: string, body: string): void {
  response
    .writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' })
    .end(body);
}

const html = (questions: string): string => `<!doctype html>
<title>Quiz</title>
<style>body { margin: 0 }</style>
<main>${questions}</main>
<script src="/capture.js"></script>
<script>
  Object.assign(window, { recorded: [], sent: [], refused: [], state: null });
  window.recorder = Quizwire.record({
    eventsUrl: '/events',
    userKey: 'mia',
    attempt: 1,
    questions: '.question',
    headers: Quizwire.csrfHeaders,
    onRecorded: (event) => recorded.push(event),
    onSent: (events) => sent.push(...events.map((event) => event.id)),
    onRefused: (status) => refused.push(status),
    onState: (state) => { window.state = state },
    ...JSON.parse(decodeURIComponent(location.hash.slice(1)) || '{}'),
  });
</script>`;

const resultsHtml = `<!doctype html>
<title>Results</title>
<script type="module">
  import { csrfHeaders, deliverLeftovers } from '/capture.mjs';
  Object.assign(window, { sent: [], refused: [] });
  deliverLeftovers({
    eventsUrl: '/events',
    userKey: 'mia',
    attempt: 1,
    headers: csrfHeaders,
    onSent: (events) => sent.push(...events.map((event) => event.id)),
    onRefused: (status) => refused.push(status),
    ...JSON.parse(decodeURIComponent(location.hash.slice(1)) || '{}'),
  });
</script>`;
