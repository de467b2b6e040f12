// The records of the demo, each made through the public API where it is missing, and found again at the next start.

import { ApiCallFailed, call } from '../api-call.ts';
import { demoSisId } from './demo-sis-id.ts';
import type { AuthoredQuestion, DemoQuiz } from './quiz-content.ts';

export const tokenDays = 30;

export interface Row {
  id: number;
}

export interface AuthoredQuiz {
  title: string;
  allowed_attempts: number;
}

export type Api = <Answer = Row>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Answer>;

/** All of these raise ApiCallFailed. */
export interface Records {
  server: string;
  /** As the admin; paths behind `/api/v1` unless they begin with `/api/`. */
  api: Api;
  /** As whoever has this token. */
  as(token: string): Api;
  /** A record by its path, or undefined where there is none. */
  existing<Answer>(path: string): Promise<Answer | undefined>;
  newPerson(name: string, suffix: string): Promise<Row>;
  /** Somebody of the demo by the end of their SIS id, made where they are missing. */
  person(name: string, suffix: string): Promise<Row>;
  enroll(courseId: number, userId: number, type: string): Promise<void>;
  /** The quiz of that title, published. */
  quizOf(courseId: number, settings: AuthoredQuiz, contents: readonly object[]): Promise<DemoQuiz>;
  /** A new access token of somebody, an id or `self`. It ends 30 days from the true time. */
  token(user: string): Promise<string>;
}

export function recordsAt(server: string, adminToken: string): Records {
  const as =
    (token: string): Api =>
    (method, path, body) =>
      call(server, token, method, path.startsWith('/api/') ? path : `/api/v1${path}`, body);
  const api = as(adminToken);

  async function existing<Answer>(path: string): Promise<Answer | undefined> {
    try {
      return await api<Answer>('GET', path);
    } catch (error) {
      if (error instanceof ApiCallFailed && error.status === 404) return undefined;
      throw error;
    }
  }

  const newPerson = (name: string, suffix: string): Promise<Row> =>
    api('POST', '/accounts/self/users', {
      user: { name, skip_registration: true },
      pseudonym: {
        unique_id: `${suffix}@demo.example`,
        sis_user_id: `${demoSisId}-${suffix}`,
        send_confirmation: false,
      },
    });

  async function newQuiz(
    courseId: number,
    settings: AuthoredQuiz,
    contents: readonly object[],
  ): Promise<number> {
    const quizzes = `/courses/${courseId}/quizzes`;
    const { id } = await api('POST', quizzes, { quiz: settings });
    for (const question of contents) await api('POST', `${quizzes}/${id}/questions`, { question });
    await api('PUT', `${quizzes}/${id}`, { quiz: { published: true } });
    return id;
  }

  return {
    server,
    api,
    as,
    existing,
    newPerson,
    async person(name, suffix) {
      const found = await existing<Row>(`/users/sis_user_id:${demoSisId}-${suffix}`);
      return found ?? newPerson(name, suffix);
    },
    async enroll(courseId, userId, type) {
      const enrollment = { user_id: userId, type, enrollment_state: 'active' };
      await api('POST', `/courses/${courseId}/enrollments`, { enrollment });
    },
    async quizOf(courseId, settings, contents) {
      const quizzes = `/courses/${courseId}/quizzes`;
      const term = encodeURIComponent(settings.title);
      const listed = await api<(Row & { title: string })[]>('GET', `${quizzes}?search_term=${term}`);
      const found = listed.find(({ title }) => title === settings.title);
      const quizId = found?.id ?? (await newQuiz(courseId, settings, contents));
      const questions = await api<AuthoredQuestion[]>('GET', `${quizzes}/${quizId}/questions?per_page=100`);
      return { courseId, quizId, questions };
    },
    async token(user) {
      const expires = new Date(Date.now() + tokenDays * 86_400_000).toISOString();
      const made = await api<{ visible_token: string }>('POST', `/users/${user}/tokens`, {
        token: { purpose: 'Quizwire demo', expires_at: expires, active: true },
      });
      return made.visible_token;
    },
  };
}
