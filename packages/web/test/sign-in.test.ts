// Signing in and out in a real browser: with an access token, and in the demo with a click.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type ServerProcess, startServerProcess } from '../../server/test/support/process.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

describe.skipIf(chromiumPath === undefined)('signing in', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  describe('with an access token', () => {
    let exam: Exam;
    let student: Person;
    beforeAll(async () => {
      exam = await startExam();
      student = await exam.student('Ada Lovelace');
    });
    afterAll(() => exam[Symbol.asyncDispose]());

    /** A tab of a browser in which nobody is signed in. */
    async function stranger(): Promise<Page> {
      return (await browser.newContext({ baseURL: exam.server.url })).newPage();
    }
    const give = async (page: Page, token: string) => {
      await page.getByLabel('Access token').fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };

    test('brings one back to where one wanted to go', async () => {
      const page = await stranger();
      const complaints = complaintsOf(page);
      await page.goto(`${exam.path}?from=mail`);
      await give(page, `  ${student.token} `);
      await page.waitForURL(`${exam.server.url}${exam.path}?from=mail`);
      await page.getByRole('heading', { name: 'Cells', level: 1 }).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('says when the token does not count, and keeps it nowhere', async () => {
      const page = await stranger();
      await page.goto('/login');
      await give(page, 'not-a-token');
      await page.getByRole('alert').filter({ hasText: 'This access token does not count here' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await give(page, student.token);
      await page.waitForURL(`${exam.server.url}/courses`);
      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, document.cookie]));
      expect(kept).not.toContain(student.token);
      expect(kept).not.toContain('quizwire_session');
      await page.context().close();
    });

    test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
      'never leads to %s',
      async (elsewhere) => {
        const page = await stranger();
        await page.goto(`/login?return_to=${encodeURIComponent(elsewhere)}`);
        await give(page, student.token);
        await page.getByRole('heading', { name: 'Your courses' }).waitFor();
        expect(page.url()).toBe(`${exam.server.url}/courses`);
        await page.context().close();
      },
    );

    test('who is signed in is told so, and signing out ends it on the server', async () => {
      const context = await signedIn(browser, exam.server.url, student.token);
      const [cookies, page] = [await context.cookies(), await context.newPage()];
      await page.goto('/login');
      await page.getByText('You are signed in as').waitFor();
      await page.getByRole('link', { name: 'Go on' }).click();
      await page.getByRole('heading', { name: 'Your courses' }).waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(/\/login$/);
      await page.getByLabel('Access token').waitFor();
      // Somebody who had copied the cookie has nothing any more.
      await context.addCookies(cookies);
      await page.goto('/courses');
      await page.waitForURL(/\/login\?return_to=%2Fcourses$/);
      await context.close();
    });

    test('nobody comes back to a page of somebody who has signed out', async () => {
      // As people's browsers do; Playwright's keep no pages.
      const keeping = await startChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
      const context = await signedIn(keeping, exam.server.url, student.token);
      const page = await context.newPage();
      await page.goto(exam.path);
      const back = () => page.evaluate(() => history.back());
      const title = page.getByRole('heading', { name: 'Cells', level: 1 });
      await title.waitFor();
      await page.evaluate(() => document.documentElement.setAttribute('lang', 'la'));
      await page.getByRole('link', { name: 'Quizwire' }).click();
      await page.waitForURL(/\/courses$/);
      await back();
      await page.waitForURL(exam.server.url + exam.path, { waitUntil: 'commit' });
      // It was kept, so it has not loaded again, and is still theirs.
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('la');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(/\/login$/);
      await back();
      await page.waitForURL(/\/login\?return_to=/);
      await page.getByLabel('Access token').waitFor();
      await keeping.close();
    });

    test('two ways to the sign-in page at once lead there once', async () => {
      const page = await stranger();
      const visits: string[] = [];
      page.on('framenavigated', (frame) => visits.push(new URL(frame.url()).pathname));
      await page.goto('/courses');
      await page.getByLabel('Access token').waitFor();
      expect(visits).toEqual(['/courses', '/login']);
      await page.context().close();
    });

    test('no page of others may hold one of ours', async () => {
      const page = await (await browser.newContext()).newPage();
      const complaint = page.waitForEvent('console', (message) => message.type() === 'error');
      await page.setContent(`<iframe src="${exam.server.url}/login"></iframe>`);
      expect((await complaint).text()).toContain("frame-ancestors 'none'");
      await page.context().close();
    });
  });

  describe('in the demo', () => {
    let server: ServerProcess;
    beforeAll(async () => {
      server = await startServerProcess({ QUIZWIRE_DATABASE_URL: 'sqlite::memory:' }, ['--demo']);
      await vi.waitFor(() => expect(server.output()).toContain('Stop: Ctrl+C'), { timeout: 120_000 });
    });
    afterAll(() => server.kill('SIGTERM'));

    test.each([
      ['student', 'Stu Dent', 'Start the quiz'],
      ['teacher', 'Tea Cher', 'Preview the quiz'],
    ])('the page that is printed first signs in as its %s with one click', async (role, name, button) => {
      const printed = /^Open (\S+) /m.exec(server.output())?.[1] ?? 'nothing';
      expect(server.output().indexOf(printed)).toBeLessThan(server.output().indexOf('export ADMIN'));
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto(printed);
      await page.getByRole('button', { name: `Sign in as ${name}, ${role}` }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: `Sign in as ${name}, ${role}` }).click();
      await page.getByRole('heading', { name: 'Your courses' }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Cells, genes and inheritance' }).first().click();
      await page.getByRole('button', { name: button }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    });

    test('its quiz has a question of each of the twelve types', async () => {
      const token = /export TEACHER=(\w+)/.exec(server.output())?.[1];
      const response = await fetch(`${server.url}/api/v1/courses/1/quizzes/2/questions?per_page=50`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      const questions = (await response.json()) as { question_type: string }[];
      expect(new Set(questions.map(({ question_type }) => question_type)).size).toBe(12);
    });
  });
});
