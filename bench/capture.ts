// What the capture client costs the page that it watches: of a student who works without a pause, on a slow machine.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { startChromium } from '../packages/capture/test/support/chromium.ts';
import type { Benchmark } from './benchmark.ts';
import { useHeavily } from './capture/heavy-use.ts';
import { type MainThread, watchMainThread } from './capture/main-thread.ts';
import { servePage } from './capture/page-server.ts';
import { describeMachine } from './report/machine.ts';
import { Progress } from './report/progress.ts';
import { cell, isKept, table, type Verdict, verdictTable } from './report/table.ts';

const script = fileURLToPath(new URL('../packages/capture/dist/capture.js', import.meta.url));

/** What was promised of the main thread. */
const percentOfThread = 0.5;

/** From here on the W3C calls it a long task. */
const longestMs = 50;

/** A browser so slow drops a good deal of its frames by itself, and not the same number twice. */
const droppedRatio = 1.02;

export const capture: Benchmark = {
  summary: 'what the capture client takes of the main thread of a page, in Chromium slowed down',
  options: [
    '--minutes 10   of use, with the client and, in another browser, without it',
    '--throttle 6   times slower than this machine',
  ].join('\n'),

  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        minutes: { type: 'string', default: '10' },
        throttle: { type: 'string', default: '6' },
      },
    });
    const [minutes, throttle] = [Number(values.minutes), Number(values.throttle)];
    execFileSync('npm', ['run', 'build', '--silent', '--workspace=@quizwire/capture'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    for (const line of describeMachine(null)) console.log(line);
    await using server = await servePage(script);
    // A browser each, at the same time: what else the machine does is the same for both.
    await using browsers = new AsyncDisposableStack();
    const [plain, watched] = [await startChromium(), await startChromium()];
    for (const browser of [plain, watched]) browsers.defer(() => browser.close());
    console.log(`browser   Chromium ${plain.version()}, ${throttle} times slower, ${minutes} min\n`);
    const progress = new Progress(2 * minutes * 60_000);

    async function use(browser: Browser, path: string): Promise<MainThread> {
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
      await page.goto(`${server.url}${path}`);
      const figures = await watchMainThread(session, '/capture.js', minutes * 60_000, (ms) =>
        useHeavily(page, performance.now() + ms, (passed) => progress.advance(passed)),
      );
      await context.close();
      return figures;
    }

    try {
      progress.label('with the client and without it');
      const [without, having] = await Promise.all([
        use(plain, '/without-capture'),
        use(watched, '/with-capture'),
      ]);
      progress.end();
      const rows = [['without', without] as const, ['with', having] as const].map(
        ([name, { wholeMs, scriptMs, longestMs: longest, droppedFrames, droppedBeside }]) => [
          name,
          cell(wholeMs / 1000),
          cell(scriptMs, 1),
          cell(longest, 2),
          cell(droppedFrames),
          cell(droppedBeside),
        ],
      );
      console.log(table(['', 's', 'client ms', 'longest ms', 'frames dropped', 'beside it'], rows));
      console.log(`\n${cell(server.events())} events arrived\n`);
      const verdicts: Verdict[] = [
        {
          what: 'percent of the main thread',
          is: (having.scriptMs / having.wholeMs) * 100,
          must: { below: percentOfThread },
          decimals: 3,
        },
        { what: 'longest stretch, ms', is: having.longestMs, must: { below: longestMs }, decimals: 2 },
        {
          what: 'frames dropped, × without it',
          is: having.droppedFrames / without.droppedFrames,
          must: { below: droppedRatio },
          decimals: 3,
        },
      ];
      console.log(verdictTable(verdicts));
      return verdicts.every(isKept);
    } finally {
      progress.end();
    }
  },
};
