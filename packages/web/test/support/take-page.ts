// A student's page of an attempt that has just begun.

import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Exam, Person } from './exam.ts';
import { complaintsOf, signedIn } from './people.ts';

export interface TakePage extends AsyncDisposable {
  page: Page;
  context: BrowserContext;
  student: Person;
  /** What the page complained of so far. */
  complaints: string[];
  /** The question with this number. */
  question(number: number): Locator;
  /** What the server has of the running attempt's answers, in the order of the questions that it shows. */
  answers(): Promise<unknown[]>;
}

let students = 0;

/** Begins an attempt of a new student and opens its page. `before` may change how the browser behaves. */
export async function openTakePage(
  browser: Browser,
  exam: Exam,
  before: (page: Page) => Promise<unknown> = async () => {},
): Promise<TakePage> {
  students += 1;
  const student = await exam.student(`Student ${students}`);
  await exam.call('POST', `${exam.path}/taking`, {}, student.token);
  const context = await signedIn(browser, exam.server.url, student.token);
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await before(page);
  await page.goto(`${exam.path}/take`);
  await page.getByRole('heading', { name: /^Question 1\b/ }).waitFor();
  return {
    page,
    context,
    student,
    complaints,
    question: (number) => page.getByRole('region', { name: new RegExp(`^Question ${number}\\b`) }),
    async answers() {
      const { attempt } = await exam.call('GET', `${exam.path}/taking`, undefined, student.token);
      return attempt.shown.map(({ answer }: { answer: unknown }) => answer);
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** Until the page says that all is saved. */
export async function saved(page: Page): Promise<void> {
  await page.getByText(/^Saved at /).waitFor();
}
