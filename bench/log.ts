// What a browser does with the log of a very long attempt: how soon there is something to see, and whether it stays quick to
// move about in.

import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startChromium } from '../packages/capture/test/support/chromium.ts';
import { startExam } from '../packages/web/test/support/exam.ts';
import type { Benchmark } from './benchmark.ts';
import { insertLongAttempt } from './log/long-attempt.ts';
import { addWatch, longestTask, pictureAt } from './log/page-watch.ts';
import { describeMachine } from './report/machine.ts';
import { cell, isKept, table, type Verdict, verdictTable } from './report/table.ts';

/** What was promised. */
const pictureMs = 1_000;
const taskMs = 100;

export const log: Benchmark = {
  summary: 'how soon the log of a very long attempt is seen in Chromium, and how long it keeps the page busy',
  options: '--events 20000   of the attempt',

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { events: { type: 'string', default: '20000' } },
    });
    for (const line of describeMachine(null)) console.log(line);
    await using exam = await startExam({ time_limit: 240 });
    const student = await exam.student('Ada Lovelace');
    const id = await insertLongAttempt(exam, student, Number(values.events));
    const browser = await startChromium();
    await using _browser = { [Symbol.asyncDispose]: () => browser.close() };
    const context = await browser.newContext({
      baseURL: exam.server.url,
      viewport: { width: 1440, height: 900 },
    });
    await context.request.post('/login/session', { data: { access_token: exam.teacher.token } });
    const page = await context.newPage();
    await addWatch(page);
    await page.goto(`${exam.path}/submissions/${id}/log`);
    const { dataMs, drawnMs } = await pictureAt(page);
    const opening = await longestTask(page);
    const rows: [string, number][] = [['opening', opening]];
    for (const [name, move] of moves) {
      await move(page);
      rows.push([name, await longestTask(page)]);
    }
    console.log(
      `\n${cell(Number(values.events))} events, all there ${cell(dataMs)} ms after the page was asked for\n`,
    );
    console.log(
      table(
        ['', 'longest task, ms'],
        rows.map(([name, ms]) => [name, cell(ms)]),
      ),
    );
    const moving = Math.max(...rows.slice(1).map(([, ms]) => ms));
    const verdicts: Verdict[] = [
      { what: 'first picture after the data, ms', is: drawnMs - dataMs, must: { below: pictureMs } },
      { what: 'longest task of scrolling and zooming, ms', is: moving, must: { below: taskMs } },
    ];
    console.log(`\n${verdictTable(verdicts)}`);
    return verdicts.every(isKept);
  },
};

const moves: [string, (page: Page) => Promise<void>][] = [
  ['zooming in and out by keyboard', zoom],
  ['zooming by wheel', wheelZoom],
  ['moving along by keyboard', pan],
  ['dragging', drag],
  ['scrolling the list', scroll],
];

const timeline = (page: Page) => page.getByRole('listbox', { name: /^Events of the attempt/ });

async function zoom(page: Page): Promise<void> {
  await timeline(page).focus();
  for (const key of [...'++++++++++++', ...'------------']) await pressOnce(page, key);
}

async function wheelZoom(page: Page): Promise<void> {
  await timeline(page).hover();
  await page.keyboard.down('Control');
  for (const direction of [-1, 1]) {
    for (let step = 0; step < 12; step++) {
      await page.mouse.wheel(0, direction * 120);
      await frame(page);
    }
  }
  await page.keyboard.up('Control');
}

async function pan(page: Page): Promise<void> {
  await timeline(page).focus();
  for (const key of [...'++++']) await pressOnce(page, key);
  for (let step = 0; step < 40; step++) await pressOnce(page, step < 20 ? 'ArrowRight' : 'ArrowLeft');
}

async function drag(page: Page): Promise<void> {
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error('the timeline is not to be seen');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.7, y);
  await page.mouse.down();
  for (let step = 0; step < 60; step++) {
    await page.mouse.move(box.x + box.width * (0.7 - step / 150), y);
    await frame(page);
  }
  await page.mouse.up();
}

async function scroll(page: Page): Promise<void> {
  const actions = page.getByRole('region', { name: 'What happened' }).getByRole('table');
  await actions.scrollIntoViewIfNeeded();
  await actions.hover();
  for (let step = 0; step < 80; step++) {
    await page.mouse.wheel(0, step < 60 ? 900 : -2_500);
    await frame(page);
  }
}

async function pressOnce(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await frame(page);
}

/** As text, for it runs in the page. */
async function frame(page: Page): Promise<void> {
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(drawn))');
}
