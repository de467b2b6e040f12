// People and their access tokens in administration, in a real browser.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type Exam, startExam } from './support/exam.ts';
import { pressOn, typeInto } from './support/keyboard.ts';
import { opened, said } from './support/opened-page.ts';
import { axeFindings } from './support/people.ts';

const hostileName = '<img src=x onerror=alert(1)> =1+1';

describe.skipIf(chromiumPath === undefined)('people and tokens', () => {
  let browser: Browser;
  let exam: Exam;
  beforeAll(async () => {
    [browser, exam] = await Promise.all([startChromium(), startExam({}, [])]);
    await exam.student(hostileName);
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

  test('makes a person and a token for them, by keyboard alone, and ends it again', async () => {
    const page = await opened(browser, exam, '/admin');
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
    await page.context().close();
  });

  test('says which field the server does not take, and keeps what was written', async () => {
    const page = await opened(browser, exam, '/admin/people/new');
    await page.getByLabel('Login').fill('reader1@example.edu');
    await page.getByLabel('Name (needed)').fill('Again');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('alert').filter({ hasText: 'Login: ' }).waitFor();
    expect(await page.getByLabel('Name (needed)').inputValue()).toBe('Again');
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  test('shows people page by page, and finds them; what was sought is in the address', async () => {
    const page = await opened(browser, exam, '/admin/people?role=student');
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
    await page.context().close();
  });

  test('changes what is kept of a person', async () => {
    const { id } = (await exam.call('GET', '/accounts/self/users?search_term=reader2@'))[0];
    const page = await opened(browser, exam, `/admin/people/${id}`);
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
    // What followed from the name is not taken back by the next save.
    expect(await page.getByLabel('Name in lists').inputValue()).toBe('Two, Number');
    await page.getByLabel('Language').fill('en');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await exam.call('GET', `/users/${id}/profile`)).locale).toBe('en');
    expect(await exam.call('GET', `/users/${id}/profile`)).toMatchObject({
      name: 'Number Two',
      sortable_name: 'Two, Number',
      primary_email: 'two@example.org',
      time_zone: 'Europe/Berlin',
    });
    await page.context().close();
  });

  test('a token may do what was picked, and no more', async () => {
    const page = await opened(browser, exam, '/admin/tokens', exam.teacher.token);
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
    await page.context().close();
  });

  test('a token that somebody else made lives when its owner wants it', async () => {
    const { id, token: own } = exam.teacher;
    const made = await exam.call('POST', `/users/${id}/tokens`, { token: { purpose: 'made for you' } });
    const page = await opened(browser, exam, '/admin/tokens', own);
    await page.getByText('Waits for its owner').waitFor();
    await expect(exam.call('GET', '/users/self', undefined, made.visible_token)).rejects.toThrow('401');
    await page.getByRole('button', { name: 'Activate made for you' }).click();
    await said(page, 'The token “made for you” can be used now.');
    expect(await exam.call('GET', '/users/self', undefined, made.visible_token)).toMatchObject({ id });
    await expect.poll(() => page.getByText('Waits for its owner').count()).toBe(0);
    await page.context().close();
  });
});
