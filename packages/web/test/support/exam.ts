// A server with an exam on it: a quiz with a question of every type, its teacher and its students, all made over the API.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServerProcess } from '../../../server/test/support/process.ts';

export interface Person {
  id: number;
  token: string;
}

export interface Exam extends AsyncDisposable {
  server: ServerProcess;
  courseId: number;
  quizId: number;
  teacher: Person;
  /** Of SQLite, for what the API cannot make: a past. */
  databaseFile: string;
  /** Of the account's admin. */
  adminToken: string;
  /** A student of the course whom nobody else has. */
  student(name: string): Promise<Person>;
  /** Path of the quiz's pages, and behind `/api/v1` of its routes. */
  path: string;
  /** An answer of the API as JSON; the admin asks unless `token` is somebody else's. Throws when it is refused. */
  call<Answer = Json>(method: string, path: string, body?: object, token?: string): Promise<Answer>;
}

/** What a test knows to be in an answer of the API. */
export type Json = ReturnType<typeof JSON.parse>;

const adminToken = 'admin-token-of-the-test';

/** One question of each type, in this order. */
export const examQuestions = [
  {
    question_name: 'Choice',
    question_type: 'multiple_choice_question',
    question_text: '<p>What is the powerhouse of the cell?</p>',
    points_possible: 2,
    answers: [
      { answer_text: 'The mitochondrion', answer_weight: 100 },
      { answer_text: 'The nucleus', answer_weight: 0 },
    ],
  },
  {
    question_name: 'True or false',
    question_type: 'true_false_question',
    question_text: '<p>Plants breathe.</p>',
    points_possible: 1,
    answers: [
      { answer_text: 'True', answer_weight: 100 },
      { answer_text: 'False', answer_weight: 0 },
    ],
  },
  {
    question_name: 'Short',
    question_type: 'short_answer_question',
    question_text: '<p>What carries the genes?</p>',
    points_possible: 1,
    answers: [{ answer_text: 'DNA', answer_weight: 100 }],
  },
  {
    question_name: 'Blanks',
    question_type: 'fill_in_multiple_blanks_question',
    question_text: '<p>A leaf is [leaf] and the sky is [sky].</p>',
    points_possible: 2,
    answers: [
      { answer_text: 'green', answer_weight: 100, blank_id: 'leaf' },
      { answer_text: 'blue', answer_weight: 100, blank_id: 'sky' },
    ],
  },
  {
    question_name: 'Several',
    question_type: 'multiple_answers_question',
    question_text: '<p>Which of these are organelles?</p>',
    points_possible: 2,
    answers: [
      { answer_text: 'Ribosome', answer_weight: 100 },
      { answer_text: 'Spoon', answer_weight: 0 },
      { answer_text: 'Vacuole', answer_weight: 100 },
    ],
  },
  {
    question_name: 'Dropdowns',
    question_type: 'multiple_dropdowns_question',
    question_text: '<p>Roots take up [what] from the [where].</p>',
    points_possible: 2,
    answers: [
      { answer_text: 'water', answer_weight: 100, blank_id: 'what' },
      { answer_text: 'light', answer_weight: 0, blank_id: 'what' },
      { answer_text: 'soil', answer_weight: 100, blank_id: 'where' },
      { answer_text: 'air', answer_weight: 0, blank_id: 'where' },
    ],
  },
  {
    question_name: 'Matching',
    question_type: 'matching_question',
    question_text: '<p>Who says what?</p>',
    points_possible: 2,
    matching_answer_incorrect_matches: 'whale',
    answers: [
      { answer_match_left: 'barks', answer_match_right: 'dog' },
      { answer_match_left: 'mews', answer_match_right: 'cat' },
    ],
  },
  {
    question_name: 'Number',
    question_type: 'numerical_question',
    question_text: '<p>How many chromosomes has a human cell?</p>',
    points_possible: 1,
    answers: [{ numerical_answer_type: 'exact_answer', answer_exact: 46, answer_error_margin: 0 }],
  },
  {
    question_name: 'Calculated',
    question_type: 'calculated_question',
    question_text: '<p>[x] cells and [y] cells are how many?</p>',
    points_possible: 1,
    variables: [
      { name: 'x', min: 2, max: 2, scale: 0 },
      { name: 'y', min: 3, max: 3, scale: 0 },
    ],
    formulas: ['x + y'],
    answer_tolerance: 0,
    formula_decimal_places: 0,
    answers: [
      {
        answer_text: 5,
        variables: [
          { name: 'x', value: 2 },
          { name: 'y', value: 3 },
        ],
      },
    ],
  },
  {
    question_name: 'Essay',
    question_type: 'essay_question',
    question_text: '<p>Why do leaves fall?</p>',
    points_possible: 5,
  },
  {
    question_name: 'Upload',
    question_type: 'file_upload_question',
    question_text: '<p>Hand in your drawing of a cell.</p>',
    points_possible: 3,
  },
  { question_name: 'Text', question_type: 'text_only_question', question_text: '<p>That was all.</p>' },
];

/** `settings` are of the quiz, beside those that every test wants; `environment` of the server. */
export async function startExam(
  settings: object = {},
  questions: readonly object[] = examQuestions,
  environment: Readonly<Record<string, string>> = {},
): Promise<Exam> {
  const folder = await mkdtemp(join(tmpdir(), 'quizwire-exam-'));
  const databaseFile = join(folder, 'quizwire.db');
  const server = await startServerProcess({
    QUIZWIRE_DATABASE_URL: `sqlite:${databaseFile}`,
    QUIZWIRE_ADMIN_TOKEN: adminToken,
    QUIZWIRE_THROTTLE: 'false',
    ...environment,
  });

  async function call<Answer = Json>(
    method: string,
    path: string,
    body?: object,
    token = adminToken,
  ): Promise<Answer> {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text || 'null');
  }

  async function person(name: string, type: string): Promise<Person> {
    const user = { user: { name }, pseudonym: { unique_id: `${name}@example.edu` } };
    const { id } = await call('POST', '/accounts/self/users', user);
    const enrollment = { user_id: id, type, enrollment_state: 'active' };
    await call('POST', `/courses/${course.id}/enrollments`, { enrollment });
    const { visible_token: token } = await call('POST', `/users/${id}/tokens`, {
      token: { purpose: 'test', active: true },
    });
    return { id, token };
  }

  const course = await call('POST', '/accounts/self/courses', { course: { name: 'Biology' }, offer: true });
  const quiz = await call('POST', `/courses/${course.id}/quizzes`, {
    quiz: { title: 'Cells', quiz_type: 'assignment', ...settings },
  });
  for (const question of questions) {
    await call('POST', `/courses/${course.id}/quizzes/${quiz.id}/questions`, { question });
  }
  await call('PUT', `/courses/${course.id}/quizzes/${quiz.id}`, { quiz: { published: true } });
  await call('PUT', `/courses/${course.id}/features/flags/quiz_log_auditing`, { state: 'on' });
  const teacher = await person('Tea Cher', 'TeacherEnrollment');
  return {
    server,
    courseId: course.id,
    quizId: quiz.id,
    teacher,
    databaseFile,
    adminToken,
    path: `/courses/${course.id}/quizzes/${quiz.id}`,
    student: (name) => person(name, 'StudentEnrollment'),
    call,
    async [Symbol.asyncDispose]() {
      await server.kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
