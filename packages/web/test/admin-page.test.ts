// Administration in a real browser: people, courses, tokens, settings, health; and who has none of it.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { pressOn, tabTo, typeInto } from './support/keyboard.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

const adminToken = 'admin-token-of-the-test';
const hostileName = '<img src=x onerror=alert(1)> =1+1';

describe.skipIf(chromiumPath === undefined)('administration', () => {
  let browser: Browser;
  let exam: Exam;
  let student: Person;
  beforeAll(async () => {
    [browser, exam] = await Promise.all([startChromium(), startExam({}, [])]);
    student = await exam.student(hostileName);
    for (let number = 1; number <= 52; number++) {
      const unique_id = `reader${number}@example.edu`;
      const user = { name: `Rea Der${number}`, skip_registration: true };
      await exam.call('POST', '/accounts/self/users', { user, pseudonym: { unique_id } });
    }
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  async function open(path: string, token = adminToken, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, token, options);
    const page = await context.newPage();
    await page.goto(path);
    await isThere(page);
    return page;
  }
  async function isThere(page: Page): Promise<void> {
    await page.locator('h1:not(.visually-hidden)').waitFor();
    await expect.poll(() => page.locator('.spinner').count()).toBe(0);
  }
  const close = (page: Page) => page.context().close();
  const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

  test.each([
    ['on a desk', {}],
    ['on a narrow phone in the dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ] as const)('%s no page has anything that axe finds, or scrolls sideways', async (_, options) => {
    const page = await open('/admin', adminToken, options);
    const complaints = complaintsOf(page);
    const titles: string[] = [];
    for (const path of [
      'people',
      'people?search=nobody+at+all',
      'people/new',
      `people/${student.id}`,
      'people/99999',
      'courses',
      'courses/new',
      `courses/${exam.courseId}`,
      'tokens',
      'settings',
      'health',
      'nowhere',
    ]) {
      await page.goto(`/admin/${path}`);
      await isThere(page);
      expect(await axeFindings(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0);
      titles.push(await page.title());
    }
    expect(complaints).toEqual([]);
    expect(titles.every((title) => title.endsWith(' · Administration'))).toBe(true);
    expect(new Set(titles).size).toBe(titles.length - 1);
    await close(page);
  });

  test('makes a person and a token for them, by keyboard alone, and ends it again', async () => {
    const page = await open('/admin');
    await pressOn(page, page.getByRole('link', { name: 'New person' }));
    await page.waitForURL(/\/people\/new$/);
    await typeInto(page, page.getByLabel('Login'), 'grace@example.edu');
    await typeInto(page, page.getByLabel('Name (needed)'), 'Grace Hopper');
    await pressOn(page, page.getByRole('button', { name: 'Create' }));
    await page.getByRole('heading', { level: 1, name: 'Grace Hopper' }).waitFor();
    await page.getByText('grace@example.edu').first().waitFor();
    await page.getByText('In no course.').waitFor();

    await typeInto(page, page.getByLabel('Purpose'), 'for the exam');
    await page.keyboard.press('Enter');
    const value = page.getByLabel('Copy it now: it is shown this once');
    await value.waitFor();
    expect(await value.evaluate((input) => input === document.activeElement)).toBe(true);
    const token = await value.inputValue();
    expect(token).toMatch(/^\w{64}$/);
    expect(await axeFindings(page)).toEqual([]);
    expect(await exam.call('GET', '/users/self', undefined, token)).toMatchObject({ name: 'Grace Hopper' });

    await pressOn(page, page.getByRole('button', { name: 'Revoke for the exam' }));
    const dialog = page.getByRole('dialog', { name: 'Revoke this access token?' });
    await dialog.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await pressOn(page, dialog.getByRole('button', { name: 'Revoke' }));
    await said(page, 'The token “for the exam” has ended.');
    await page.getByText('There are no access tokens.').waitFor();
    expect(await value.count()).toBe(0);
    await expect(exam.call('GET', '/users/self', undefined, token)).rejects.toThrow('401');
    await close(page);
  });

  test('says which field the server does not take, and keeps what was written', async () => {
    const page = await open('/admin/people/new');
    await page.getByLabel('Login').fill('reader1@example.edu');
    await page.getByLabel('Name (needed)').fill('Again');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('alert').filter({ hasText: 'Login: ' }).waitFor();
    expect(await page.getByLabel('Name (needed)').inputValue()).toBe('Again');
    expect(await axeFindings(page)).toEqual([]);
    await close(page);
  });

  test('shows people page by page, and finds them; what was sought is in the address', async () => {
    const page = await open('/admin/people?role=student');
    await said(page, '1 person');
    // A name is text, whatever is in it.
    await page.getByRole('link', { name: '<img' }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    await page.getByLabel('Who is').selectOption('Everybody');
    await said(page, 'The first 50 people');
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThan(54);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);

    const search = page.getByLabel('Search');
    await search.fill('re');
    await page.getByText('At least 3 characters').waitFor();
    await search.fill('reader52@');
    await said(page, '1 person');
    await page.getByRole('link', { name: 'Der52, Rea' }).waitFor();
    expect(new URL(page.url()).searchParams.get('search')).toBe('reader52@');
    await page.reload();
    await said(page, '1 person');
    expect(await search.inputValue()).toBe('reader52@');
    await close(page);
  });

  test('changes what is kept of a person', async () => {
    const { id } = (await exam.call('GET', '/accounts/self/users?search_term=reader2@'))[0];
    const page = await open(`/admin/people/${id}`);
    await page.getByLabel('E-mail address').fill('no address');
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await page.getByRole('button', { name: 'Save' }).click();
    // The browser itself knows that this is none.
    expect(
      await page.getByLabel('E-mail address').evaluate((input: HTMLInputElement) => input.validity.valid),
    ).toBe(false);
    await page.getByLabel('E-mail address').fill('two@example.org');
    await page.getByLabel('Name (needed)').fill('Number Two');
    await page.getByRole('button', { name: 'Save' }).click();
    await said(page, 'Saved.');
    await page.getByRole('heading', { level: 1, name: 'Number Two' }).waitFor();
    expect(await exam.call('GET', `/users/${id}/profile`)).toMatchObject({
      name: 'Number Two',
      sortable_name: 'Two, Number',
      primary_email: 'two@example.org',
      time_zone: 'Europe/Berlin',
    });
    await close(page);
  });

  test('makes a course, publishes it, sets it up, and brings people in and out', async () => {
    const page = await open('/admin/courses');
    await page.getByRole('link', { name: 'New course' }).click();
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
    await login.fill('Der7');
    await page.locator('datalist option[value="reader7@example.edu"]').waitFor({ state: 'attached' });
    await login.fill('reader7@example.edu');
    await page.getByLabel('Role in the course').selectOption('Teacher');
    await page.getByRole('button', { name: 'Enroll' }).click();
    await said(page, 'reader7@example.edu is in the course now: Teacher.');
    const row = page.getByRole('row', { name: 'Der7, Rea' });
    await row.getByText('Active').waitFor();

    const confirm = async (name: string): Promise<void> => {
      await row.getByRole('button', { name }).click();
      await page.getByRole('dialog').getByRole('button', { name }).click();
    };
    await confirm('Switch off');
    await said(page, 'Rea Der7: switched off.');
    await page.getByLabel('Shown').selectOption('Switched off');
    await row.getByText('Switched off').waitFor();
    await confirm('Switch on');
    await said(page, 'Rea Der7: switched on.');
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
    await close(page);
  });

  test('a token may do what was picked, and no more', async () => {
    const page = await open('/admin/tokens', exam.teacher.token);
    expect(await page.title()).toBe('Your access tokens');
    await page.getByLabel('Purpose').fill('reads courses');
    await page.getByLabel('Ends').selectOption('In 30 days');
    await page.getByLabel('Only some routes of the API').check();
    await page.getByLabel('Find scopes').fill('list your courses');
    expect(await page.getByRole('button', { name: 'Make the token' }).isDisabled()).toBe(true);
    await page.getByLabel('GET /api/v1/courses', { exact: false }).check();
    await said(page, '1 scope chosen');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make the token' }).click();
    const token = await page.getByLabel('Copy it now: it is shown this once').inputValue();
    expect(await exam.call('GET', '/courses', undefined, token)).toHaveLength(1);
    await expect(exam.call('GET', '/users/self', undefined, token)).rejects.toThrow('401');
    // After this nobody has it any more.
    await page.reload();
    await page.getByRole('rowheader', { name: 'reads courses' }).waitFor();
    expect(await page.getByText('1 scope').count()).toBe(1);
    expect(await page.content()).not.toContain(token);
    await close(page);
  });

  test('settings hold for all courses, and tell no secret', async () => {
    const page = await open('/admin/settings');
    await page.getByLabel('Final Grade Override').selectOption('On in all courses');
    await said(page, 'Final Grade Override: On in all courses.');
    await page.getByRole('row', { name: 'QUIZWIRE_ADMIN_TOKEN set' }).waitFor();
    expect(await page.content()).not.toContain(adminToken);
    await page.goto(`/admin/courses/${exam.courseId}`);
    await page.getByText('The account has decided for all courses.').waitFor();
    await close(page);
  });

  test('health tells what there is, also after the server did not answer', async () => {
    const page = await open('/admin/health');
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
    await close(page);
  });

  test('is for admins; who teaches a course has its page', async () => {
    const page = await open('/admin/people', exam.teacher.token);
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
    await close(page);

    const other = await open(`/admin/courses/${exam.courseId}`, student.token);
    await other.getByText('This is for those who teach the course').waitFor();
    expect(await other.getByRole('button').allInnerTexts()).toEqual(['Sign out']);
    await close(other);
  });
});
