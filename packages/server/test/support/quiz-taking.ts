// A quiz taken over HTTP, as a client takes it.

import type { Person } from './course-fixture.ts';
import type { Reply, TestServer } from './server.ts';

/** An attempt that was begun. */
export interface Begun {
  id: number;
  attempt: number;
  token: string;
}

/** Answers by question id. */
export type Answers = Record<number, unknown>;

export interface QuizTaking {
  /** Path of the quiz, with `more` behind it. */
  path(quizId: number, more?: string): string;
  begin(quizId: number, person: Person): Promise<Begun>;
  answer(begun: Begun, person: Person, answers: Answers): Promise<Reply>;
  complete(quizId: number, begun: Begun, person: Person): Promise<Reply>;
  /** Begins, answers and hands in. */
  take(quizId: number, person: Person, answers: Answers): Promise<Begun>;
  /** The quiz submission as the admin sees it. */
  shown(quizId: number, id: number, query?: string): Promise<Reply['json']>;
}

/** Throws when a step is refused that a test did not ask the answer of. */
export function quizTaking(server: TestServer, courseId: number): QuizTaking {
  const path = (quizId: number, more = '') => `/api/v1/courses/${courseId}/quizzes/${quizId}${more}`;
  const assertDone = (reply: Reply): Reply => {
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
    return reply;
  };
  const claim = ({ attempt, token }: Begun) => ({ attempt, validation_token: token });

  async function begin(quizId: number, { token }: Person): Promise<Begun> {
    const { json } = assertDone(await server.call('POST', path(quizId, '/submissions'), { token, body: {} }));
    const [{ id, attempt, validation_token }] = json.quiz_submissions;
    return { id, attempt, token: validation_token };
  }

  const answer = (begun: Begun, { token }: Person, answers: Answers) =>
    server.call('POST', `/api/v1/quiz_submissions/${begun.id}/questions`, {
      token,
      body: {
        ...claim(begun),
        quiz_questions: Object.entries(answers).map(([id, given]) => ({ id, answer: given })),
      },
    });

  const complete = (quizId: number, begun: Begun, { token }: Person) =>
    server.call('POST', path(quizId, `/submissions/${begun.id}/complete`), { token, body: claim(begun) });

  return {
    path,
    begin,
    answer,
    complete,
    async take(quizId, person, answers) {
      const begun = await begin(quizId, person);
      assertDone(await answer(begun, person, answers));
      assertDone(await complete(quizId, begun, person));
      return begun;
    },
    async shown(quizId, id, query = '') {
      const { json } = assertDone(await server.call('GET', path(quizId, `/submissions/${id}${query}`)));
      return json.quiz_submissions[0];
    },
  };
}
