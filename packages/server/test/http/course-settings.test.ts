// The settings of a course, and what a course's set-up does to its gradebook. Source: core reference §6.3, §6.4.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

const untouched = {
  allow_final_grade_override: false,
  hide_final_grades: false,
  grading_standard_enabled: false,
  grading_standard_id: null,
  grade_passback_setting: null,
  default_due_time: '23:59:59',
  home_page_announcement_limit: null,
  course_color: null,
  friendly_name: null,
  image: null,
  banner_image: null,
  default_student_gradebook_view: null,
  use_default_discussion_settings: false,
  default_discussion_settings: null,
  allow_student_discussion_topics: true,
  allow_student_forum_attachments: false,
  allow_student_discussion_editing: true,
  allow_student_discussion_reporting: true,
  allow_student_anonymous_discussion_topics: false,
  allow_student_organized_groups: true,
  conditional_release: false,
  filter_speed_grader_by_student_group: false,
  hide_distribution_graphs: false,
  hide_sections_on_course_users_page: false,
  homeroom_course: false,
  lock_all_announcements: false,
  restrict_quantitative_data: false,
  restrict_student_future_view: false,
  restrict_student_past_view: false,
  show_announcements_on_home_page: false,
  students_can_read_own_attempt_log: false,
  syllabus_course_summary: true,
  usage_rights_required: false,
};

