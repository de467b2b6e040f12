// The gradebook in a real browser: read, graded in place by keyboard, with others at work in it.

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

describe.skipIf(chromiumPath === undefined)('the gradebook', () => {
  let browser: Browser;
  let exam: Exam;
  let ada: Person;
  let bobby: Person;
  let essay: number;
  let participation: number;
  let percent: number;

  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam({}, []);
    const assignment = async (name: string, grading_type: string) => {
      const body = {
        assignment: {
          name,
          grading_type,
          points_possible: 20,
          published: true,
          submission_types: ['on_paper'],
        },
      };
      return (await exam.call('POST', `/courses/${exam.courseId}/assignments`, body)).id as number;
    };
    essay = await assignment('Essay', 'points');
    participation = await assignment('Participation', 'pass_fail');
    percent = await assignment('Field work', 'percent');
    ada = await exam.student('Ada Lovelace');
    bobby = await exam.student('<img src=x onerror=alert(1)> Tables');
    await exam.student('Grace Hopper');
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });

  const gradeOver = (student: Person, assignment: number, submission: object) =>
    exam.call('PUT', `/courses/${exam.courseId}/assignments/${assignment}/submissions/${student.id}`, {
      submission,
    });
  const submission = (student: Person, assignment: number) =>
    exam.call('GET', `/courses/${exam.courseId}/assignments/${assignment}/submissions/${student.id}`);

  async function open(query = '', options: object = {}, person: Person = exam.teacher): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, person.token, options);
    const page = await context.newPage();
    await page.goto(`/courses/${exam.courseId}/gradebook${query}`);
    await page.getByRole('heading', { level: 1, name: 'Gradebook' }).waitFor();
    return page;
  }
  /** A cell by who it is of and the head of its column. */
  async function cell(page: Page, student: string, head: string): Promise<Locator> {
    const column = await page
      .getByRole('columnheader')
      .filter({ hasText: new RegExp(`^${head}`) })
      .getAttribute('aria-colindex');
    return page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: student }) })
      .locator(`[aria-colindex="${column}"]`);
  }
  const saved = (page: Page) => page.getByText('All grades are saved').waitFor();
  const details = (page: Page) => page.getByRole('region', { name: 'Details' });

  test('is filled in by keyboard alone, and course scores follow each grade', async () => {
    const page = await open();
    const complaints = complaintsOf(page);
    const current = await cell(page, 'Ada Lovelace', 'Current');
    expect(await current.textContent()).toBe('–');
    // The first name; from there past both scores and the quiz to the essay, three down to Ada.
    await page.locator('.grid [tabindex="0"]').focus();
    const row = Number(await page.getByRole('row').filter({ hasText: 'Ada' }).getAttribute('aria-rowindex'));
    for (let at = 2; at < row; at += 1) await page.keyboard.press('ArrowDown');
    const head = page.getByRole('columnheader').filter({ hasText: /^Essay/ });
    const column = Number(await head.getAttribute('aria-colindex'));
    for (let at = 1; at < column; at += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('15');
    await page.keyboard.press('Tab');
    await saved(page);
    expect(await current.textContent()).toBe('75%');
    // A box with what can be chosen: the first letter chooses.
    await page.keyboard.type('c');
    await page.keyboard.press('Tab');
    await page.keyboard.type('80');
    await page.keyboard.press('Enter');
    await saved(page);
    expect(await (await cell(page, 'Ada Lovelace', 'Participation')).textContent()).toBe('Complete');
    expect(await (await cell(page, 'Ada Lovelace', 'Field work')).textContent()).toBe('80%');
    expect(await current.textContent()).toBe('85%');
    expect(await submission(ada, percent)).toMatchObject({ score: 16, grade: '80%' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('Escape gives up, nonsense is not sent, EX excuses, Delete clears', async () => {
    await gradeOver(bobby, essay, { posted_grade: '11' });
    const page = await open();
    const target = await cell(page, 'Tables', 'Essay');
    await target.click();
    await page.keyboard.type('3');
    await page.keyboard.press('Escape');
    expect(await target.textContent()).toBe('11');
    await expect.poll(() => target.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('lots');
    await page.keyboard.press('Enter');
    await page.getByText('1 grade not saved').waitFor();
    expect(await target.textContent()).toContain('lots');
    await target.click();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('textbox', { name: /^Essay, .*Tables$/ }).inputValue()).toBe('lots');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('EX');
    await page.keyboard.press('Enter');
    await saved(page);
    expect(await target.textContent()).toBe('Excused');
    expect((await submission(bobby, essay)).excused).toBe(true);
    await target.click();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await saved(page);
    expect(await target.textContent()).toBe('–');
    expect(await submission(bobby, essay)).toMatchObject({ excused: false, score: null });
    await page.context().close();
  });

  test('says when somebody else has graded meanwhile, and lets one choose', async () => {
    await gradeOver(bobby, essay, { posted_grade: '5' });
    const page = await open(`?student=${bobby.id}&assignment=${essay}`);
    const target = await cell(page, 'Tables', 'Essay');
    for (const [button, score] of [
      ['Keep theirs', 6],
      ['Save mine', 9],
    ] as const) {
      await target.dblclick();
      await gradeOver(bobby, essay, { posted_grade: '6' });
      await page.keyboard.press('Control+A');
      await page.keyboard.type('9');
      await page.keyboard.press('Enter');
      await page.getByText('1 grade not saved').waitFor();
      // It is the last row: Enter stays there, and the details with it.
      await details(page).getByText('Somebody else changed this meanwhile').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await details(page).getByRole('button', { name: button }).click();
      await saved(page);
      await expect.poll(() => target.textContent()).toBe(String(score));
      expect((await submission(bobby, essay)).score).toBe(score);
    }
    await page.context().close();
  });

  test('shows what others change when one comes back to it', async () => {
    const page = await open();
    const target = await cell(page, 'Grace Hopper', 'Essay');
    expect(await target.textContent()).toBe('–');
    const students = await exam.call('GET', `/courses/${exam.courseId}/users?enrollment_type[]=student`);
    const grace = students.find(({ name }: { name: string }) => name === 'Grace Hopper');
    await gradeOver(grace, essay, { posted_grade: '18' });
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => target.textContent()).toBe('18');
    await page.context().close();
  });

  test('has of each cell who gave which grade when, and what was said', async () => {
    await gradeOver(ada, essay, { posted_grade: '15' });
    await gradeOver(ada, essay, { posted_grade: '16' });
    const page = await open(`?student=${ada.id}&assignment=${essay}`);
    const history = details(page).getByRole('list', { name: 'Grades, the newest first' });
    await history.getByText('15 → 16').waitFor();
    expect(await history.getByRole('listitem').last().textContent()).toContain('no grade → 15');
    await details(page).getByLabel('New comment').fill('<b>Well</b> done');
    await details(page).getByRole('button', { name: 'Say it' }).click();
    await details(page).getByText('<b>Well</b> done', { exact: true }).waitFor();
    // One's own comment is no change by somebody else.
    await details(page).getByRole('button', { name: 'Excuse' }).click();
    await history.getByText('16 → excused').waitFor();
    await details(page).getByRole('button', { name: 'Not excused any more' }).click();
    await details(page).getByRole('button', { name: 'Excuse', exact: true }).waitFor();
    await page.context().close();
  });

  test('shows what was handed in, and nothing of it is done', async () => {
    const body = {
      assignment: {
        name: 'Report',
        points_possible: 5,
        published: true,
        submission_types: ['online_text_entry'],
      },
    };
    const { id } = await exam.call('POST', `/courses/${exam.courseId}/assignments`, body);
    const text =
      '<p>The <em>pond</em></p><script>alert(1)</script><p style="position:fixed;inset:0">over all</p>';
    const work = { submission: { submission_type: 'online_text_entry', body: text } };
    await exam.call('POST', `/courses/${exam.courseId}/assignments/${id}/submissions`, work, ada.token);
    const page = await open(`?student=${ada.id}&assignment=${id}`);
    const complaints = complaintsOf(page);
    await details(page).locator('em').getByText('pond').waitFor();
    expect(await details(page).locator('script').count()).toBe(0);
    await details(page).getByLabel('New grade').fill('4');
    await details(page).getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await cell(page, 'Ada Lovelace', 'Report')).textContent()).toBe('4');
    expect(complaints).toEqual([]);
    await exam.call('DELETE', `/courses/${exam.courseId}/assignments/${id}`);
    await page.context().close();
  });

  test('can be graded by pointer alone', async () => {
    const page = await open('', { viewport: { width: 820, height: 740 }, hasTouch: true });
    const target = await cell(page, 'Ada Lovelace', 'Essay');
    await target.tap();
    await target.getByRole('button', { name: 'Details' }).tap();
    await details(page).getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    await details(page).getByLabel('New grade').fill('13');
    await details(page).getByRole('button', { name: 'Save' }).tap();
    await expect.poll(() => target.textContent()).toBe('13');
    await saved(page);
    expect((await submission(ada, essay)).score).toBe(13);
    await page.context().close();
  });

  test('hides and posts the grades of an assignment', async () => {
    await gradeOver(ada, participation, { posted_grade: 'complete' });
    const page = await open();
    await page
      .getByRole('columnheader')
      .filter({ hasText: /^Participation/ })
      .click();
    await details(page).getByRole('heading', { name: 'Participation' }).waitFor();
    expect(page.url()).toContain(`assignment=${participation}`);
    await details(page).getByRole('button', { name: 'Hide grades' }).click();
    await details(page).getByText('Students do not see their grades now.').waitFor();
    expect(await (await cell(page, 'Ada Lovelace', 'Participation')).textContent()).toBe('Completehidden');
    expect((await submission(ada, participation)).posted_at).toBeNull();
    await details(page).getByRole('button', { name: 'Post grades' }).click();
    await details(page).getByText('Students see their grades now.').waitFor();
    expect((await submission(ada, participation)).posted_at).not.toBeNull();
    await details(page).getByRole('checkbox').check();
    await details(page).getByText('Grades wait until they are posted.').waitFor();
    await page
      .getByRole('columnheader')
      .filter({ hasText: /by hand/ })
      .waitFor();
    await page.context().close();
  });

  test('replaces a final grade where the course lets it', async () => {
    const page = await open(`?student=${ada.id}`);
    await details(page).getByText('Final grades are not overridden in this course.').waitFor();
    const flags = `/courses/${exam.courseId}/features/flags/final_grades_override`;
    await exam.call('PUT', flags, { state: 'on' });
    await exam.call('PUT', `/courses/${exam.courseId}/settings`, { allow_final_grade_override: true });
    await page.reload();
    await details(page).getByLabel('Final grade in place of').fill('88.5');
    await details(page).getByRole('button', { name: 'Save' }).click();
    await saved(page);
    await expect.poll(async () => (await cell(page, 'Ada Lovelace', 'Override')).textContent()).toBe('88.5%');
    const { final_grade_overrides } = await exam.call(
      'GET',
      `/courses/${exam.courseId}/gradebook/final_grade_overrides`,
    );
    expect(final_grade_overrides[ada.id].course_grade.percentage).toBe(88.5);
    await page.context().close();
  });

  test('finds students, and says so when there is none', async () => {
    const page = await open('?search=grace&order=score');
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Grace Hopper']);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
    await page.getByLabel('Student', { exact: true }).fill('nobody');
    await page.getByText('No student has such a name.').waitFor();
    expect(page.url()).toContain('search=nobody');
    await page.context().close();
  });

  test.each([
    ['on a desk', { viewport: { width: 1440, height: 900 } }],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 390, height: 740 } }],
    ['at 320 pixels', { viewport: { width: 320, height: 640 } }],
  ])('%s has nothing that axe finds, and the page never scrolls sideways', async (_, options) => {
    const page = await open(`?student=${ada.id}&assignment=${essay}`, options);
    await details(page).getByRole('list', { name: 'Grades, the newest first' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.context().close();
  });

  test('is not for students', async () => {
    const context = await signedIn(browser, exam.server.url, ada.token);
    const page = await context.newPage();
    await page.goto(`/courses/${exam.courseId}/gradebook`);
    await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  });
});
