// What saving quizzes, assignments and their groups announces, and which saves announce nothing. What taking a quiz does is
// in live-events-attempts.test.ts. Source: live events reference §3.8–§3.10.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Announced, announcedBy } from '../support/announced.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const names: ReadonlySet<string> = new Set([
  'quiz_created',
  'quiz_updated',
  'assignment_created',
  'assignment_updated',
  'assignment_group_created',
  'assignment_group_updated',
]);

const namesOf = (events: readonly Announced[]) => events.map(({ eventName }) => eventName);

const global = (id: number) => String(10_000_000_000_000 + id);

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let base: string;

  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    base = `/api/v1/courses/${course.courseId}`;
    // Or else the first assignment would make one.
    await newGroup({ name: 'Assignments' });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const asTeacher = async (method: string, path: string, body?: unknown): Promise<Reply['json']> => {
    const reply = await server.call(method, path, { token: course.people.teacher.token, body });
    expect(reply.status, reply.text).toBeLessThan(300);
    return reply.json;
  };

  /** What `work` announces of the events that this file is about. */
  const announced = async (work: () => Promise<unknown>) =>
    (await announcedBy(course.databaseUrl, work)).filter(({ eventName }) => names.has(eventName));

  const newQuiz = (settings: Record<string, unknown> = {}) =>
    asTeacher('POST', `${base}/quizzes`, { quiz: { title: 'Cells', ...settings } });

  const changesOfQuiz = (id: number, settings: Record<string, unknown>) =>
    announced(() => asTeacher('PUT', `${base}/quizzes/${id}`, { quiz: settings }));

  const newGroup = (fields: Record<string, unknown> = {}) =>
    asTeacher('POST', `${base}/assignment_groups`, fields);

  const newAssignment = (fields: Record<string, unknown> = {}) =>
    asTeacher('POST', `${base}/assignments`, { assignment: { name: 'Essay', ...fields } });

  describe('a quiz', () => {
    test('that is graded comes with its assignment, in the course it was asked for in', async () => {
      let made: Reply['json'];
      const events = await announced(async () => {
        made = await newQuiz({ access_code: 'sesame', time_limit: 20, due_at: '2026-09-20T10:00:00Z' });
      });
      expect(namesOf(events)).toEqual(['assignment_created', 'quiz_created']);
      const [assignment, quiz] = events;
      const [{ uuid } = { uuid: '' }] = await runSql<{ uuid: string }>(
        course.databaseUrl,
        `select uuid from courses where id = ${course.courseId}`,
      );
      const context = {
        context_id: global(course.courseId),
        context_type: 'Course',
        context_uuid: uuid,
      };
      expect(quiz).toMatchObject({
        courseId: course.courseId,
        assignmentId: made.assignment_id,
        metadata: {
          user_id: global(course.people.teacher.id),
          context_type: 'Course',
          context_id: global(course.courseId),
          context_role: 'TeacherEnrollment',
          http_method: 'POST',
        },
      });
      expect(quiz?.body).toEqual({
        ...context,
        quiz_id: global(made.id),
        assignment_id: global(made.assignment_id),
        title: 'Cells',
        quiz_type: 'assignment',
        points_possible: 0,
        due_at: '2026-09-20T10:00:00Z',
        time_limit: 20,
        access_code: true,
        allowed_attempts: 1,
        scoring_policy: 'keep_highest',
        shuffle_answers: false,
        show_correct_answers: true,
        show_correct_answers_last_attempt: false,
        one_question_at_a_time: false,
        cant_go_back: false,
        one_time_results: false,
        anonymous_submissions: false,
        require_lockdown_browser: false,
        require_lockdown_browser_for_results: false,
        disable_timer_autosubmission: false,
        only_visible_to_overrides: false,
        workflow_state: 'created',
        updated_at: '2026-09-01T09:00:00Z',
      });
      expect(assignment?.body).toEqual({
        ...context,
        anonymous_grading: false,
        assignment_group_id: global(made.assignment_group_id),
        assignment_id: global(made.assignment_id),
        created_on_blueprint_sync: false,
        due_at: '2026-09-20T10:00:00Z',
        points_possible: 0,
        submission_types: 'online_quiz',
        title: 'Cells',
        updated_at: '2026-09-01T09:00:00Z',
        workflow_state: 'unpublished',
        anonymous_participants: false,
      });
    });

    test.each(['practice_quiz', 'survey'])('of type %s has no assignment to announce', async (quiz_type) => {
      let id = 0;
      const events = await announced(async () => {
        id = (await newQuiz({ quiz_type })).id;
      });
      expect(namesOf(events)).toEqual(['quiz_created']);
      expect(events[0]).toMatchObject({ assignmentId: null, body: { quiz_type } });
      expect(events[0]?.body).not.toHaveProperty('assignment_id');
      expect(await changesOfQuiz(id, { title: 'Renamed', published: true })).toEqual([]);
      expect(namesOf(await changesOfQuiz(id, { time_limit: 5 }))).toEqual(['quiz_updated']);
      expect(await announced(() => asTeacher('DELETE', `${base}/quizzes/${id}`))).toEqual([]);
    });

    // Settings on which others depend are set one after the other.
    const settings: Record<string, unknown>[] = [
      { access_code: 'mellon' },
      { allowed_attempts: 3 },
      { scoring_policy: 'keep_latest' },
      { anonymous_submissions: true },
      { one_question_at_a_time: true },
      { cant_go_back: true },
      { disable_timer_autosubmission: true },
      { show_correct_answers_at: '2026-10-01T00:00:00Z' },
      { hide_correct_answers_at: '2026-10-02T00:00:00Z' },
      { show_correct_answers_last_attempt: true },
      { show_correct_answers: false },
      { one_time_results: true },
      { hide_results: 'always' },
      { ip_filter: '10.0.0.0/8' },
      { require_lockdown_browser: true },
      { shuffle_answers: true },
      { time_limit: 30 },
    ];

    test('is updated by each setting that Canvas watches, and its assignment not', async () => {
      const { id } = await newQuiz();
      for (const setting of settings) {
        const [name = ''] = Object.keys(setting);
        const events = await changesOfQuiz(id, setting);
        expect(namesOf(events), name).toEqual(['quiz_updated']);
        const shown = setting[name] === 'mellon' ? true : setting[name];
        expect(events[0]?.body).toMatchObject({ quiz_id: global(id), [name]: shown });
        expect(await changesOfQuiz(id, setting), `${name}, the same again`).toEqual([]);
      }
      expect(namesOf(await changesOfQuiz(id, { access_code: '' }))).toEqual(['quiz_updated']);
    });

    test('whose title, texts, dates, group, visibility or state change updates its assignment alone', async () => {
      const { id, assignment_id } = await newQuiz();
      const group = await newGroup({ name: 'Elsewhere' });
      for (const setting of [
        { title: 'Renamed' },
        { description: '<p>On cells.</p>' },
        { due_at: '2026-09-20T10:00:00Z' },
        { unlock_at: '2026-09-10T10:00:00Z' },
        { lock_at: '2026-09-21T10:00:00Z' },
        { assignment_group_id: group.id },
        { only_visible_to_overrides: true },
        { published: true },
        { published: false },
      ]) {
        const events = await changesOfQuiz(id, setting);
        expect(namesOf(events), JSON.stringify(setting)).toEqual(['assignment_updated']);
        expect(events[0]?.assignmentId).toBe(assignment_id);
        expect(await changesOfQuiz(id, setting), JSON.stringify(setting)).toEqual([]);
      }
    });

    test('that is published says so through its assignment, with what it was before', async () => {
      const { id } = await newQuiz();
      const [event] = await changesOfQuiz(id, { published: true });
      expect(event).toMatchObject({
        body: { workflow_state: 'published', submission_types: 'online_quiz' },
        details: { old_workflow_state: 'unpublished' },
      });
    });

    test('that is graded no more deletes its assignment, and gets another when it is again', async () => {
      const { id, assignment_id } = await newQuiz();
      const [gone, ...more] = await changesOfQuiz(id, { quiz_type: 'practice_quiz' });
      expect(more).toEqual([]);
      expect(gone).toMatchObject({
        eventName: 'assignment_updated',
        assignmentId: assignment_id,
        body: { workflow_state: 'deleted' },
      });
      expect(namesOf(await changesOfQuiz(id, { quiz_type: 'assignment' }))).toEqual(['assignment_created']);
    });

    test('that is deleted deletes its assignment', async () => {
      const { id, assignment_id } = await newQuiz();
      const events = await announced(() => asTeacher('DELETE', `${base}/quizzes/${id}`));
      expect(namesOf(events)).toEqual(['assignment_updated']);
      expect(events[0]).toMatchObject({
        assignmentId: assignment_id,
        body: { workflow_state: 'deleted' },
      });
    });

    test('gets questions: only its points are news, and only as long as it is a draft', async () => {
      const { id } = await newQuiz();
      const path = `${base}/quizzes/${id}/questions`;
      const question = { question_type: 'essay_question', question_text: 'Why?', points_possible: 4 };
      let questionId = 0;
      const events = await announced(async () => {
        questionId = (await asTeacher('POST', path, { question })).id;
      });
      expect(namesOf(events)).toEqual(['assignment_updated']);
      expect(events[0]?.body.points_possible).toBe(4);
      const reworded = { question: { question_text: 'Why not?' } };
      expect(await announced(() => asTeacher('PUT', `${path}/${questionId}`, reworded))).toEqual([]);
      await changesOfQuiz(id, { published: true });
      expect(await announced(() => asTeacher('POST', path, { question }))).toEqual([]);
      expect(namesOf(await changesOfQuiz(id, { published: false }))).toEqual(['assignment_updated']);
    });

    test('that cannot be saved announces nothing', async () => {
      const { id } = await newQuiz();
      const bad = { quiz: { title: 'Renamed', time_limit: 0, shuffle_answers: true } };
      const events = await announced(async () => {
        const reply = await server.call('PUT', `${base}/quizzes/${id}`, { body: bad });
        expect(reply.status).toBe(400);
        const asStudent = { token: course.people.student.token, body: { quiz: { title: 'Mine' } } };
        expect((await server.call('POST', `${base}/quizzes`, asStudent)).status).toBe(403);
      });
      expect(events).toEqual([]);
    });
  });

  describe('an assignment', () => {
    test('is created, updated by any change, and deleted', async () => {
      let id = 0;
      const created = await announced(async () => {
        id = (await newAssignment({ points_possible: 10, submission_types: ['online_url'] })).id;
      });
      expect(namesOf(created)).toEqual(['assignment_created']);
      expect(created[0]).toMatchObject({
        assignmentId: id,
        body: {
          assignment_id: global(id),
          title: 'Essay',
          points_possible: 10,
          submission_types: 'online_url',
        },
      });
      const path = `${base}/assignments/${id}`;
      for (const change of [
        { points_possible: 12 },
        { position: 70 },
        { omit_from_final_grade: true },
        { published: true },
        { grading_type: 'percent' },
      ]) {
        const save = () => asTeacher('PUT', path, { assignment: change });
        expect(namesOf(await announced(save)), JSON.stringify(change)).toEqual(['assignment_updated']);
        expect(await announced(save), `${JSON.stringify(change)}, again`).toEqual([]);
      }
      const deleted = await announced(() => asTeacher('DELETE', path));
      expect(namesOf(deleted)).toEqual(['assignment_updated']);
      expect(deleted[0]).toMatchObject({
        body: { assignment_id: global(id), workflow_state: 'deleted', points_possible: 12 },
        details: { old_workflow_state: 'published' },
      });
    });

    test('of a quiz hands its dates on without a word of the quiz, and takes it along when it is deleted', async () => {
      const { id, assignment_id } = await newQuiz();
      const path = `${base}/assignments/${assignment_id}`;
      const assignment = { due_at: '2026-09-20T10:00:00Z' };
      const moved = await announced(() => asTeacher('PUT', path, { assignment }));
      expect(namesOf(moved)).toEqual(['assignment_updated']);
      expect((await asTeacher('GET', `${base}/quizzes/${id}`)).due_at).toBe('2026-09-20T10:00:00Z');
      expect(namesOf(await announced(() => asTeacher('DELETE', path)))).toEqual(['assignment_updated']);
    });

    test('announces nothing of how its grades are posted', async () => {
      const { id } = await newAssignment();
      const query =
        'mutation($a:ID!){setAssignmentPostPolicy(input:{assignmentId:$a,postManually:true}){postPolicy{postManually}}}';
      const events = await announced(async () => {
        const { data } = await asTeacher('POST', '/api/graphql', { query, variables: { a: String(id) } });
        expect(data).toEqual({ setAssignmentPostPolicy: { postPolicy: { postManually: true } } });
      });
      expect(events).toEqual([]);
    });

    test('whose SIS id is taken announces nothing', async () => {
      const body = { assignment: { name: 'One', sis_assignment_id: 'taken' } };
      const create = () => server.call('POST', `${base}/assignments`, { body });
      expect((await create()).status).toBe(201);
      const events = await announced(async () => expect((await create()).status).toBe(409));
      expect(events).toEqual([]);
    });
  });

  describe('an assignment group', () => {
    test('is created and updated', async () => {
      let id = 0;
      const created = await announced(async () => {
        id = (await newGroup({ name: 'Labs', group_weight: 40, position: 9 })).id;
      });
      expect(namesOf(created)).toEqual(['assignment_group_created']);
      expect(created[0]).toMatchObject({ courseId: course.courseId, assignmentId: null, userId: null });
      expect(created[0]?.body).toEqual({
        assignment_group_id: String(id),
        context_id: String(course.courseId),
        context_type: 'Course',
        name: 'Labs',
        position: 9,
        group_weight: 40,
        integration_data: {},
        workflow_state: 'available',
      });
      await newAssignment({ assignment_group_id: id });
      const save = () => asTeacher('PUT', `${base}/assignment_groups/${id}`, { rules: { drop_lowest: 1 } });
      const updated = await announced(save);
      expect(namesOf(updated)).toEqual(['assignment_group_updated']);
      expect(updated[0]?.body.rules).toBe('drop_lowest:1\n');
      expect(await announced(save)).toEqual([]);
    });

    test('that is deleted deletes what is in it, each with a word of its own', async () => {
      const group = await newGroup({ name: 'Going' });
      const essay = await newAssignment({ assignment_group_id: group.id });
      const quiz = await newQuiz({ assignment_group_id: group.id });
      const events = await announced(() => asTeacher('DELETE', `${base}/assignment_groups/${group.id}`));
      expect(namesOf(events)).toEqual([
        'assignment_updated',
        'assignment_updated',
        'assignment_group_updated',
      ]);
      expect(events.map(({ body }) => body.workflow_state)).toEqual(['deleted', 'deleted', 'deleted']);
      expect(events.map(({ assignmentId }) => assignmentId)).toEqual([essay.id, quiz.assignment_id, null]);
      expect(events[2]?.body.assignment_group_id).toBe(String(group.id));
    });

    test('that is deleted in favour of another moves what is in it', async () => {
      const [group, target] = [await newGroup({ name: 'From' }), await newGroup({ name: 'To' })];
      const essay = await newAssignment({ assignment_group_id: group.id });
      const path = `${base}/assignment_groups/${group.id}`;
      const events = await announced(() => asTeacher('DELETE', path, { move_assignments_to: target.id }));
      expect(namesOf(events)).toEqual(['assignment_updated', 'assignment_group_updated']);
      expect(events[0]?.body).toMatchObject({
        assignment_id: global(essay.id),
        assignment_group_id: global(target.id),
        workflow_state: 'unpublished',
      });
    });

    test('is made with a course, and again when a course has none left', async () => {
      let id = 0;
      const made = await announced(async () => {
        const reply = await server.call('POST', '/api/v1/accounts/1/courses', {
          body: { course: { name: 'New' } },
        });
        expect(reply.status, reply.text).toBe(200);
        id = reply.json.id;
      });
      expect(namesOf(made)).toEqual(['assignment_group_created']);
      expect(made[0]).toMatchObject({ courseId: id, body: { name: 'Assignments', context_id: String(id) } });
      const path = `/api/v1/courses/${id}`;
      await server.call('DELETE', `${path}/assignment_groups/${made[0]?.body.assignment_group_id}`);
      const again = await announced(async () => {
        const reply = await server.call('POST', `${path}/assignments`, {
          body: { assignment: { name: 'One' } },
        });
        expect(reply.status, reply.text).toBe(201);
      });
      expect(namesOf(again)).toEqual(['assignment_group_created', 'assignment_created']);
    });
  });
});
