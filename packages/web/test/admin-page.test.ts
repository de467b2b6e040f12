// Administration in a real browser: courses, settings, health; and who has none of it. People are in admin-people.test.ts.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { tabTo } from './support/keyboard.ts';
import { adminToken, isThere, opened, said } from './support/opened-page.ts';
import { axeFindings, complaintsOf } from './support/people.ts';

describe.skipIf(chromiumPath === undefined)('administration', () => {
  let browser: Browser;
  let exam: Exam;
  let student: Person;
  beforeAll(async () => {
    [browser, exam] = await Promise.all([startChromium(), startExam({}, [])]);
    student = await exam.student('Ada Lovelace');
    const grace = { user: { name: 'Grace Hopper' }, pseudonym: { unique_id: 'grace@example.edu' } };
    await exam.call('POST', '/accounts/self/users', grace);
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  const places = (): string[] => [
    'people',
    `people/${student.id}`,
    `courses/${exam.courseId}`,
    'tokens',
    'settings',
    'health',
    'people/new',
    'people?search=nobody+at+all',
    'people/99999',
    'courses',
    'courses/new',
    'nowhere',
  ];
  test.each([
    ['on a desk', {}, 12],
    ['on a narrow phone in the dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }, 6],
  ] as const)('%s no page has anything that axe finds, or scrolls sideways', async (_, options, count) => {
    const page = await opened(browser, exam, '/admin', adminToken, options);
    const complaints = complaintsOf(page);
    const titles = new Set<string>();
    for (const path of places().slice(0, count)) {
      await page.goto(`/admin/${path}`);
      await isThere(page);
      expect(await axeFindings(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0);
      titles.add(await page.title());
    }
    expect(complaints).toEqual([]);
    expect([...titles].every((title) => title.endsWith(' · Administration'))).toBe(true);
    // A search is at the place that it searches.
    expect(titles.size).toBe(Math.min(count, 11));
    await page.context().close();
  });

  test('makes a course, publishes it, sets it up, and brings people in and out', async () => {
    const page = await opened(browser, exam, '/admin/courses');
    await page.getByRole('link', { name: 'New course' }).click();
    const crumbs = page.getByRole('navigation', { name: 'Where you are' });
    await expect
      .poll(() => crumbs.getByRole('listitem').allInnerTexts())
      .toEqual(['Administration', 'Courses', 'New course']);
    await page.getByLabel('Name (needed)').fill('Zoology');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Zoology' }).waitFor();
    const courseId = Number(/\d+$/.exec(page.url())?.[0]);
    const state = page.getByRole('region', { name: 'State' }).getByRole('status').first();
    expect(await state.textContent()).toBe('Not published');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect.poll(() => state.textContent()).toBe('Published');

    await page.getByLabel('Quiz Log Auditing').selectOption('On');
    await said(page, 'Quiz Log Auditing: On.');
    await page.getByLabel('Hide course grades from students').check();
    await said(page, 'Hide course grades from students: on.');
    expect(await exam.call('GET', `/courses/${courseId}/features/enabled`)).toContain('quiz_log_auditing');
    expect(await exam.call('GET', `/courses/${courseId}/settings`)).toMatchObject({
      hide_final_grades: true,
    });

    const login = page.getByLabel('Login of the person');
    await login.fill('nobody@example.edu');
    await page.getByRole('button', { name: 'Enroll' }).click();
    await page.getByRole('alert').filter({ hasText: 'Nobody has this login.' }).waitFor();
    await login.fill('Hopper');
    await page.locator('datalist option[value="grace@example.edu"]').waitFor({ state: 'attached' });
    await login.fill('grace@example.edu');
    await page.getByLabel('Role in the course').selectOption('Teacher');
    await page.getByRole('button', { name: 'Enroll' }).click();
    await said(page, 'grace@example.edu is in the course now: Teacher.');
    const row = page.getByRole('row', { name: 'Hopper, Grace' });
    await row.getByText('Active').waitFor();

    const confirm = async (name: string): Promise<void> => {
      await row.getByRole('button', { name }).click();
      await page.getByRole('dialog').getByRole('button', { name }).click();
    };
    await confirm('Switch off');
    await said(page, 'Grace Hopper: switched off.');
    await page.getByLabel('Shown').selectOption('Switched off');
    await row.getByText('Switched off').waitFor();
    await confirm('Switch on');
    await said(page, 'Grace Hopper: switched on.');
    await page.getByLabel('Shown').selectOption('All');
    await row.getByText('Active').waitFor();
    await confirm('Remove');
    await page.getByText('Nobody.').waitFor();

    await page.getByRole('button', { name: 'Delete the course' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/admin\/courses\?state=deleted$/);
    await page.getByRole('button', { name: 'Bring back Zoology' }).click();
    await said(page, 'Zoology is back, and not published.');
    await page.getByText('No course is like that.').waitFor();
    await page.context().close();
  });

  test('settings hold for all courses, and tell no secret', async () => {
    const page = await opened(browser, exam, '/admin/settings');
    await page.getByLabel('Final Grade Override').selectOption('On in all courses');
    await said(page, 'Final Grade Override: On in all courses.');
    await page.getByRole('row', { name: 'QUIZWIRE_ADMIN_TOKEN set' }).waitFor();
    expect(await page.content()).not.toContain(adminToken);
    await page.goto(`/admin/courses/${exam.courseId}`);
    await page.getByText('The account has decided for all courses.').waitFor();
    await page.context().close();
  });

  test('health tells what there is, also after the server did not answer', async () => {
    const page = await opened(browser, exam, '/admin/health');
    const fact = (name: string) =>
      page
        .locator('.facts > div')
        .filter({ has: page.getByText(name, { exact: true }) })
        .locator('dd');
    expect(await fact('Database').textContent()).toBe('SQLite');
    expect(await fact('Courses').textContent()).toBe(
      String((await exam.call('GET', '/server')).counts.courses.count),
    );
    await page.route('**/api/v1/server', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'No connection' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute('**/api/v1/server');
    await page.getByRole('button', { name: 'Try again' }).click();
    await fact('Database').waitFor();
    await page.context().close();
  });

  test('is for admins; who teaches a course has its page', async () => {
    const page = await opened(browser, exam, '/admin/people', exam.teacher.token);
    await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await tabTo(page, page.getByRole('link', { name: 'Your access tokens' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your access tokens' }).waitFor();
    await page.goto(`/admin/courses/${exam.courseId}`);
    await page.getByRole('heading', { level: 1, name: 'Biology' }).waitFor();
    await page.getByLabel('Hide course grades from students').check();
    await said(page, 'Hide course grades from students: on.');
    expect(await page.getByLabel('SIS id').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();

    const other = await opened(browser, exam, `/admin/courses/${exam.courseId}`, student.token);
    await other.getByText('This is for those who teach the course').waitFor();
    expect(await other.getByRole('button').allInnerTexts()).toEqual(['Sign out']);
    expect(await other.getByRole('link', { name: 'Gradebook' }).count()).toBe(0);
    await other.context().close();
  });
});
