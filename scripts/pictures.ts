// `npm run pictures`: the pictures of docs/pictures, taken anew from the demo. Needs Chromium, as the tests of the pages do.
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChromium } from '../packages/capture/test/support/chromium.ts';
import { startServerProcess } from '../packages/server/test/support/process.ts';
import { folder } from './pictures/picture.ts';
import { staffPages } from './pictures/staff-pages.ts';
import { takePageOfQuiz } from './pictures/take-page.ts';

await mkdir(folder, { recursive: true });
const server = await startServerProcess({ QUIZWIRE_DATABASE_URL: 'sqlite::memory:' }, ['--demo']);
while (!server.output().includes('Stop: Ctrl+C')) await sleep(100);
const browser = await startChromium();
await staffPages(browser, server.url);
await takePageOfQuiz(browser, server.url);
await browser.close();
await server.kill('SIGTERM');
