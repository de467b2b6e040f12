// The results of an attempt in a real browser: as much as the quiz lets a student see, and why no more.

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, startChromium } from '../../capture/test/support/chromium.ts';
import type { TakenQuestion } from '../src/api/taking.ts';
import { type Exam, type Person, startExam } from './support/exam.ts';
import { axeFindings, complaintsOf, signedIn } from './support/people.ts';

/** One question after the other, each answered in a way that shows something. */
const answers: Record<string, (question: TakenQuestion) => Record<string, unknown>> = {
  multiple_choice_question: (question) => ({ [field(question)]: idOf(question, 'The mitochondrion') }),
  true_false_question: (question) => ({ [field(question)]: idOf(question, 'False') }),
  short_answer_question: (question) => ({ [field(question)]: 'RNA' }),
  fill_in_multiple_blanks_question: ({ blanks }) => ({
    [blanks[0]?.field ?? '']: 'green',
    [blanks[1]?.field ?? '']: '<b>gray</b>',
  }),
  multiple_answers_question: (question) => ({
    [`${field(question)}_answer_${idOf(question, 'Ribosome')}`]: '1',
    [`${field(question)}_answer_${idOf(question, 'Spoon')}`]: '0',
    [`${field(question)}_answer_${idOf(question, 'Vacuole')}`]: '0',
  }),
  multiple_dropdowns_question: (question) => ({ [question.blanks[0]?.field ?? '']: idOf(question, 'light') }),
  matching_question: (question) => ({
    [`${field(question)}_answer_${idOf(question, 'barks')}`]: question.matches.find(
      ({ text }) => text === 'dog',
    )?.match_id,
  }),
  numerical_question: (question) => ({ [field(question)]: '46' }),
  calculated_question: (question) => ({ [field(question)]: '6' }),
  essay_question: (question) => ({ [field(question)]: '<p>They are <strong>tired</strong>.</p>' }),
};

const field = ({ id }: TakenQuestion) => `question_${id}`;
const idOf = ({ answers: choices }: TakenQuestion, text: string) =>
  choices.find((choice) => choice.text === text)?.id;

/** As it is read: in one line. */
async function textOf(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ').trim();
}

describe.skipIf(chromiumPath === undefined)('the results of an attempt', () => {
  let browser: Browser;
  let exam: Exam;
  let student: Person;
  beforeAll(async () => {
    browser = await startChromium();
    exam = await startExam({ show_correct_answers: true });
    student = await exam.student('Ada Lovelace');
    const { attempt } = await exam.call('POST', `${exam.path}/taking`, {}, student.token);
    const shown: TakenQuestion[] = attempt.shown;
    const given = shown.map((question) => answers[question.question_type]?.(question) ?? {});
    const body = {
      attempt: attempt.attempt,
      validation_token: attempt.validation_token,
      ...Object.assign({}, ...given),
    };
    const handedIn = await fetch(`${exam.server.url}${exam.path}/submissions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${student.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
    });
    expect(handedIn.status).toBe(302);
  });
  afterAll(async () => {
    await exam[Symbol.asyncDispose]();
    await browser.close();
  });
  const set = (quiz: object) => exam.call('PUT', exam.path, { quiz });

  async function open(options: object = {}): Promise<Page> {
    const context = await signedIn(browser, exam.server.url, student.token, options);
    const page = await context.newPage();
    await page.goto(`${exam.path}/results?attempt=1`);
    await page.getByRole('heading', { name: 'Results of attempt 1' }).waitFor();
    return page;
  }
  /** The words of a question, in one line. */
  const words = async (page: Page, number: number) => {
    const article = page.getByRole('article', { name: `Question ${number}`, exact: true });
    return textOf(article);
  };

  test('say of each question what was answered, what is right and what it brought', async () => {
    const page = await open();
    const complaints = complaintsOf(page);
    expect(await page.getByRole('article').count()).toBe(11);
    const expected = [
      'Question 1 Correct 2 / 2 points What is the powerhouse of the cell? The mitochondrion Your answer Correct answer The nucleus',
      'Question 2 Incorrect 0 / 1 points Plants breathe. True Correct answer False Your answer',
      'Question 3 Incorrect 0 / 1 points What carries the genes? Your answer RNA Correct answer DNA',
      'Question 4 Partly correct 1 / 2 points A leaf is green and the sky is <b>gray</b>. Correct answers leaf: green sky: blue',
      'Question 5 Partly correct 1 / 2 points Which of these are organelles? Ribosome Your answer Correct answer Spoon Vacuole Correct answer',
      'Question 6 Incorrect 0 / 2 points Roots take up light from the no answer. Correct answers what: water where: soil',
      'Question 7 Partly correct 1 / 2 points Who says what? Item Your match Correct match barks dog dog mews No answer cat',
      'Question 8 Correct 1 / 1 points How many chromosomes has a human cell? Your answer 46 Correct answer 46',
      'Question 9 Incorrect 0 / 1 points 2 cells and 3 cells are how many? Your answer 6 Correct answer 5',
      'Question 10 Not graded yet – / 5 points Why do leaves fall? They are tired.',
      'Question 11 Not graded yet – / 3 points Hand in your drawing of a cell. No answer',
    ];
    for (const [index, text] of expected.entries()) expect(await words(page, index + 1)).toBe(text);
    await page.getByText('That was all.').waitFor();
    expect(await textOf(page.locator('.score'))).toBe('6 / 22');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['on a desk', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
  ])('%s have nothing that axe finds, and never scroll sideways', async (_, options) => {
    const page = await open(options);
    await page.getByRole('article', { name: 'Question 11' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.context().close();
  });

  test('without correct answers show only what was answered', async () => {
    await set({ show_correct_answers: false });
    const page = await open();
    expect(await words(page, 1)).toBe(
      'Question 1 Correct 2 / 2 points What is the powerhouse of the cell? The mitochondrion Your answer The nucleus',
    );
    expect(await page.getByText('Correct answer').count()).toBe(0);
    await set({ show_correct_answers: true });
    await page.context().close();
  });

  test('that are hidden say why, and show no question', async () => {
    await set({ hide_results: 'always' });
    const page = await open();
    await page.locator('.notice').waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
    expect(await textOf(page.locator('.notice'))).toMatch(/^\w+ .*\.$/);
    expect(await axeFindings(page)).toEqual([]);
    await set({ hide_results: null });
    await page.context().close();
  });

  test('with what a teacher said show it as it was typed', async () => {
    const { quiz_submissions } = await exam.call('GET', `${exam.path}/submissions`);
    const [{ id, attempt }] = quiz_submissions;
    const questions = await exam.call('GET', `${exam.path}/questions?per_page=50`);
    const essay = questions.find((one: { question_type: string }) => one.question_type === 'essay_question');
    const scores = { [essay.id]: { score: 4, comment: 'Good.\n<i>More</i> on hormones?' } };
    await exam.call('PUT', `${exam.path}/submissions/${id}`, {
      quiz_submissions: [{ attempt, questions: scores }],
    });
    const page = await open();
    const article = page.getByRole('article', { name: 'Question 10' });
    expect(await article.locator('.as-typed').textContent()).toBe('Good.\n<i>More</i> on hormones?');
    expect(await words(page, 10)).toContain('4 / 5 points');
    await page.context().close();
  });

  test('of an attempt that there is not are no page', async () => {
    const context = await signedIn(browser, exam.server.url, student.token);
    const page = await context.newPage();
    await page.goto(`${exam.path}/results?attempt=7`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await context.close();
  });
});
