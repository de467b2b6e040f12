// A quiz taken on its page, over HTTP: what the page reads, saves and hands in.

import type { Results, Taking } from '../../../web/src/api/taking.ts';
import type { Person } from './course-fixture.ts';
import type { Reply, TestServer } from './server.ts';

export interface PageTaking {
  show(quizId: number, person: Person, query?: string): Promise<Reply>;
  begin(quizId: number, person: Person, body?: object): Promise<Reply>;
  /** Saves fields into the attempt that runs. */
  save(quizId: number, person: Person, fields: object): Promise<Reply>;
  /** The status; 302 is success. */
  handIn(quizId: number, person: Person, fields?: object): Promise<number>;
  results(quizId: number, person: Person, query?: string): Promise<Reply>;
  /** Begins, saves and hands in; what the page is told then. */
  take(quizId: number, person: Person, fields?: object): Promise<Results>;
  /** What `show` answers. */
  taking(quizId: number, person: Person, query?: string): Promise<Taking>;
}

/** Those that answer no reply throw when they are refused. */
export function pageTaking(server: TestServer, courseId: number): PageTaking {
  const api = (quizId: number, more: string) => `/api/v1/courses/${courseId}/quizzes/${quizId}${more}`;
  const form = (quizId: number, more: string) => `/courses/${courseId}/quizzes/${quizId}${more}`;
  const done = <Body>(reply: Reply): Body => {
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
    return reply.json;
  };
  const claimed = async (quizId: number, person: Person, fields: object) => {
    const { attempt } = await taking(quizId, person);
    if (attempt === null) throw new Error('no attempt runs');
    return { attempt: attempt.attempt, validation_token: attempt.validation_token, ...fields };
  };

  const show = (quizId: number, { token }: Person, query = '') =>
    server.call('GET', api(quizId, `/taking${query}`), { token });
  const results = (quizId: number, { token }: Person, query = '') =>
    server.call('GET', api(quizId, `/results${query}`), { token });
  const begin = (quizId: number, { token }: Person, body: object = {}) =>
    server.call('POST', api(quizId, '/taking'), { token, body });

  async function taking(quizId: number, person: Person, query?: string): Promise<Taking> {
    return done(await show(quizId, person, query));
  }

  async function save(quizId: number, person: Person, fields: object): Promise<Reply> {
    const body = await claimed(quizId, person, fields);
    return server.call('PUT', form(quizId, '/submissions/backup'), { token: person.token, body });
  }

  async function handIn(quizId: number, person: Person, fields: object = {}): Promise<number> {
    const body = await claimed(quizId, person, fields);
    // Where it leads to is another's business.
    const response = await fetch(`${server.url}${form(quizId, '/submissions')}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Authorization: `Bearer ${person.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.status;
  }

  return {
    show,
    begin,
    save,
    handIn,
    results,
    taking,
    async take(quizId, person, fields = {}) {
      done(await begin(quizId, person));
      const status = await handIn(quizId, person, fields);
      if (status !== 302) throw new Error(`handing in was answered ${status}`);
      return done(await results(quizId, person));
    },
  };
}
