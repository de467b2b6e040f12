// The Assignment Groups API. Source: core reference §8, story steps 15 and 56.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

eachDatabase((database) => {
  describe('assignment groups', () => {
    let server: TestServer;
    let course: CourseFixture;
    let api: string;
    let path: string;

    beforeAll(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, course);
      api = `/api/v1/courses/${course.courseId}`;
      path = `${api}/assignment_groups`;
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });

    const as = (role: Role, method: string, to: string, body?: unknown): Promise<Reply> =>
      server.call(method, to, {
        token: course.people[role].token,
        ...(body === undefined ? {} : { body }),
      });

    const create = async (body: object): Promise<number> => (await as('teacher', 'POST', path, body)).json.id;

    const addAssignment = async (groupId: number, assignment: object = {}): Promise<number> => {
      const body = { assignment: { assignment_group_id: groupId, published: true, ...assignment } };
      return (await as('teacher', 'POST', `${api}/assignments`, body)).json.id;
    };

    const ruleFault = (message: string) => ({
      errors: { rules: [{ attribute: 'rules', type: message, message }] },
    });

    test('a new course has one, named Assignments', async () => {
      const made = await server.call('POST', '/api/v1/accounts/1/courses', { body: { course: {} } });
      const { status, json } = await server.call('GET', `/api/v1/courses/${made.json.id}/assignment_groups`);
      expect(status).toBe(200);
      expect(json).toEqual([
        {
          id: expect.any(Number),
          name: 'Assignments',
          position: 1,
          group_weight: 0,
          sis_source_id: null,
          integration_data: {},
          rules: {},
        },
      ]);
    });

    test('creation answers 200 with every key', async () => {
      const { status, json } = await as('teacher', 'POST', path, {
        name: 'Quizzes',
        group_weight: 60,
        position: 4,
        sis_source_id: 'G-1',
        integration_data: { a: '1' },
      });
      expect(status).toBe(200);
      expect(json).toEqual({
        id: expect.any(Number),
        name: 'Quizzes',
        position: 4,
        group_weight: 60,
        sis_source_id: 'G-1',
        integration_data: { a: '1' },
        rules: {},
      });
      expect((await as('student', 'GET', `${path}/${json.id}`)).json).toEqual(json);
    });

    test('creation takes brackets, and puts a group without a name or a position after the others', async () => {
      const { json } = await server.call('POST', path, {
        headers: form,
        body: 'group_weight=12.5&rules[drop_lowest]=0&rules[never_drop][]=&integration_data[k]=v',
      });
      expect(json).toMatchObject({
        name: 'Assignments',
        group_weight: 12.5,
        rules: { drop_lowest: 0 },
        integration_data: { k: 'v' },
      });
      const { json: all } = await as('teacher', 'GET', `${path}?per_page=100`);
      expect(all.at(-1).id).toBe(json.id);
    });

    test('a change leaves alone what is not said and joins integration data', async () => {
      const id = await create({ name: 'Labs', group_weight: 5, integration_data: { a: 1, b: 2 } });
      const { status, json } = await as('teacher', 'PUT', `${path}/${id}`, { integration_data: { b: 3 } });
      expect(status).toBe(200);
      expect(json).toMatchObject({ name: 'Labs', group_weight: 5, integration_data: { a: 1, b: 3 } });
      const cleared = await as('teacher', 'PUT', `${path}/${id}`, { name: '', group_weight: null });
      expect(cleared.json).toMatchObject({ name: 'Assignments', group_weight: 0 });
    });

    test('rules are replaced together and shown as far as they are set', async () => {
      const id = await create({ name: 'Ruled' });
      const [first, second] = [await addAssignment(id), await addAssignment(id)];
      const rule = async (rules: unknown) =>
        (await as('teacher', 'PUT', `${path}/${id}`, { rules })).json.rules;
      expect(
        await rule({ drop_lowest: 1, drop_highest: '2', never_drop: [second, String(first), first] }),
      ).toEqual({
        drop_lowest: 1,
        drop_highest: 2,
        never_drop: [second, first],
      });
      expect(await rule({ drop_lowest: 0 })).toEqual({ drop_lowest: 0 });
      expect(await rule(null)).toEqual({ drop_lowest: 0 });
      expect(await rule({})).toEqual({});
    });

    test('rules that cannot be followed are refused', async () => {
      const id = await create({ name: 'Strict' });
      const member = await addAssignment(id);
      const stranger = await addAssignment(await create({ name: 'Other' }));
      const refused = async (rules: unknown) => {
        const { status, json } = await as('teacher', 'PUT', `${path}/${id}`, { rules });
        expect(status).toBe(400);
        return json;
      };
      const positive = ruleFault('Drop rules must be a positive number');
      const tooMany = ruleFault('Drop rules cannot be higher than the number of assignments');
      const foreign = ruleFault('Drop rules must name assignments of the group');
      expect(await refused({ drop_lowest: -1 })).toEqual(positive);
      expect(await refused({ drop_highest: 'one' })).toEqual(positive);
      expect(await refused({ drop_lowest: 1.5 })).toEqual(positive);
      expect(await refused({ drop_lowest: 2 })).toEqual(tooMany);
      expect(await refused({ drop_highest: 9_007_199_254_740_991 })).toEqual(tooMany);
      expect(await refused({ never_drop: [member, stranger] })).toEqual(foreign);
      expect(await refused({ never_drop: ['x'] })).toEqual(foreign);
      expect((await as('teacher', 'POST', path, { rules: { drop_lowest: 1 } })).json).toEqual(tooMany);
      await as('teacher', 'DELETE', `${api}/assignments/${member}`);
      expect(await refused({ drop_lowest: 1 })).toEqual(tooMany);
    });

    test('integration data that are no object are refused in one sentence', async () => {
      for (const data of ['text', 7, ['a']]) {
        const { status, json } = await as('teacher', 'POST', path, { integration_data: data });
        expect([status, json]).toEqual([400, 'Invalid integration data']);
      }
      expect((await as('teacher', 'POST', path, { integration_data: '' })).json.integration_data).toEqual({});
    });

    test('names that are too long are refused', async () => {
      const { status, json } = await as('teacher', 'POST', path, { name: 'x'.repeat(256) });
      expect(status).toBe(400);
      expect(json.errors.name[0].type).toBe('too_long');
    });

    test('the list is by position, in pages', async () => {
      const { json, headers } = await as('teacher', 'GET', `${path}?per_page=2&page=2`);
      const all = (await as('teacher', 'GET', `${path}?per_page=100`)).json;
      expect(json).toEqual(all.slice(2, 4));
      expect(headers.get('link')).toContain('rel="next"');
      const positions = all.map(({ position }: { position: number }) => position);
      expect(positions).toEqual(positions.toSorted((a: number, b: number) => a - b));
    });

    test('assignments are included as far as the caller sees them', async () => {
      const id = await create({ name: 'Shown' });
      const open = await addAssignment(id, { name: 'Open' });
      const draft = await addAssignment(id, { name: 'Draft', published: false });
      const quiz = await addAssignment(id, { name: 'Read', submission_types: ['wiki_page'] });
      const included = async (role: Role, query = '') => {
        const reply = await as(role, 'GET', `${path}?include[]=assignments&per_page=100${query}`);
        const group = reply.json.find((one: { id: number }) => one.id === id);
        expect(group.any_assignment_in_closed_grading_period).toBe(false);
        return group.assignments.map((one: { id: number }) => one.id);
      };
      expect(await included('teacher')).toEqual([open, draft, quiz]);
      expect(await included('student')).toEqual([open, quiz]);
      expect(await included('teacher', `&assignment_ids[]=${draft}&assignment_ids[]=${open}`)).toEqual([
        open,
        draft,
      ]);
      expect(await included('teacher', `&assignment_ids=${open},${quiz}`)).toEqual([open, quiz]);
      expect(await included('teacher', '&exclude_assignment_submission_types[]=wiki_page')).toEqual([
        open,
        draft,
      ]);
      const one = await as('student', 'GET', `${path}/${id}?include[]=assignments&include[]=submission`);
      expect(one.json.assignments[0]).toMatchObject({
        name: 'Open',
        submission: { user_id: course.people.student.id },
      });
      expect((await as('student', 'GET', `${path}/${id}`)).json).not.toHaveProperty('assignments');
    });

    describe('deletion', () => {
      test('answers the group and deletes its assignments, and the quizzes that own them', async () => {
        const id = await create({ name: 'Doomed' });
        const assignment = await addAssignment(id);
        const quiz = await as('teacher', 'POST', `${api}/quizzes`, {
          quiz: { title: 'Doomed', assignment_group_id: id },
        });
        const { status, json } = await as('teacher', 'DELETE', `${path}/${id}`);
        expect(status).toBe(200);
        expect(json).toMatchObject({ id, name: 'Doomed', rules: {} });
        for (const gone of [
          `${path}/${id}`,
          `${api}/assignments/${assignment}`,
          `${api}/assignments/${quiz.json.assignment_id}`,
          `${api}/quizzes/${quiz.json.id}`,
        ]) {
          expect((await as('teacher', 'GET', gone)).status).toBe(404);
        }
        expect((await as('teacher', 'DELETE', `${path}/${id}`)).json).toEqual(notFoundBody);
      });

      test('moves its assignments to the end of another group where that is asked', async () => {
        const [from, to] = [await create({ name: 'From' }), await create({ name: 'To' })];
        const first = await addAssignment(to);
        const moved = [await addAssignment(from), await addAssignment(from)];
        const quiz = await as('teacher', 'POST', `${api}/quizzes`, { quiz: { assignment_group_id: from } });
        const { status } = await as('teacher', 'DELETE', `${path}/${from}`, { move_assignments_to: to });
        expect(status).toBe(200);
        const { json } = await as('teacher', 'GET', `${path}/${to}?include[]=assignments`);
        const ids = json.assignments.map((one: { id: number }) => one.id);
        expect(ids).toEqual([first, ...moved, quiz.json.assignment_id]);
        const after = await as('teacher', 'GET', `${api}/quizzes/${quiz.json.id}`);
        expect(after.json.assignment_group_id).toBe(to);
      });

      test('does nothing where the other group is none', async () => {
        const id = await create({ name: 'Stays' });
        const assignment = await addAssignment(id);
        for (const target of [id, 999_999, 'x', '99999999999999999999']) {
          const { status } = await as('teacher', 'DELETE', `${path}/${id}?move_assignments_to=${target}`);
          expect(status).toBe(404);
        }
        expect((await as('teacher', 'GET', `${api}/assignments/${assignment}`)).status).toBe(200);
      });
    });

    test.each([
      ['teacher', 200],
      ['ta', 200],
      ['designer', 200],
      ['student', 403],
      ['observer', 403],
      ['outsider', 403],
    ] as const)('%s is answered %i when editing', async (role, status) => {
      const id = await create({ name: 'Rights' });
      const replies = [
        await as(role, 'POST', path, { name: 'New' }),
        await as(role, 'PUT', `${path}/${id}`, { name: 'Changed' }),
        await as(role, 'DELETE', `${path}/${id}`),
      ];
      expect(replies.map((reply) => reply.status)).toEqual([status, status, status]);
      if (status === 403) expect(replies.map(({ json }) => json)).toEqual(Array(3).fill(notPermittedBody));
    });

    test('reading is for whoever reads the course', async () => {
      for (const role of ['student', 'observer', 'designer'] as const)
        expect((await as(role, 'GET', path)).status).toBe(200);
      expect((await as('outsider', 'GET', path)).json).toEqual(notPermittedBody);
      expect((await as('teacher', 'GET', `${path}/999999`)).json).toEqual(notFoundBody);
      expect((await as('teacher', 'GET', `${path}/x`)).status).toBe(404);
    });
  });
});
