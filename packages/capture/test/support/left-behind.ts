// Events that a page leaves in the browser because its server did not take them.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CapturedEvent } from '../../src/captured-event.ts';
import { globals, mark, type QuizPage } from './quiz-page.ts';

/** Longer than a test: nothing goes by itself but what is urgent. */
export const never = 3_600_000;

/** Loads the page on a server that takes nothing, records `type` there, and waits until it is stored. */
export async function left(page: Page, quiz: QuizPage, type: string, options = {}): Promise<void> {
  quiz.answer = () => ({ status: 401 });
  await page.goto(quiz.at({ flushEveryMs: never, ...options }));
  await quiz.until(async () => (await globals(page)).refused.length === 1);
  await mark(page, type);
  await stored(page, quiz, type);
  quiz.answer = () => ({ status: 204 });
}

/** All that the page has recorded, once it has been told of an event of the type. */
export async function recordedUpTo(page: Page, quiz: QuizPage, type: string): Promise<CapturedEvent[]> {
  await quiz.until(async () => (await globals(page)).recorded.some((event) => event.event_type === type));
  return (await globals(page)).recorded;
}

/** Waits until an event of the type is in IndexedDB or localStorage. */
export async function stored(page: Page, quiz: QuizPage, type: string): Promise<void> {
  await quiz.until(() =>
    page.evaluate(async (wanted) => {
      const items = Object.values(localStorage).join();
      if (items.includes(`"${wanted}"`)) return true;
      if (!(await indexedDB?.databases?.())?.some(({ name }) => name === 'quizwire-capture')) return false;
      return new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open('quizwire-capture');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const all = opening.result.transaction('events').objectStore('events').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(all.result).includes(`"${wanted}"`));
          };
        };
      });
    }, type),
  );
}

/** Waits until nothing is left in the store. */
export const emptied = (page: Page, quiz: QuizPage): Promise<void> =>
  quiz.until(async () => {
    const found = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          indexedDB.open('quizwire-capture').onsuccess = ({ target }) => {
            const database = (target as IDBOpenDBRequest).result;
            database.transaction('events').objectStore('events').count().onsuccess = (event) =>
              resolve((event.target as IDBRequest<number>).result);
          };
        }),
    );
    return found === 0;
  });

/**
 * No event came twice as another one. The same, with its id, may come again when nobody heard the answer to it because the page
 * was left at that moment: the server knows it by its id.
 */
export const expectEachOnce = (quiz: QuizPage): void => {
  const events = new Map(quiz.events().map((event) => [event.id, event]));
  const places = [...events.values()].map(({ session, sequence }) => `${session} ${sequence}`);
  expect(places).toHaveLength(new Set(places).size);
  for (const event of quiz.events()) expect(event).toEqual(events.get(event.id));
};
