// Files brought to a server as Canvas's clients bring them, and a course with a quiz to bring them to.

import type { Quiz } from '../../src/model/quiz.ts';
import type { QuizSubmission } from '../../src/model/quiz-submission.ts';
import type { Query } from '../../src/store/database.ts';
import { type CourseFixture, insertQuizSubmission, type Person } from './course-fixture.ts';
import { frozenQuestion } from './frozen-question.ts';
import type { Reply, TestServer } from './server.ts';
import { choiceQuestion, insertTakenQuiz } from './taken-quiz.ts';

/** 3 points, which a person gives. */
export const uploadQuestion = frozenQuestion('file_upload_question', [], { id: 106, points_possible: 3 });

export const uploadQuestions = [uploadQuestion, choiceQuestion];

/** A published quiz with a file upload question and, for each of `takers`, a running attempt. */
export async function insertUploadQuiz(
  query: Query,
  course: CourseFixture,
  quiz: Partial<Quiz> = {},
  row: Partial<QuizSubmission> = {},
  takers: readonly Person[] = [course.people.student],
): Promise<number> {
  const { quizId } = await insertTakenQuiz(query, course, quiz, uploadQuestions);
  for (const { id } of takers) {
    await insertQuizSubmission(query, { quizId, userId: id, ...row }, uploadQuestions);
  }
  return quizId;
}

export interface Uploading {
  /** The first step, with this body. */
  announce(quizId: number, person: Person, body: Record<string, unknown>): Promise<Reply>;
  send: typeof sendFile;
  /** Both; the file's JSON. Throws when either is refused. */
  upload(quizId: number, person: Person, name: string, bytes: Uint8Array): Promise<Reply['json']>;
}

export function uploading(server: TestServer, courseId: number): Uploading {
  const announce: Uploading['announce'] = (quizId, { token }, body) =>
    server.call('POST', `/api/v1/courses/${courseId}/quizzes/${quizId}/submissions/self/files`, {
      token,
      body,
    });
  return {
    announce,
    send: sendFile,
    async upload(quizId, person, name, bytes) {
      const announced = assertStatus(200, await announce(quizId, person, { name, size: bytes.length }));
      return assertStatus(201, await sendFile(announced.json, bytes)).json;
    },
  };
}

/** The second step, at the URL that the first one gave. */
export async function sendFile(
  announced: Reply['json'],
  bytes: Uint8Array,
  name = 'as the client calls it',
): Promise<Reply> {
  const form = new FormData();
  for (const [field, value] of Object.entries(announced.upload_params)) form.append(field, String(value));
  form.append(announced.file_param, new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  return replyOf(await fetch(announced.upload_url, { method: 'POST', body: form }));
}

export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}

function assertStatus(status: number, reply: Reply): Reply {
  if (reply.status !== status) throw new Error(`${reply.status} ${reply.text}`);
  return reply;
}
