// The Users API. Source: core reference §4, story steps 1 and 4 to 7.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/open-database.ts';
import { insertPseudonym } from '../../src/store/users.ts';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  type Person,
} from '../support/course-fixture.ts';
import { eachDatabase, type TestDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { someoneWaits } from '../support/someone-waits.ts';

const createPath = '/api/v1/accounts/1/users';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Story step 4. */
function storyUser(name: string, login: string, sisUserId: string): object {
  return {
    user: { name, skip_registration: true },
    pseudonym: { unique_id: login, sis_user_id: sisUserId, send_confirmation: false },
    communication_channel: { type: 'email', address: login, skip_confirmation: true },
  };
}

function signUpErrors(errors: { user?: object; pseudonym?: object }): object {
  return { errors: { user: {}, pseudonym: {}, observee: {}, pairing_code: {}, recaptcha: null, ...errors } };
}

function fault(attribute: string, type: string, message: string): object {
  return { [attribute]: [{ attribute, type, message }] };
}

const takenLogin = fault(
  'unique_id',
  'taken',
  'ID already in use for this account and authentication provider',
);

async function opened(database: TestDatabase): Promise<TestServer> {
  return startTestServer(database);
}

eachDatabase((database) => {
  describe('making a user', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await opened(database);
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const create = (body: unknown, headers = {}) => server.call('POST', createPath, { body, headers });

    test('answers what Canvas answers, key by key', async () => {
      const reply = await create(storyUser('Tea Cher', 'Teacher@example.edu', 'T1'));
      expect(reply.status).toBe(200);
      expect(reply.json).toEqual({
        id: expect.any(Number),
        name: 'Tea Cher',
        created_at: '2026-09-01T09:00:00Z',
        sortable_name: 'Cher, Tea',
        short_name: 'Tea Cher',
        sis_user_id: 'T1',
        integration_id: null,
        sis_import_id: null,
        login_id: 'Teacher@example.edu',
        locale: null,
        uuid: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
        account_uuid: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
      });
    });

    test('keeps every name that is given, in JSON or as a form', async () => {
      const asJson = await create({
        user: {
          name: ' Ada King ',
          short_name: 'Ada',
          sortable_name: 'King, Ada',
          time_zone: 'Europe/London',
          locale: 'en-GB',
          terms_of_use: true,
        },
        pseudonym: { unique_id: ' ada ', sis_user_id: 12345, integration_id: 'I1' },
      });
      expect(asJson.json).toMatchObject({
        name: 'Ada King',
        short_name: 'Ada',
        sortable_name: 'King, Ada',
        login_id: 'ada',
        sis_user_id: '12345',
        integration_id: 'I1',
        locale: 'en-GB',
        terms_of_use: true,
      });
      const asForm = await create(
        'user[name]=Grace+Hopper&user[short_name]=Grace&user[terms_of_use]=0&pseudonym[unique_id]=grace' +
          '&pseudonym[sis_user_id]=G1&communication_channel[address]=grace%40example.edu',
        form,
      );
      expect(asForm.json).toMatchObject({
        name: 'Grace Hopper',
        short_name: 'Grace',
        sortable_name: 'Hopper, Grace',
        login_id: 'grace',
        sis_user_id: 'G1',
        terms_of_use: false,
      });
      const profile = await server.call('GET', `/api/v1/users/${asForm.json.id}/profile`);
      expect(profile.json).toMatchObject({ primary_email: 'grace@example.edu', time_zone: 'Etc/UTC' });
      const found = await server.call('GET', '/api/v1/users/sis_integration_id:I1/profile');
      expect(found.json).toMatchObject({
        id: asJson.json.id,
        primary_email: null,
        time_zone: 'Europe/London',
      });
    });

    test('names somebody without a name after their login', async () => {
      const reply = await create({ pseudonym: { unique_id: 'nameless' } });
      expect(reply.json).toMatchObject({
        name: 'nameless',
        short_name: 'nameless',
        sortable_name: 'nameless',
      });
    });

    test.each([
      [{ pseudonym: { unique_id: 'mail1@example.edu' } }, 'mail1@example.edu'],
      [
        { pseudonym: { unique_id: 'mail2@example.edu' }, communication_channel: { type: 'email' } },
        'mail2@example.edu',
      ],
      [
        { pseudonym: { unique_id: 'mail3@example.edu' }, communication_channel: { address: 'x@y.org' } },
        'x@y.org',
      ],
      [
        { pseudonym: { unique_id: 'mail4@example.edu' }, communication_channel: { address: 'no address' } },
        null,
      ],
      [
        {
          pseudonym: { unique_id: 'mail5@example.edu' },
          communication_channel: { type: 'sms', address: 'x@y.org' },
        },
        null,
      ],
      [{ pseudonym: { unique_id: 'mail6' } }, null],
    ])('takes the e-mail address from %j', async (body, email) => {
      const { json } = await create(body);
      const profile = await server.call('GET', `/api/v1/users/${json.id}/profile`);
      expect(profile.json.primary_email).toBe(email);
    });

    test('takes the account by any of its names', async () => {
      for (const account of ['self', 'default']) {
        const body = { pseudonym: { unique_id: `in-${account}` } };
        expect((await server.call('POST', `/api/v1/accounts/${account}/users`, { body })).status).toBe(200);
      }
      const reply = await server.call('POST', '/api/v1/accounts/999/users', { body: {} });
      expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
    });

    test('refuses a login that is taken, whatever its case', async () => {
      await create(storyUser('First', 'taken@example.edu', 'TK1'));
      for (const login of ['taken@example.edu', 'TAKEN@Example.edu', ' taken@example.edu ']) {
        const reply = await create(storyUser('Second', login, 'TK2'));
        expect([reply.status, reply.json]).toEqual([400, signUpErrors({ pseudonym: takenLogin })]);
      }
    });

    test('refuses SIS and integration ids that are taken, with all other faults', async () => {
      await create({ pseudonym: { unique_id: 'has-ids', sis_user_id: 'S9', integration_id: 'I9' } });
      const reply = await create({ pseudonym: { unique_id: '', sis_user_id: 'S9', integration_id: 'I9' } });
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual(
        signUpErrors({
          pseudonym: {
            ...fault('unique_id', 'too_short', 'is too short (minimum is 1 character)'),
            ...fault('sis_user_id', 'taken', 'SIS ID "S9" is already in use'),
            ...fault('integration_id', 'taken', 'Integration ID "I9" is already in use'),
          },
        }),
      );
    });

    test.each([
      [
        'no parameters at all',
        {},
        { pseudonym: fault('unique_id', 'too_short', 'is too short (minimum is 1 character)') },
      ],
      [
        'a login of 101 characters',
        { pseudonym: { unique_id: 'x'.repeat(101) } },
        { pseudonym: fault('unique_id', 'too_long', 'is too long (maximum is 100 characters)') },
      ],
      [
        'a login with a control character',
        { pseudonym: { unique_id: 'a\u0007b' } },
        { pseudonym: fault('unique_id', 'invalid', 'is invalid') },
      ],
      [
        'a short password',
        { pseudonym: { unique_id: 'short-password', password: '1234567' } },
        { pseudonym: fault('password', 'too_short', 'is too short (minimum is 8 characters)') },
      ],
      [
        'a SIS id of 256 characters',
        { pseudonym: { unique_id: 'long-sis', sis_user_id: 'x'.repeat(256) } },
        { pseudonym: fault('sis_user_id', 'too_long', 'is too long (maximum is 255 characters)') },
      ],
      [
        'a name of 256 characters',
        {
          user: { name: 'x'.repeat(256), short_name: 'x', sortable_name: 'x' },
          pseudonym: { unique_id: 'long-name' },
        },
        { user: fault('name', 'too_long', 'is too long (maximum is 255 characters)') },
      ],
      [
        'a time zone that there is not',
        { user: { time_zone: 'Mars/Olympus' }, pseudonym: { unique_id: 'zone' } },
        { user: fault('time_zone', 'inclusion', 'is not a known time zone') },
      ],
      [
        'a locale that is none',
        { user: { locale: 'not a locale' }, pseudonym: { unique_id: 'locale' } },
        { user: fault('locale', 'inclusion', 'is not a language tag') },
      ],
      [
        'a blank name and a login that is no address, when validations are forced',
        { user: { name: ' ' }, pseudonym: { unique_id: 'no-address' }, force_validations: true },
        {
          user: fault('name', 'blank', "can't be blank"),
          pseudonym: fault('unique_id', 'invalid', 'is invalid'),
        },
      ],
    ])('refuses %s', async (_what, body, errors) => {
      const reply = await create(body);
      expect([reply.status, reply.json]).toEqual([400, signUpErrors(errors)]);
    });

    test('accepts what is just within the bounds', async () => {
      const reply = await create({
        user: { name: 'n'.repeat(255) },
        pseudonym: { unique_id: 'u'.repeat(100), sis_user_id: 's'.repeat(255), password: '12345678' },
      });
      expect(reply.status).toBe(200);
    });

    test.each([
      [{ user: 'text' }, 'user must be an object'],
      [{ pseudonym: { unique_id: ['a'] } }, 'pseudonym[unique_id] must be a string'],
      [
        { pseudonym: { unique_id: 'a\u0000b' } },
        'pseudonym[unique_id] must not contain the character U+0000',
      ],
      [
        { pseudonym: { unique_id: 'x' }, user: { skip_registration: 'maybe' } },
        'user[skip_registration] must be true or false',
      ],
    ])('refuses the unreadable %j', async (body, message) => {
      const reply = await create(body);
      expect([reply.status, reply.json]).toEqual([400, { errors: [{ message, error_code: 'bad_request' }] }]);
    });

    test('stores nothing of what it refuses', async () => {
      const body = { user: { terms_of_use: 'maybe' }, pseudonym: { unique_id: 'half@example.edu' } };
      expect((await create(body)).status).toBe(400);
      expect((await create({ pseudonym: { unique_id: 'half@example.edu' } })).status).toBe(200);
    });

    test('of many that want one login at once, one gets it', async () => {
      const body = storyUser('Race', 'race@example.edu', 'RACE');
      const replies = await Promise.all(Array.from({ length: 8 }, () => create(body)));
      expect(replies.map((reply) => reply.status).sort()).toEqual([
        200,
        ...Array.from({ length: 7 }, () => 400),
      ]);
      for (const reply of replies.filter(({ status }) => status === 400)) {
        expect(reply.json.errors.pseudonym).toHaveProperty('unique_id');
      }
    });

    // On SQLite one transaction ends before the next begins, so nobody is ever overtaken.
    if (database.kind === 'postgres') {
      test('refuses a login that somebody else takes in the same moment', async () => {
        const databaseUrl = await database.readyUrl();
        await using own = await startTestServer(database, { databaseUrl });
        await using other = await openDatabase(databaseUrl, testStartMs);
        const reply = await other.transaction(async (transaction) => {
          await insertPseudonym(transaction, {
            userId: 1,
            accountId: 1,
            uniqueId: 'late@example.edu',
            uniqueIdKey: 'late@example.edu',
            sisUserId: null,
            integrationId: null,
            createdAtMs: testStartMs,
          });
          const asked = own.call('POST', createPath, { body: storyUser('Late', 'late@example.edu', 'L1') });
          await someoneWaits(other.query);
          return { asked };
        });
        const refused = await reply.asked;
        expect([refused.status, refused.json]).toEqual([400, signUpErrors({ pseudonym: takenLogin })]);
      });
    }
  });

  describe('listing the users of an account', () => {
    let server: TestServer;
    const ids: Record<string, number> = {};
    beforeAll(async () => {
      server = await opened(database);
      for (const [name, login, sis] of [
        ['Tea Cher', 'teacher@example.edu', 'T1'],
        ['Zoe Adams', 's1@example.edu', 'S1'],
        ['Ada Lovelace', 's2@example.edu', 'S2'],
        ['100%_Student\\', 's3@example.edu', 'S3'],
      ] as const) {
        ids[sis] = (await server.call('POST', createPath, { body: storyUser(name, login, sis) })).json.id;
      }
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const list = async (query: string) => server.call('GET', `${createPath}${query}`);
    const sisIds = async (query: string) =>
      (await list(query)).json.map((user: { sis_user_id: string | null }) => user.sis_user_id);

    test('finds the four users of the story by a part of their login', async () => {
      const reply = await list('?search_term=example');
      expect(reply.status).toBe(200);
      expect(reply.json).toHaveLength(4);
      expect(reply.json[1]).toEqual({
        id: ids.S1,
        name: 'Zoe Adams',
        created_at: '2026-09-01T09:00:00Z',
        sortable_name: 'Adams, Zoe',
        short_name: 'Zoe Adams',
        sis_user_id: 'S1',
        integration_id: null,
        sis_import_id: null,
        login_id: 's1@example.edu',
      });
    });

    test('has everybody, by sortable name', async () => {
      expect(await sisIds('')).toEqual(['S3', null, 'S1', 'T1', 'S2']);
    });

    test.each([
      ['LOVELACE', ['S2']],
      ['teacher@', ['T1']],
      ['100%25_', ['S3']],
      ['%25_St', ['S3']],
      ['nt%5C', ['S3']],
      ['%25%25%25', []],
      ['nobody', []],
    ])('finds what contains %s', async (term, found) => {
      expect(await sisIds(`?search_term=${term}`)).toEqual(found);
    });

    test('refuses to search for less than three characters', async () => {
      for (const term of ['ad', 'a', '%F0%9F%8D%8E%F0%9F%8D%8E']) {
        const reply = await list(`?search_term=${term}`);
        expect(reply.status).toBe(400);
        expect(reply.json).toEqual({
          errors: [{ field: 'search_term', code: 'invalid', message: '3 or more characters is required' }],
        });
      }
      expect((await list('?search_term=')).json).toHaveLength(5);
    });

    test.each([
      ['?sort=email', ['S1', 'S2', 'S3', 'T1', null]],
      ['?sort=sis_id', ['S1', 'S2', 'S3', 'T1', null]],
      ['?sort=sis_id&order=desc', ['T1', 'S3', 'S2', 'S1', null]],
      ['?sort=id', [null, 'T1', 'S1', 'S2', 'S3']],
      ['?sort=id&order=desc', ['S3', 'S2', 'S1', 'T1', null]],
      ['?sort=last_login', [null, 'T1', 'S1', 'S2', 'S3']],
      ['?sort=integration_id', [null, 'T1', 'S1', 'S2', 'S3']],
      ['?sort=username&order=desc', ['S2', 'T1', 'S1', null, 'S3']],
      ['?sort=nonsense', ['S3', null, 'S1', 'T1', 'S2']],
    ])('orders with %s', async (query, found) => {
      expect(await sisIds(query)).toEqual(found);
    });

    test('is paged without a last link', async () => {
      const first = await list('?per_page=2&sort=id');
      expect(first.json.map((user: { id: number }) => user.id)).toEqual([1, ids.T1]);
      const link = (relation: string, page: number) =>
        `<${server.url}${createPath}?sort=id&page=${page}&per_page=2>; rel="${relation}"`;
      expect(first.headers.get('link')).toBe(
        [link('current', 1), link('next', 2), link('first', 1)].join(','),
      );
      const last = await list('?per_page=2&sort=id&page=3');
      expect(last.json.map((user: { id: number }) => user.id)).toEqual([ids.S3]);
      expect(last.headers.get('link')).toBe(
        [link('current', 3), link('prev', 2), link('first', 1)].join(','),
      );
      expect((await list('?page=zero')).status).toBe(404);
    });

    test('includes what is asked for', async () => {
      const query = ['avatar_url', 'email', 'last_login', 'time_zone', 'uuid', 'permissions'];
      const reply = await list(`?search_term=lovelace&${query.map((name) => `include[]=${name}`).join('&')}`);
      expect(reply.json[0]).toEqual({
        id: ids.S2,
        name: 'Ada Lovelace',
        created_at: '2026-09-01T09:00:00Z',
        sortable_name: 'Lovelace, Ada',
        short_name: 'Ada Lovelace',
        sis_user_id: 'S2',
        integration_id: null,
        sis_import_id: null,
        login_id: 's2@example.edu',
        avatar_url: null,
        email: 's2@example.edu',
        last_login: null,
        time_zone: 'Etc/UTC',
        uuid: expect.any(String),
        account_uuid: expect.any(String),
      });
    });

    test('selects by uuid', async () => {
      const { uuid } = (await server.call('GET', `/api/v1/users/${ids.S1}?include[]=uuid`)).json;
      expect(await sisIds(`?uuids[]=${uuid}&uuids[]=unknown`)).toEqual(['S1']);
      const tooMany = await list(`?${Array.from({ length: 101 }, () => 'uuids[]=x').join('&')}`);
      expect([tooMany.status, tooMany.json]).toEqual([
        400,
        { error: 'Too many UUIDs in filter. Current limit is 100' },
      ]);
    });

    test('is for admins of the account alone', async () => {
      for (const method of ['GET', 'POST']) {
        const byStudent = await server.call(method, `${createPath}?as_user_id=${ids.S1}&search_term=x`);
        expect([byStudent.status, byStudent.json]).toEqual([403, notPermittedBody]);
        const body = method === 'POST' ? { user: 'unreadable' } : undefined;
        const byNobody = await server.call(method, createPath, { token: null, body });
        expect([byNobody.status, byNobody.json]).toEqual([401, unauthenticatedBody]);
      }
      expect((await server.call('GET', '/api/v1/accounts/999/users')).status).toBe(404);
    });
  });

  describe('the users of a sub-account', () => {
    let course: CourseFixture;
    let server: TestServer;
    let subAccountId: number;
    beforeAll(async () => {
      course = await courseFixture(database, {
        more: async (query, { courseId, people }) => {
          const { id } = await query
            .insertInto('accounts')
            .values({
              parentAccountId: 1,
              rootAccountId: 1,
              name: 'Sciences',
              uuid: 'uuid-of-sciences',
              ltiGuid: 'branch.example.edu',
              sisAccountId: null,
              workflowState: 'active',
              defaultTimeZone: 'Etc/UTC',
              createdAtMs: testStartMs,
              updatedAtMs: testStartMs,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          subAccountId = id;
          await query.updateTable('courses').set({ accountId: id }).where('id', '=', courseId).execute();
          await query
            .insertInto('accountUsers')
            .values({
              accountId: id,
              userId: people.outsider.id,
              role: 'AccountAdmin',
              createdAtMs: testStartMs,
            })
            .execute();
          await query
            .updateTable('enrollments')
            .set({ workflowState: 'deleted' })
            .where('userId', '=', people.designer.id)
            .execute();
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const idsOf = (roles: readonly (keyof CourseFixture['people'])[]) =>
      roles.map((role) => course.people[role].id);
    const listed = async (path: string, token: string) =>
      (await server.call('GET', `${path}?sort=id`, { token })).json;

    test('are those of its courses, to its admin', async () => {
      const path = `/api/v1/accounts/${subAccountId}/users`;
      for (const { token } of [course.people.outsider, course.people.admin]) {
        const users = await listed(path, token);
        expect(users.map((user: { id: number }) => user.id)).toEqual(
          idsOf(['teacher', 'ta', 'student', 'otherStudent', 'observer']),
        );
      }
    });

    test.each([
      ['student', ['student', 'otherStudent']],
      ['TeacherEnrollment', ['teacher']],
      ['designer', []],
    ] as const)('are chosen by the enrollment type %s', async (type, roles) => {
      for (const account of [subAccountId, 1]) {
        const path = `/api/v1/accounts/${account}/users?sort=id&enrollment_type=${type}`;
        const users = (await server.call('GET', path)).json;
        expect(users.map((user: { id: number }) => user.id)).toEqual(idsOf(roles));
      }
    });

    test('are not chosen by a type that there is not', async () => {
      const reply = await server.call('GET', '/api/v1/accounts/1/users?enrollment_type=pupil');
      expect(reply.status).toBe(400);
    });

    test('are all that its admin sees, and makes nobody', async () => {
      const { token } = course.people.outsider;
      for (const [method, account] of [
        ['GET', 1],
        ['POST', 1],
        ['POST', subAccountId],
      ] as const) {
        const body = method === 'POST' ? { pseudonym: { unique_id: 'x' } } : undefined;
        const reply = await server.call(method, `/api/v1/accounts/${account}/users`, { token, body });
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      const { student, designer } = course.people;
      expect((await server.call('GET', `/api/v1/users/${student.id}`, { token })).status).toBe(200);
      expect((await server.call('GET', `/api/v1/users/${designer.id}`, { token })).status).toBe(404);
      const profile = await server.call('GET', `/api/v1/users/${student.id}/profile`, { token });
      expect(profile.json).toMatchObject({ login_id: 'ada.lovelace@example.edu', sis_user_id: null });
      expect(profile.json).not.toHaveProperty('time_zone');
      const rename = { token, body: { user: { name: 'X' } } };
      expect((await server.call('PUT', `/api/v1/users/${student.id}`, rename)).status).toBe(403);
    });
  });

  describe('who may see whom', () => {
    let course: CourseFixture;
    let server: TestServer;
    /** A student of another section, and a TA who is limited to theirs. */
    let faraway: Person;
    let limitedTa: Person;

    beforeAll(async () => {
      course = await courseFixture(database, {
        more: async (query, { courseId, people }) => {
          const section = await query
            .insertInto('courseSections')
            .values({
              courseId,
              name: 'B',
              sisSectionId: null,
              defaultSection: 0,
              startAtMs: null,
              endAtMs: null,
              restrictEnrollmentsToSectionDates: 0,
              integrationId: null,
              createdAtMs: testStartMs,
              updatedAtMs: testStartMs,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          faraway = await insertPerson(query, 'Far Away');
          limitedTa = await insertPerson(query, 'Limited Ta');
          const inB = { courseId, courseSectionId: section.id };
          await insertEnrollment(query, { ...inB, userId: faraway.id, type: 'StudentEnrollment' });
          await insertEnrollment(query, {
            ...inB,
            userId: limitedTa.id,
            type: 'TaEnrollment',
            limitPrivilegesToCourseSection: 1,
          });
          await query
            .updateTable('pseudonyms')
            .set({ sisUserId: 'S1' })
            .where('userId', '=', people.student.id)
            .execute();
        },
      });
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const get = (person: Person, path: string) => server.call('GET', path, { token: person.token });

    const names = () => ({
      id: course.people.student.id,
      name: 'Ada Lovelace',
      created_at: '2026-09-01T08:59:00Z',
      sortable_name: 'Lovelace, Ada',
      short_name: 'Ada Lovelace',
      avatar_url: null,
      last_name: 'Lovelace',
      first_name: 'Ada',
    });
    const permissions = {
      can_update_name: true,
      can_update_avatar: false,
      limit_parent_app_web_access: false,
    };

    test('an admin sees everything', async () => {
      for (const name of [
        course.people.student.id,
        'sis_user_id:S1',
        'sis_login_id:ADA.Lovelace@example.edu',
      ]) {
        const reply = await get(course.people.admin, `/api/v1/users/${name}`);
        expect(reply.status).toBe(200);
        expect(reply.json).toEqual({
          ...names(),
          sis_user_id: 'S1',
          integration_id: null,
          sis_import_id: null,
          login_id: 'ada.lovelace@example.edu',
          email: 'ada.lovelace@example.edu',
          locale: null,
          permissions,
        });
      }
    });

    test('the first admin sees themself', async () => {
      const reply = await get(
        course.people.admin,
        '/api/v1/users/self?include[]=uuid&include[]=last_login&include[]=x',
      );
      expect(reply.json).toEqual({
        id: 1,
        name: 'Account Admin',
        created_at: '2026-09-01T09:00:00Z',
        sortable_name: expect.any(String),
        short_name: 'Account Admin',
        avatar_url: null,
        last_name: 'Admin',
        first_name: 'Account',
        sis_user_id: null,
        integration_id: null,
        sis_import_id: null,
        login_id: null,
        email: null,
        locale: null,
        effective_locale: 'en',
        permissions,
        uuid: expect.any(String),
        account_uuid: expect.any(String),
        last_login: null,
      });
    });

    test('oneself sees what concerns nobody else, without login and SIS ids', async () => {
      const reply = await get(course.people.student, '/api/v1/users/self');
      expect(reply.json).toEqual({ ...names(), locale: null, effective_locale: 'en', permissions });
    });

    test('people of the same roster see names alone', async () => {
      for (const role of ['teacher', 'ta', 'designer', 'otherStudent'] as const) {
        const path = `/api/v1/users/${course.people.student.id}?include[]=uuid&include[]=last_login`;
        const reply = await get(course.people[role], path);
        expect([reply.status, reply.json]).toEqual([200, names()]);
      }
    });

    test('to others a person is not there', async () => {
      for (const role of ['outsider', 'observer'] as const) {
        const reply = await get(course.people[role], `/api/v1/users/${course.people.student.id}`);
        expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
      }
    });

    test('a limit to the own section holds', async () => {
      expect((await get(limitedTa, `/api/v1/users/${faraway.id}`)).status).toBe(200);
      expect((await get(limitedTa, `/api/v1/users/${course.people.student.id}`)).status).toBe(404);
      expect((await get(course.people.ta, `/api/v1/users/${faraway.id}`)).status).toBe(200);
    });

    test.each(['0', '999', 'sis_user_id:NONE', 'sis_user_id:s1', 'nobody', 'sis_user_id:%00'])(
      'there is no user %s',
      async (name) => {
        for (const path of [`/api/v1/users/${name}`, `/api/v1/users/${name}/profile`]) {
          const reply = await get(course.people.admin, path);
          expect([reply.status, reply.json]).toEqual([404, notFoundBody]);
        }
      },
    );

    const profile = () => ({
      id: course.people.student.id,
      name: 'Ada Lovelace',
      short_name: 'Ada Lovelace',
      sortable_name: 'Lovelace, Ada',
      title: null,
      bio: null,
      pronunciation: null,
      pronouns: null,
      avatar_url: null,
    });
    const contact = { primary_email: 'ada.lovelace@example.edu', login_id: 'ada.lovelace@example.edu' };
    const sis = { sis_user_id: 'S1', integration_id: null };
    const personal = { time_zone: 'Etc/UTC', locale: null };

    test.each([
      ['admin', { ...contact, ...sis, ...personal }],
      ['teacher', { ...contact, ...sis }],
      ['ta', contact],
      ['designer', {}],
      ['otherStudent', {}],
    ] as const)('of a profile the %s sees what they have a right to', async (role, keys) => {
      const reply = await get(course.people[role], `/api/v1/users/${course.people.student.id}/profile`);
      expect([reply.status, reply.json]).toEqual([200, { ...profile(), ...keys }]);
    });

    test("one's own profile has more", async () => {
      const reply = await get(course.people.student, '/api/v1/users/self/profile');
      expect(reply.json).toEqual({
        ...profile(),
        ...contact,
        ...personal,
        effective_locale: 'en',
        calendar: { ics: null },
        lti_user_id: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
        k5_user: false,
        use_classic_font_in_k5: false,
      });
      const byLtiId = await get(course.people.admin, `/api/v1/users/lti_user_id:${reply.json.lti_user_id}`);
      expect(byLtiId.json.id).toBe(course.people.student.id);
    });

    test('a profile is refused to others', async () => {
      const reply = await get(course.people.outsider, `/api/v1/users/${course.people.student.id}/profile`);
      expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
    });

    test('a login is needed', async () => {
      for (const path of [
        '/api/v1/users/self',
        '/api/v1/users/1',
        '/api/v1/users/self/profile',
        '/api/v1/users/999',
      ]) {
        const reply = await server.call('GET', path, { token: null });
        expect([reply.status, reply.json]).toEqual([401, unauthenticatedBody]);
      }
    });

    test('who is suspended from the course is no longer on its roster', async () => {
      await using own = await startTestServer(database, {
        databaseUrl: (
          await courseFixture(database, {
            more: async (query, { people }) => {
              await query
                .updateTable('enrollments')
                .set({ workflowState: 'inactive' })
                .where('userId', '=', people.otherStudent.id)
                .execute();
            },
          })
        ).databaseUrl,
      });
      const { student, otherStudent } = course.people;
      const onThem = await own.call('GET', `/api/v1/users/${otherStudent.id}`, { token: student.token });
      const byThem = await own.call('GET', `/api/v1/users/${student.id}`, { token: otherStudent.token });
      expect([onThem.status, byThem.status]).toEqual([404, 404]);
    });
  });

  describe('editing a user', () => {
    let course: CourseFixture;
    let server: TestServer;
    beforeAll(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    });
    afterAll(() => server[Symbol.asyncDispose]());
    const put = (by: Person, name: string | number, body: unknown, headers = {}) =>
      server.call('PUT', `/api/v1/users/${name}`, { token: by.token, body, headers });

    test('oneself changes names, time zone and language', async () => {
      const { student } = course.people;
      const reply = await put(student, 'self', {
        user: { name: 'Ada King', short_name: 'Ada', time_zone: 'Europe/London', locale: 'en-GB' },
      });
      expect(reply.status).toBe(200);
      expect(reply.json).toEqual({
        id: student.id,
        name: 'Ada King',
        created_at: '2026-09-01T08:59:00Z',
        sortable_name: 'King, Ada',
        short_name: 'Ada',
        avatar_url: null,
        locale: 'en-GB',
        time_zone: 'Europe/London',
      });
      const shown = await server.call('GET', '/api/v1/users/self', { token: student.token });
      expect(shown.json).toMatchObject({ name: 'Ada King', effective_locale: 'en-GB' });
    });

    test('a new name leaves the short name, and a given sortable name wins', async () => {
      const { otherStudent } = course.people;
      const renamed = await put(otherStudent, 'self', 'user[name]=Grace+Murray+Hopper', form);
      expect(renamed.json).toMatchObject({
        name: 'Grace Murray Hopper',
        sortable_name: 'Hopper, Grace Murray',
        short_name: 'Grace Hopper',
      });
      const both = await put(otherStudent, 'self', {
        user: { name: 'G Hopper', sortable_name: 'Murray Hopper, G' },
      });
      expect(both.json).toMatchObject({ sortable_name: 'Murray Hopper, G' });
      const blank = await put(otherStudent, 'self', {
        user: { sortable_name: '', short_name: '', time_zone: '', locale: null },
      });
      expect(blank.json).toMatchObject({
        sortable_name: 'Hopper, G',
        short_name: 'G Hopper',
        time_zone: 'Etc/UTC',
        locale: null,
      });
    });

    test('an admin also changes the e-mail address', async () => {
      const reply = await put(course.people.admin, course.people.ta.id, {
        user: { email: 'new@example.edu' },
      });
      expect(reply.json).toEqual({
        id: course.people.ta.id,
        name: 'Assis Tant',
        created_at: '2026-09-01T08:59:00Z',
        sortable_name: 'Tant, Assis',
        short_name: 'Assis Tant',
        sis_user_id: null,
        integration_id: null,
        sis_import_id: null,
        login_id: 'assis.tant@example.edu',
        avatar_url: null,
        locale: null,
        time_zone: 'Etc/UTC',
        email: 'new@example.edu',
      });
    });

    test('nothing to change is no fault', async () => {
      for (const body of [
        undefined,
        {},
        { user: null },
        { user: {} },
        { user: { birthdate: '1815-12-10' } },
      ]) {
        expect((await put(course.people.student, 'self', body)).status).toBe(200);
      }
    });

    test.each([
      ['name', ' ', 'blank', "can't be blank"],
      ['name', 'x'.repeat(256), 'too_long', 'is too long (maximum is 255 characters)'],
      ['short_name', 'x'.repeat(256), 'too_long', 'is too long (maximum is 255 characters)'],
      ['time_zone', '+05:30', 'inclusion', 'is not a known time zone'],
      ['locale', 'x', 'inclusion', 'is not a language tag'],
      ['email', 'nobody', 'invalid', 'is invalid'],
    ])('refuses %s %s', async (field, value, type, message) => {
      const user = { sortable_name: 'x', [field]: value };
      const reply = await put(course.people.admin, course.people.designer.id, { user });
      expect([reply.status, reply.json]).toEqual([400, { errors: fault(field, type, message) }]);
      const kept = await server.call('GET', `/api/v1/users/${course.people.designer.id}`);
      expect(kept.json.sortable_name).toBe('Signer, De');
    });

    test('refuses whoever has not the right', async () => {
      const { student, teacher, outsider } = course.people;
      for (const [by, name, user] of [
        [student, 'self', { email: 'mine@example.edu' }],
        [student, 'self', { workflow_state: 'deleted' }],
        [teacher, student.id, { name: 'X' }],
        [outsider, student.id, { name: 'X' }],
      ] as const) {
        const reply = await put(by, name, { user });
        expect([reply.status, reply.json]).toEqual([403, notPermittedBody]);
      }
      const unknown = await put(course.people.admin, 999, { user: {} });
      expect([unknown.status, unknown.json]).toEqual([404, notFoundBody]);
      const nobody = await server.call('PUT', '/api/v1/users/1', { token: null, body: {} });
      expect([nobody.status, nobody.json]).toEqual([401, unauthenticatedBody]);
    });
  });
});
