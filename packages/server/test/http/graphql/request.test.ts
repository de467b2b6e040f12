// GraphQL requests that are badly made, too large or not allowed. Source: core reference §11; limits in model/limits.ts.

import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture } from '../../support/course-fixture.ts';
import { eachDatabase } from '../../support/databases.ts';
import { unauthenticatedBody } from '../../support/refusal-bodies.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = (body: unknown, headers = {}, token: string | null = course.people.teacher.token) =>
    server.call('POST', '/api/graphql', { token, body, headers });
  async function errorsOf(query: unknown, variables?: unknown): Promise<string[]> {
    const { status, json } = await post({ query, variables });
    expect(status).toBe(200);
    return json.errors.map(({ message }: { message: string }) => message);
  }

  test('a login is needed', async () => {
    const reply = await post({ query: '{ course(id: 1) { name } }' }, {}, null);
    expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
  });

  test('the answer has data alone, and the usual headers', async () => {
    const reply = await post({ query: '{ course(id: 1) { name } }' });
    expect(reply.text).toBe('{"data":{"course":{"name":"Biology 101"}}}');
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(reply.headers.get('x-canvas-user-id')).toBe(
      `1${String(course.people.teacher.id).padStart(13, '0')}`,
    );
  });

  test('a form and the query string are read too, variables as text or in brackets', async () => {
    const query = encodeURIComponent('query($id: ID!) { course(id: $id) { name } }');
    const expected = { data: { course: { name: 'Biology 101' } } };
    expect((await post(`query=${query}&variables[id]=1`, form)).json).toEqual(expected);
    expect((await post(`query=${query}&variables=${encodeURIComponent('{"id":1}')}`, form)).json).toEqual(
      expected,
    );
    const url = `/api/graphql?query=${query}&variables=${encodeURIComponent('{"id":1}')}`;
    const { token } = course.people.teacher;
    expect((await server.call('POST', url, { token })).json).toEqual(expected);
  });

  test('as_user_id is honoured', async () => {
    const { student } = course.people;
    const query = '{ course(id: 1) { postPolicy { postManually } } }';
    const admin = await server.call('POST', '/api/graphql', { body: { query } });
    expect(admin.json.data.course.postPolicy).not.toBeNull();
    const masked = await server.call('POST', '/api/graphql', { body: { query, as_user_id: student.id } });
    expect(masked.json.data.course.postPolicy).toBeNull();
  });

  test('introspection describes everything', async () => {
    const { json } = await post({ query: getIntrospectionQuery() });
    expect(json.errors).toBeUndefined();
    const names = json.data.__schema.types.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['Course', 'Assignment', 'Submission', 'Grades', 'Progress']),
    );
    const mutations = json.data.__schema.types.find(({ name }: { name: string }) => name === 'Mutation');
    expect(mutations.fields.map(({ name }: { name: string }) => name)).toEqual([
      'hideAssignmentGrades',
      'hideAssignmentGradesForSections',
      'postAssignmentGrades',
      'postAssignmentGradesForSections',
      'setAssignmentPostPolicy',
      'setCoursePostPolicy',
      'setOverrideScore',
    ]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['blanks', '  '],
  ])('%s is no query', async (_name, query) => {
    expect(await errorsOf(query)).toEqual(['there is no query']);
  });

  test.each([
    ['a syntax error', '{ course(id: 1) { name }'],
    ['an unknown field', '{ course(id: 1) { secret } }'],
    ['an unknown argument', '{ course(number: 1) { name } }'],
    ['a missing argument', '{ node { id } }'],
    ['a field without its selection', '{ course(id: 1) }'],
    ['an enumeration that does not have it', '{ legacyNode(_id: 1, type: Group) { id } }'],
    [
      'two operations without a name',
      'query A { account(id: 1) { name } } query B { account(id: 1) { name } }',
    ],
    ['a subscription', 'subscription { course(id: 1) { name } }'],
    ['a fragment alone', 'fragment a on Course { name }'],
    [
      'fragments in a circle',
      '{ course(id: 1) { ...a } } fragment a on Course { ...b } fragment b on Course { ...a }',
    ],
    ['a variable that is not declared', '{ course(id: $id) { name } }'],
    ['@defer', '{ course(id: 1) { ... @defer { name } } }'],
  ])('%s is told, without data', async (_name, query) => {
    const { status, json } = await post({ query });
    expect(status).toBe(200);
    expect(json.errors.length).toBeGreaterThan(0);
    for (const error of json.errors) expect(error.message).toEqual(expect.any(String));
    expect(json).not.toHaveProperty('data');
  });

  test.each([
    ['missing', {}],
    ['null', { id: null }],
    ['an object', { id: { a: 1 } }],
    ['a list', { id: [1] }],
    ['a fraction', { id: 1.5 }],
    ['true', { id: true }],
  ])('a variable that is %s is refused before anything is looked up', async (_name, variables) => {
    const [message] = await errorsOf('query($id: ID!) { course(id: $id) { name } }', variables);
    expect(message).toContain('$id');
  });

  test.each([
    ['a list', { query: '{ account(id: 1) { name } }', variables: [1] }],
    ['a number', { query: '{ account(id: 1) { name } }', variables: 5 }],
    ['no JSON', { query: '{ account(id: 1) { name } }', variables: '{' }],
    [
      'nested too deeply',
      { query: '{ account(id: 1) { name } }', variables: `{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}` },
    ],
    ['JSON of a list', { query: '{ account(id: 1) { name } }', variables: '[1]' }],
    ['a query that is an object', { query: {} }],
    ['an operation name that is a list', { query: '{ account(id: 1) { name } }', operationName: ['a'] }],
  ])('variables or names that cannot be read are 400: %s', async (_name, body) => {
    expect((await post(body)).status).toBe(400);
  });

  test('text that no column can hold is told, wherever it may be written', async () => {
    const nul = JSON.stringify('\0');
    for (const query of [
      `{ course(sisId: ${nul}) { name } }`,
      `{ course(id: 1) { assignmentsConnection(filter: { searchTerm: ${nul} }) { nodes { name } } } }`,
      `{ course(id: 1) { usersConnection(filter: { searchTerm: ${nul} }) { nodes { name } } } }`,
    ]) {
      const [message] = await errorsOf(query);
      expect(message).toContain('U+0000');
    }
    expect(await errorsOf(`{ course(sisId: "${'x'.repeat(300)}") { name } }`)).toEqual([
      'sisId must have at most 255 characters',
    ]);
    const time =
      '{ course(id: 1) { submissionsConnection(filter: { submittedSince: "soon" }) { nodes { score } } } }';
    expect(await errorsOf(time)).toEqual(['submittedSince must be an ISO 8601 time']);
  });

  describe('limits', () => {
    const nested = (levels: number) =>
      `{ assignment(id: 1) { ${'course { assignmentsConnection(first: 1) { nodes { '.repeat(levels)} name ${'} } }'.repeat(levels)} } }`;

    test('depth', async () => {
      // assignment, four times three, name
      expect((await post({ query: nested(4) })).json.errors).toBeUndefined();
      expect(await errorsOf(nested(5))).toEqual(['the query is 17 levels deep, which is more than 15']);
    });

    test('depth through fragments', async () => {
      const query = `{ assignment(id: 1) { ...a } }
        fragment a on Assignment { course { assignmentsConnection(first: 1) { nodes { ...b } } } }
        fragment b on Assignment { course { assignmentsConnection(first: 1) { nodes { ...c } } } }
        fragment c on Assignment { course { assignmentsConnection(first: 1) { nodes { ...d } } } }
        fragment d on Assignment { course { assignmentsConnection(first: 1) { nodes { ...e } } } }
        fragment e on Assignment { course { assignmentsConnection(first: 1) { nodes { name } } } }`;
      expect(await errorsOf(query)).toEqual(['the query is 17 levels deep, which is more than 15']);
    });

    test('values, each page counted as full', async () => {
      const query = (first: number) => `{ course(id: 1) { assignmentsConnection(first: ${first}) { nodes {
        submissionsConnection(first: ${first}) { nodes { user { name enrollments(courseId: 1) { type } } } } } } } }`;
      expect((await post({ query: query(10) })).json.errors).toBeUndefined();
      const [message] = await errorsOf(query(100));
      expect(message).toMatch(/^the query may have \d+ values, which is more than 375000/);
    });

    test('values that fragments multiply', async () => {
      // Fourteen times 30,202 for a group, 2 for a quiz and 1 for the group itself; the assignment and its name.
      const query = `{ assignment(id: 1) { ...f0 } }
        ${Array.from(
          { length: 14 },
          (_, at) => `fragment f${at} on Assignment { a${at}: quiz { ...q } ...g${at} }
            fragment g${at} on Assignment { ...f${at + 1} b${at}: assignmentGroup { ...p } }`,
        ).join(' ')}
        fragment f14 on Assignment { name }
        fragment q on Quiz { title }
        fragment p on AssignmentGroup { assignmentsConnection(first: 100) { nodes { ...r } } }
        fragment r on Assignment { submissionsConnection(first: 100) { nodes { score user { name } } } }`;
      const [message] = await errorsOf(query);
      expect(message).toBe(
        'the query may have 422872 values, which is more than 375000: ask for less with `first`',
      );
    });

    test('mutations', async () => {
      const mutations = (count: number) =>
        `mutation { ${Array.from({ length: count }, (_, at) => `m${at}: setOverrideScore(input: { enrollmentId: 0 }) { errors { message } }`).join(' ')} }`;
      expect(await errorsOf(mutations(20))).toEqual(Array(20).fill('not found'));
      expect(await errorsOf(mutations(21))).toEqual(['the request has 21 mutations, which is more than 20']);
    });

    test('lists of ids and of states', async () => {
      const query = `query($ids: [ID!], $states: [EnrollmentWorkflowState!]) { course(id: 1) {
        enrollmentsConnection(filter: { userIds: $ids, states: $states }) { nodes { type } } } }`;
      const ids = Array.from({ length: 5000 }, (_, at) => at + 1000);
      const states = Array(100_000).fill('active');
      const answer = { data: { course: { enrollmentsConnection: { nodes: [] } } } };
      expect((await post({ query, variables: { ids, states } })).json).toEqual(answer);
      expect(await errorsOf(query, { ids: [...ids, 1] })).toEqual(['userIds must have at most 5000 ids']);
    });

    test('words of the document', async () => {
      const [message] = await errorsOf(`{ ${'a '.repeat(6000)} }`);
      expect(message).toContain('5000 tokens');
    });

    test('nesting that no query has', async () => {
      const deeper = 'the query is nested deeper than 64 levels';
      for (const text of [
        '{a'.repeat(2400),
        `{ a(b: ${'['.repeat(4900)}`,
        `{ a(b: ${'{c:'.repeat(1600)}`,
        `query(${'['.repeat(4900)}`,
        `{ course(id: 1) ${'{ account '.repeat(2000)} ${'}'.repeat(2001)}`,
      ]) {
        expect(await errorsOf(text)).toEqual([deeper]);
      }
    });

    test('a chain of fragments as long as a document can be', async () => {
      const chain = Array.from({ length: 600 }, (_, at) => `fragment f${at} on Course { ...f${at + 1} }`);
      const query = `{ course(id: 1) { ...f0 } } ${chain.join(' ')} fragment f600 on Course { name }`;
      expect((await post({ query })).json).toEqual({ data: { course: { name: 'Biology 101' } } });
    });

    test('the body', async () => {
      expect((await post({ query: `# ${'x'.repeat(1_100_000)}` })).status).toBe(413);
    });

    test('introspection within introspection', async () => {
      const inner = (levels: number): string =>
        levels === 0 ? 'name' : `name fields { name type { ${inner(levels - 1)} } }`;
      const [message] = await errorsOf(`{ __schema { types { ${inner(5)} } } }`);
      expect(message).toBeDefined();
    });
  });
});
