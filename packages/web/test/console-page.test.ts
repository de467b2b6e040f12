// The console of deliveries in a real browser: a subscription made, tested, failing, mended, and every event followed.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import { type ConsoleWorld, startConsoleWorld } from './support/console.ts';
import { choose, pressOn, typeInto } from './support/keyboard.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

describe.skipIf(chromiumPath === undefined)('the console of deliveries', () => {
  let browser: Browser;
  let world: ConsoleWorld;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    browser = await startChromium();
    world = await startConsoleWorld();
    page = await open(world.adminToken);
    complaints = complaintsOf(page);
  });
  afterAll(async () => {
    await browser.close();
    await world[Symbol.asyncDispose]();
  });

  async function open(token: string, options: BrowserContextOptions = {}): Promise<Page> {
    const size = { viewport: { width: 1440, height: 900 } };
    const context = await signedIn(browser, world.server.url, token, { ...size, ...options });
    // Enough for a machine that has other work; far less than a test may take.
    context.setDefaultTimeout(10_000);
    return context.newPage();
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const heading = (name: string | RegExp) => page.getByRole('heading', { name });
  /** What the receiver got at a path, without test events. */
  const gotAt = (path: string) =>
    world.requests.filter(
      (request) => request.path === path && JSON.parse(request.body).metadata.event_name !== 'quizwire.test',
    );

  test('says so while nobody is subscribed and nothing was given up', async () => {
    await page.goto('/console');
    await page.getByText('Nobody is subscribed yet').waitFor();
    await page.goto('/console/dead');
    await page.getByText('Nothing was given up.').waitFor();
  });

  test('makes a subscription by keyboard and shows its secret once', async () => {
    await page.goto('/console');
    await pressOn(page, page.getByRole('link', { name: 'New subscription' }));
    await page.waitForURL(/\/subscriptions\/new$/);
    await pressOn(page, button('Make the subscription'));
    await page.getByText('Address is needed.').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('url');
    await typeInto(page, page.getByLabel('Address'), world.hook('/made'));
    await typeInto(page, page.getByLabel('Name'), '<img src=x onerror=alert(1)> grades');
    await choose(page, page.getByLabel('Format'), 'Canvas live');
    await typeInto(page, page.getByLabel('Search events'), 'course_created');
    await pressOn(page, page.getByRole('checkbox', { name: 'course_created' }), 'Space');
    await pressOn(page, button('Make the subscription'));
    await page.getByText(/^The test event was taken with 204 after/).waitFor();
    const secret = await page.locator('.secret').textContent();
    expect(secret).toMatch(/^whsec_/);
    await pressOn(page, page.getByRole('link', { name: 'Go to the subscription' }));
    await heading('<img src=x onerror=alert(1)> grades').waitFor();
    await page.getByText('signing secret', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  test('shows an event on its way, each of its sends and its message in each format', async () => {
    await world.announce('First');
    await expect.poll(() => gotAt('/made').length).toBe(1);
    await expect
      .poll(async () => {
        await button('Refresh').click();
        return page.getByRole('row').filter({ hasText: 'course_created' }).textContent();
      })
      .toContain('Delivered');
    await page.getByRole('link', { name: 'course_created' }).click();
    await heading('course_created').waitFor();
    const sends = page.getByRole('list', { name: /^Sends/ });
    await sends.getByText('Delivered 204').waitFor();
    const message = page.getByRole('region', { name: /^Message as/ });
    expect(await message.textContent()).toContain('"name": "First"');
    await page.getByLabel('Caliper as Canvas sends it').check();
    await expect.poll(() => message.textContent()).toContain('"sensor"');
    await page.getByLabel('Caliper 1.1 by the standard').check();
    await page
      .getByText(/no form in that format/)
      .or(message)
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('format')).toBe('caliper');
    await button('Send again').click();
    await expect.poll(() => gotAt('/made').length).toBe(2);
    const [first, second] = gotAt('/made');
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    await expect.poll(() => sends.getByRole('listitem').count()).toBe(2);
  });

  test('tests, pauses, enables and gives another secret', async () => {
    await page.goto('/console');
    await page.getByRole('link', { name: /grades$/ }).click();
    await button('Send a test event').click();
    await page.getByText(/^The test event was taken/).waitFor();
    await button('Pause').click();
    await page.getByText(/^Paused: what is announced now/).waitFor();
    await button('Enable').click();
    await button('Pause').waitFor();
    await button('Rotate the secret').click();
    await page.getByLabel('For a week').check();
    await button('Make a new secret').click();
    expect(await page.locator('.secret').textContent()).toMatch(/^whsec_/);
    await page.getByRole('link', { name: 'Change' }).click();
    await heading(/^Change/).waitFor();
    await page.getByLabel('Name').fill('Grades');
    await button('Save').click();
    await heading('Grades').waitFor();
    expect(await page.locator('.secret').count()).toBe(0);
  });

  test('charts what was sent, over the period that the address says', async () => {
    const of = (name: RegExp) => page.getByRole('img', { name }).first();
    await of(/^2 delivered and 0 failed in the last day$/).waitFor();
    await page.getByLabel('Last hour').check();
    await of(/^2 delivered and 0 failed in the last hour$/).waitFor();
    expect(new URL(page.url()).searchParams.get('period')).toBe('hour');
    await page.getByText('The same as a table').click();
    expect(await page.getByRole('table').first().getByRole('row').count()).toBe(13);
  });

  test('brings back what was given up, some by choice and all by a replay', async () => {
    world.answers.set('/small', 413);
    const id = await world.subscribe('Small <b>target</b>', '/small');
    for (const name of ['One', 'Two', 'Three']) await world.announce(name);
    const dead = () => world.call('GET', '/api/v1/deliveries?state=dead');
    await expect.poll(async () => (await dead()).length).toBe(3);
    await page.goto('/console/dead');
    await page.getByRole('link', { name: 'Small <b>target</b>' }).first().waitFor();
    expect(await page.getByText('answered 413').count()).toBe(3);
    world.answers.delete('/small');
    await page
      .getByRole('checkbox', { name: /^Choose course_created/ })
      .first()
      .check();
    await button('Send the chosen again (1)').click();
    await page.getByText('1 of 1 will be sent again.').waitFor();
    await expect.poll(async () => (await dead()).length).toBe(2);
    await page.getByLabel('Subscription').selectOption(id);
    await button('Send all of this subscription again').click();
    await heading('Small <b>target</b>').waitFor();
    await page.getByText('What was given up: done, 2 deliveries made').waitFor();
    await expect.poll(async () => (await dead()).length).toBe(0);
  });

  test('filters deliveries by what the address says', async () => {
    await page.getByLabel('State').selectOption('dead');
    await page.getByText('No delivery is like that.').waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('dead');
    await button('Show all').click();
    await expect.poll(() => page.getByRole('link', { name: 'course_created' }).count()).toBe(3);
    await page.goBack();
    await page.getByText('No delivery is like that.').waitFor();
  });

  test('sends a stretch of time again, and says when nothing is to be had', async () => {
    await page.getByLabel('What', { exact: true }).selectOption('range');
    expect(await button('Start').isDisabled()).toBe(true);
    await page.getByLabel('From', { exact: true }).last().waitFor();
    await page.locator('form').getByLabel('From').fill('2020-01-01T00:00:00');
    await button('Start').click();
    await page.getByText(/^A stretch of the feed: done, [1-9]/).waitFor();
  });

  test('follows live events, stands still while paused, and shows where one went', async () => {
    await page.goto('/console/events');
    await page.getByText('Following').waitFor();
    const rows = page.getByRole('button', { name: 'course_created' });
    await expect.poll(() => rows.count()).toBe(4);
    await world.announce('Fifth');
    await expect.poll(() => rows.count()).toBe(5);
    await button('Pause').click();
    await world.announce('Sixth');
    await button(/^Go on \(\d+ new\)$/).waitFor();
    expect(await rows.count()).toBe(5);
    await button(/^Go on/).click();
    await expect.poll(() => rows.count()).toBe(6);
    await rows.first().click();
    await heading(/^Event at place/).waitFor();
    await page.getByRole('link', { name: 'Small <b>target</b>' }).waitFor();
    await page.getByText('"name": "Sixth"').waitFor();
    await page.getByLabel('Event', { exact: true }).fill('logged_in');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('name')).toBe('logged_in');
  });

  test('ends a subscription only when asked twice', async () => {
    const id = await world.subscribe('Short-lived', '/short');
    await page.goto(`/console/subscriptions/${id}`);
    await button('Delete').click();
    await button('Keep it').click();
    await button('Delete').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/console$/);
    await page.getByRole('link', { name: 'Grades' }).waitFor();
    expect(await page.getByText('Short-lived').count()).toBe(0);
  });

  test('says that there is no such thing, and to others that it is not for them', async () => {
    await page.goto('/console/subscriptions/00000000-0000-4000-9000-000000000099');
    await heading('There is no such subscription').waitFor();
    await page.goto('/console/deliveries/999999');
    await page.getByText('There is no such thing').waitFor();
    await page.goto('/console/nothing');
    await heading('There is no such page').waitFor();
    const other = await open(world.personToken);
    await other.goto('/console');
    await other.getByRole('heading', { name: 'You may not see this' }).waitFor();
    expect(await axeFindings(other)).toEqual([]);
    await other.context().close();
  });

  test.each([
    ['on a desk', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a small phone', { viewport: { width: 320, height: 700 } }],
  ] as const)('%s has nothing that axe finds, and never scrolls sideways', async (_, options) => {
    world.answers.set('/down', 503);
    const subscriptions = await world.call('GET', '/api/lti/subscriptions');
    const [{ id: delivery, subscription_id: id }] = await world.call('GET', '/api/v1/deliveries');
    const shown = await open(world.adminToken, options);
    for (const [path, there] of [
      ['/console', subscriptions[0].Name],
      [`/console/subscriptions/${id}`, 'Send again'],
      [`/console/subscriptions/${id}/edit`, 'course_created'],
      [`/console/deliveries/${delivery}`, 'Delivered 204'],
      ['/console/dead', 'Nothing was given up.'],
      ['/console/events', 'Following'],
    ]) {
      await shown.goto(path);
      await shown.getByText(there).first().waitFor();
      expect([path, await axeFindings(shown)]).toEqual([path, []]);
      expect([path, await shown.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([
        path,
        0,
      ]);
    }
    await shown.context().close();
  });

  test('no script failed, and the policy had nothing to stop', () => expect(complaints).toEqual([]));
});