eachDatabase((database) => {
  describe('course settings', () => {
    let server: TestServer;
    let course: CourseFixture;
    let api: string;
    let path: string;

    beforeAll(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, course);
      api = `/api/v1/courses/${course.courseId}`;
      path = `${api}/settings`;
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });

    const as = (role: Role, method: string, to: string, body?: unknown): Promise<Reply> =>
      server.call(method, to, {
        token: course.people[role].token,
        ...(body === undefined ? {} : { body }),
      });

    test('have their defaults, for whoever reads the course', async () => {
      const { status, json } = await as('student', 'GET', path);
      expect(status).toBe(200);
      expect(json).toEqual(untouched);
    });

    test('change by top-level parameters, JSON or form, and are all answered', async () => {
      const asJson = await as('teacher', 'PUT', path, {
        hide_final_grades: true,
        default_due_time: '17:00:00',
        home_page_announcement_limit: 3,
        course: { hide_distribution_graphs: true },
        unknown: 1,
      });
      expect(asJson.status).toBe(200);
      const changed = {
        ...untouched,
        hide_final_grades: true,
        default_due_time: '17:00:00',
        home_page_announcement_limit: 3,
      };
      expect(asJson.json).toEqual(changed);
      const asForm = await server.call('PUT', path, {
        headers: form,
        body: 'hide_final_grades=0&default_due_time=&home_page_announcement_limit=&syllabus_course_summary=off&restrict_student_past_view=true',
      });
      expect(asForm.json).toEqual({
        ...untouched,
        syllabus_course_summary: false,
        restrict_student_past_view: true,
      });
      expect((await as('teacher', 'GET', path)).json).toEqual(asForm.json);
      expect((await as('teacher', 'GET', api)).json.hide_final_grades).toBe(false);
    });

    test('allow overrides only while the feature is on', async () => {
      const allowed = async () => (await as('teacher', 'GET', path)).json.allow_final_grade_override;
      const { json } = await as('teacher', 'PUT', path, { allow_final_grade_override: true });
      expect(json.allow_final_grade_override).toBe(false);
      const flag = `${api}/features/flags/final_grades_override`;
      await as('teacher', 'PUT', flag, { state: 'on' });
      expect(await allowed()).toBe(true);
      await as('teacher', 'PUT', flag, { state: 'off' });
      expect(await allowed()).toBe(false);
    });

    test('show the grading scheme of the course', async () => {
      await as('teacher', 'PUT', api, { course: { grading_standard_id: 0 } });
      expect((await as('teacher', 'GET', path)).json).toMatchObject({
        grading_standard_enabled: true,
        grading_standard_id: 0,
      });
      await as('teacher', 'PUT', api, { course: { grading_standard_id: '' } });
      expect((await as('teacher', 'GET', path)).json.grading_standard_enabled).toBe(false);
    });

    test('are not changed by what cannot be read, nor by who may not', async () => {
      expect((await as('teacher', 'PUT', path, { hide_final_grades: 'perhaps' })).status).toBe(400);
      expect((await as('teacher', 'PUT', path, { default_due_time: { at: 5 } })).status).toBe(400);
      for (const role of ['student', 'observer', 'outsider'] as const)
        expect((await as(role, 'PUT', path, {})).json).toEqual(notPermittedBody);
      expect((await as('designer', 'PUT', path, {})).status).toBe(200);
      expect((await as('outsider', 'GET', path)).json).toEqual(notPermittedBody);
      expect((await as('admin', 'GET', '/api/v1/courses/999999/settings')).json).toEqual(notFoundBody);
    });

    test('of two that change at once both are kept', async () => {
      for (let round = 0; round < 10; round++) {
        const value = round % 2 === 0;
        await Promise.all([
          as('teacher', 'PUT', path, { usage_rights_required: value }),
          as('teacher', 'PUT', path, { lock_all_announcements: value }),
          as('teacher', 'PUT', api, { course: { post_manually: value } }),
        ]);
        const { json } = await as('teacher', 'GET', path);
        expect(json).toMatchObject({ usage_rights_required: value, lock_all_announcements: value });
        expect((await as('teacher', 'GET', `${api}?include[]=post_manually`)).json.post_manually).toBe(value);
      }
    });
  });

  describe("a course's set-up", () => {
    let server: TestServer;
    let course: CourseFixture;
    let api: string;

    beforeAll(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, course);
      api = `/api/v1/courses/${course.courseId}`;
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });

    const teacher = async (method: string, to: string, body?: unknown) => {
      const { token } = course.people.teacher;
      const { json } = await server.call(method, to, { token, ...(body === undefined ? {} : { body }) });
      return json;
    };

    test('post_manually is for every assignment there is and for those to come', async () => {
      const add = () => teacher('POST', `${api}/assignments`, { assignment: { published: true } });
      const first = await add();
      expect(first.post_manually).toBe(false);
      await teacher('PUT', api, { course: { post_manually: true } });
      expect((await teacher('GET', `${api}/assignments/${first.id}`)).post_manually).toBe(true);
      expect((await add()).post_manually).toBe(true);
      await teacher('PUT', api, { course: { post_manually: false } });
      expect((await teacher('GET', `${api}/assignments/${first.id}`)).post_manually).toBe(false);
    });

    test('group weights count as long as they are switched on', async () => {
      const group = (name: string, weight: number) =>
        teacher('POST', `${api}/assignment_groups`, { name, group_weight: weight });
      const graded = async (groupId: number, points: number, grade: string) => {
        const assignment = { published: true, assignment_group_id: groupId, points_possible: points };
        const { id } = await teacher('POST', `${api}/assignments`, { assignment });
        const to = `${api}/assignments/${id}/submissions/${course.people.student.id}`;
        await teacher('PUT', to, { submission: { posted_grade: grade } });
      };
      const score = async () =>
        (await teacher('GET', `${api}/enrollments?user_id=${course.people.student.id}`))[0].grades
          .final_score;
      await graded((await group('Quizzes', 50)).id, 10, '9');
      await graded((await group('Homework', 50)).id, 40, '20');
      expect(await score()).toBe(58);
      await teacher('PUT', api, { course: { apply_assignment_group_weights: true } });
      expect(await score()).toBe(70);
      await teacher('PUT', api, { course: { group_weighting_scheme: 'equal' } });
      expect(await score()).toBe(58);
    });
  });
});
