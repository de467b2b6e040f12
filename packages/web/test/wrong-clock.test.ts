// A device whose clock is two hours off, and jumps: the log has true times all the same, and what Canvas shows is as ever.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../../capture/test/support/chromium.ts';
import { startExam } from './support/exam.ts';
import { readLog } from './support/log.ts';
import { storedSequences } from './support/stored-sequences.ts';
import { openBrowser, signInTo, startQuiz } from './support/student-browser.ts';

const hourMs = 3_600_000;

/** By how much an event may be off: the issue's own bound. */
const clockToleranceMs = 1_000;

/** Makes `Date` of every page that is loaded from now on as wrong as its storage says. */
async function giveWrongClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const TrueDate = Date;
    const offMs = () => Number(sessionStorage.getItem('off-ms') ?? 7_200_000);
    class WrongDate extends TrueDate {
      constructor(...given: []) {
        super(...((given.length === 0 ? [TrueDate.now() + offMs()] : given) as []));
      }
      static override now(): number {
        return TrueDate.now() + offMs();
      }
    }
    globalThis.Date = WrongDate as DateConstructor;
  });
}

const setClockOff = (page: Page, ms: number) =>
  page.evaluate((offMs) => sessionStorage.setItem('off-ms', String(offMs)), ms);

describe.skipIf(chromiumPath === undefined)('a clock that is wrong', () => {
  test('by two hours, and jumps while the network is away, gives events their true times', {
    timeout: 120_000,
  }, async () => {
    await using exam = await startExam();
    const student = await exam.student('Stu Dent');
    await using browser = await openBrowser();
    const page = await browser.newTab();
    await giveWrongClock(page);
    await signInTo(page, exam, student);
    await startQuiz(page);
    const flaggedAtMs = new Map<string, [fromMs: number, untilMs: number]>();

    async function flag(id: number): Promise<void> {
      const fromMs = Date.now();
      await page.locator(`section[data-question-id="${id}"]`).getByRole('button', { name: /^Flag/ }).click();
      // It is recorded a timer later than the click; the clock must not jump before.
      await page.evaluate(() => new Promise<void>((done) => void setTimeout(done)));
      flaggedAtMs.set(String(id), [fromMs, Date.now()]);
    }

    await flag(1);
    await setClockOff(page, -2 * hourMs);
    await flag(2);
    await expect.poll(() => storedSequences(page), { timeout: 30_000 }).toEqual([]);
    await browser.context.setOffline(true);
    await flag(3);
    await setClockOff(page, 26 * hourMs);
    await flag(4);
    await setClockOff(page, 0);
    await flag(5);
    await browser.context.setOffline(false);
    await flag(6);
    await expect.poll(() => storedSequences(page), { timeout: 60_000 }).toEqual([]);

    const path = `${exam.path}/submission`;
    const { quiz_submissions } = await exam.call('GET', path, undefined, student.token);
    const log = await readLog(exam, quiz_submissions[0].id);
    const flags = log.filter(({ event_type }) => event_type === 'question_flagged');
    const ids = flags.map(({ event_data }) => (event_data as { questionId: string }).questionId);
    expect(ids).toEqual(['1', '2', '3', '4', '5', '6']);
    for (const [index, { occurred_at, client_timestamp }] of flags.entries()) {
      const [fromMs, untilMs] = flaggedAtMs.get(ids[index] ?? '') ?? [0, 0];
      const occurredAtMs = Date.parse(occurred_at);
      expect(occurredAtMs).toBeGreaterThan(fromMs - clockToleranceMs);
      expect(occurredAtMs).toBeLessThan(untilMs + clockToleranceMs);
      // The device's own word is kept as it was.
      const offHours = [2, -2, -2, 26, 0, 0][index] ?? Number.NaN;
      expect(Math.round((Date.parse(client_timestamp ?? '') - occurredAtMs) / hourMs)).toBe(offHours);
    }
    const jumps = log.filter(({ event_type }) => event_type === 'clock_changed');
    expect(
      jumps.map(({ event_data }) => Math.round((event_data as { by_ms: number }).by_ms / hourMs)),
    ).toEqual([-4, 28, -26]);

    // What Canvas shows of it: four keys, and the server's receipt.
    const { quiz_submission_events } = await exam.call(
      'GET',
      `${exam.path}/submissions/${quiz_submissions[0].id}/events?per_page=100`,
      undefined,
      exam.teacher.token,
    );
    for (const event of quiz_submission_events) {
      expect(Object.keys(event)).toEqual(['id', 'event_type', 'event_data', 'created_at']);
      expect(Math.abs(Date.parse(event.created_at) - Date.now())).toBeLessThan(hourMs / 2);
    }
  });
});
