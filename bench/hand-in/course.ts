// What a benchmark of attempts begins with, made over HTTP as a teacher and students would: a quiz of 30 questions, and
// attempts at it that are running, answered or not.
import type { Exam, Roster } from '../../packages/server/test/support/load-fixture.ts';

/** A question, its values as a student may give them; the first one is right. */
export interface Field {
  id: number;
  values: string[];
}

export interface Quiz {
  quizId: number;
  fields: Field[];
}

/** Requests under way at once while something is made ready. */
const callersMax = 16;

type Json = ReturnType<typeof JSON.parse>;

export async function call(
  url: string,
  token: string,
  method: string,
  path: string,
  body: object,
): Promise<Json> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Twenty questions with choices, five with a word and five with a number as their answer, a point each; published. */
export async function addQuiz(url: string, { courseId, teacherTokens }: Roster): Promise<Quiz> {
  const [token = ''] = teacherTokens;
  const quizzes = `/api/v1/courses/${courseId}/quizzes`;
  const { id: quizId } = await call(url, token, 'POST', quizzes, { quiz: { title: 'Thirty questions' } });
  const fields: Field[] = [];
  for (let number = 1; number <= 30; number++) {
    const question = questionNumber(number);
    const made = await call(url, token, 'POST', `${quizzes}/${quizId}/questions`, { question });
    fields.push({ id: made.id, values: valuesOf(number, made) });
  }
  await call(url, token, 'PUT', `${quizzes}/${quizId}`, { quiz: { published: true } });
  return { quizId, fields };
}

/** Every student begins. */
export async function beginAll(url: string, roster: Roster, quizId: number): Promise<Exam> {
  const path = `/api/v1/courses/${roster.courseId}/quizzes/${quizId}/submissions`;
  const students = await forEach(roster.students, async ({ token }) => {
    const { quiz_submissions } = await call(url, token, 'POST', path, {});
    const [{ id, validation_token }] = quiz_submissions;
    return { token, quizSubmissionId: id as number, validationToken: validation_token as string };
  });
  return { courseId: roster.courseId, quizId, teacherTokens: roster.teacherTokens, students };
}

/** Every student answers all questions, some of them right. */
export async function answerAll(url: string, exam: Exam, fields: readonly Field[]): Promise<void> {
  await forEach(exam.students, ({ token, quizSubmissionId, validationToken }, index) =>
    call(url, token, 'POST', `/api/v1/quiz_submissions/${quizSubmissionId}/questions`, {
      attempt: 1,
      validation_token: validationToken,
      quiz_questions: fields.map(({ id, values }, number) => ({
        id,
        answer: values[isRight(index, number) ? 0 : 1],
      })),
    }),
  );
}

/** Points of the student at `index` who answered with `answerAll`. */
export function expectedScore(index: number, fields: readonly Field[]): number {
  return fields.filter((_, number) => isRight(index, number)).length;
}

function isRight(index: number, number: number): boolean {
  return (index + number) % 3 !== 0;
}

function questionNumber(number: number): object {
  const common = {
    question_name: `Question ${number}`,
    question_text: `<p>What is ${number}?</p>`,
    points_possible: 1,
  };
  if (number <= 20) {
    const answers = ['right', 'wrong', 'more wrong', 'most wrong'].map((answer_text, index) => ({
      answer_text,
      answer_weight: index === 0 ? 100 : 0,
    }));
    return { ...common, question_type: 'multiple_choice_question', answers };
  }
  if (number <= 25) {
    return { ...common, question_type: 'short_answer_question', answers: [{ answer_text: 'word' }] };
  }
  const answers = [{ numerical_answer_type: 'exact_answer', answer_exact: number, answer_error_margin: 0.5 }];
  return { ...common, question_type: 'numerical_question', answers };
}

function valuesOf(number: number, made: Json): string[] {
  if (number <= 20) return made.answers.map(({ id }: { id: number }) => String(id));
  return number <= 25 ? ['word', 'another'] : [String(number), String(number + 1)];
}

/** A few at a time; results in the order of the items. */
async function forEach<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: callersMax }, worker));
  return results;
}
