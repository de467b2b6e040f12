// How people come to the pages that they have: from their courses and from a quiz.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, startExam } from './support/exam.ts';
import { opened } from './support/opened-page.ts';
import { axeFindings, complaintsOf } from './support/people.ts';

describe.skipIf(chromiumPath === undefined)('the ways in', () => {
  let browser: Browser;
  let exam: Exam;
  beforeAll(async () => {
    [browser, exam] = await Promise.all([startChromium(), startExam({}, [])]);
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  const linksOf = (page: Page) =>
    page
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute('href')).filter((href) => href !== '#main' && href !== '/'),
      );
  const course = () => `/courses/${exam.courseId}`;

  test('a teacher has the pages of the course and of each quiz', async () => {
    const page = await opened(browser, exam, '/courses', exam.teacher.token, { colorScheme: 'dark' });
    const complaints = complaintsOf(page);
    expect(await linksOf(page)).toEqual([
      `${course()}/gradebook`,
      `/admin${course()}`,
      exam.path,
      `${exam.path}/live`,
      `${exam.path}/attempts`,
      '/admin/tokens',
    ]);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Cells' }).first().click();
    await page.getByRole('button', { name: 'Preview the quiz' }).waitFor();
    const sections = page.getByRole('navigation', { name: 'Pages here' }).getByRole('link');
    expect(await sections.allInnerTexts()).toEqual(['Quiz', 'Live', 'Attempts', 'Gradebook', 'Course']);
    expect(await sections.first().getAttribute('aria-current')).toBe('page');
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('who edits quizzes and grades nobody is led to no grades', async () => {
    const { id, token } = await exam.student('De Signer');
    const enrollment = { user_id: id, type: 'DesignerEnrollment', enrollment_state: 'active' };
    const [own] = await exam.call('GET', `${course()}/enrollments?user_id=${id}`);
    await exam.call('DELETE', `${course()}/enrollments/${own.id}`, { task: 'delete' });
    await exam.call('POST', `${course()}/enrollments`, { enrollment });
    const page = await opened(browser, exam, '/courses', token);
    expect(await linksOf(page)).toEqual([`/admin${course()}`, exam.path, '/admin/tokens']);
    await page.goto(exam.path);
    const sections = page.getByRole('navigation', { name: 'Pages here' }).getByRole('link');
    await sections.first().waitFor();
    expect(await sections.allInnerTexts()).toEqual(['Quiz', 'Course']);
    await page.goto(`/admin${course()}`);
    await page.getByRole('rowheader', { name: 'Cells' }).waitFor();
    for (const name of ['Gradebook', 'Attempts']) {
      expect(await page.getByRole('link', { name }).count()).toBe(0);
    }
    await page.context().close();
  });

  test('an admin has the account, and the pages of any quiz', async () => {
    const page = await opened(browser, exam, '/courses');
    expect(await linksOf(page)).toEqual([
      '/courses',
      '/console',
      '/admin',
      '/admin/courses',
      '/admin/tokens',
    ]);
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(exam.path);
    await page
      .getByRole('navigation', { name: 'Pages here' })
      .getByRole('link', { name: 'Attempts' })
      .waitFor();
    expect(await page.getByRole('navigation', { name: 'Areas' }).getByRole('link').count()).toBe(3);
    await page.context().close();
  });

  test('a student has the quiz, and loads nothing that is for staff', async () => {
    const { token } = await exam.student('Ada Lovelace');
    const page = await opened(browser, exam, '/courses', token);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.reload();
    await page.getByRole('link', { name: 'Cells' }).waitFor();
    expect(await linksOf(page)).toEqual([exam.path]);
    await page.getByRole('link', { name: 'Cells' }).click();
    await page.getByRole('button', { name: 'Start the quiz' }).waitFor();
    expect(await linksOf(page)).toEqual(['/courses']);
    expect(loaded.some((path) => path.startsWith('/assets/'))).toBe(true);
    expect(loaded.filter((path) => path.includes('staff'))).toEqual([]);
    await page.context().close();
  });
});
