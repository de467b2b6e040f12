// Who sees which grades, in enrollments and courses. Source: core reference §6.3, §7.2, §13.3, story §22.6 and §22.7.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type Gradebook, insertGradebook, switchOverridesOn } from '../support/gradebook-fixture.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let gradebook: Gradebook;

  async function open(settings: object, override: number | null, fields = {}): Promise<void> {
    course = await courseFixture(database, {
      course: { applyAssignmentGroupWeights: 1, settings: JSON.stringify(settings), ...fields },
      more: async (query, fixture) => {
        gradebook = await insertGradebook(query, fixture);
        await switchOverridesOn(query, fixture.courseId);
        if (override === null) return;
        await query
          .updateTable('courseScores')
          .set({ overrideScore: override })
          .where('enrollmentId', '=', gradebook.enrollments.s2)
          .execute();
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  }

  const tokenOf = (role: Role | 'third') =>
    role === 'third' ? gradebook.third.token : course.people[role].token;

  async function gradesSeenBy(role: Role, enrollment: keyof Gradebook['enrollments'], query = '') {
    const path = `/api/v1/courses/${course.courseId}/enrollments?type[]=StudentEnrollment${query}`;
    const { status, json } = await server.call('GET', path, { token: tokenOf(role) });
    if (status !== 200) return status;
    const found = json.find(({ id }: { id: number }) => id === gradebook.enrollments[enrollment]);
    if (found === undefined) return undefined;
    const { html_url, ...grades } = found.grades;
    expect(html_url).toBe(`${server.url}/courses/${course.courseId}/grades/${found.user_id}`);
    return grades;
  }

  async function ownTotals(role: Role) {
    const { json } = await server.call('GET', '/api/v1/courses?include[]=total_scores', {
      token: tokenOf(role),
    });
    const {
      type,
      role: _,
      role_id,
      user_id,
      enrollment_state,
      limit_privileges_to_course_section,
      ...rest
    } = json[0].enrollments[0];
    return rest;
  }

  const computed = {
    s1: {
      current_score: 92.33,
      current_grade: null,
      final_score: 83,
      final_grade: null,
      unposted_current_score: 91.9,
      unposted_current_grade: null,
      unposted_final_score: 91.9,
      unposted_final_grade: null,
    },
    s2: {
      current_score: 50,
      current_grade: null,
      final_score: 45,
      final_grade: null,
      unposted_current_score: 50,
      unposted_current_grade: null,
      unposted_final_score: 45,
      unposted_final_grade: null,
    },
    s3: {
      current_score: null,
      current_grade: null,
      final_score: 0,
      final_grade: null,
      unposted_current_score: null,
      unposted_current_grade: null,
      unposted_final_score: 0,
      unposted_final_grade: null,
    },
  };

  describe('in a course that lets graders override, without a scheme', () => {
    beforeAll(() => open({ allowFinalGradeOverride: true }, 88.8));
    afterAll(() => server[Symbol.asyncDispose]());

    test.each(['admin', 'teacher', 'ta'] as const)(
      'the %s sees what is computed, and overrides apart',
      async (role) => {
        expect(await gradesSeenBy(role, 's1')).toEqual(computed.s1);
        expect(await gradesSeenBy(role, 's2')).toEqual({ ...computed.s2, override_score: 88.8 });
        expect(await gradesSeenBy(role, 's3')).toEqual(computed.s3);
      },
    );

    test('graders get points when they ask for them', async () => {
      expect(await gradesSeenBy('teacher', 's1', '&include[]=current_points')).toEqual({
        ...computed.s1,
        current_points: 39,
        unposted_current_points: 47.9,
      });
    });

    test('students see what holds of their own, and nothing of anybody else', async () => {
      expect(await gradesSeenBy('student', 's1')).toEqual({
        current_score: 92.33,
        current_grade: null,
        final_score: 83,
        final_grade: null,
      });
      expect(await gradesSeenBy('otherStudent', 's2', '&include[]=current_points')).toEqual({
        current_score: 88.8,
        current_grade: null,
        final_score: 88.8,
        final_grade: null,
        current_points: 21,
      });
      expect(await gradesSeenBy('student', 's2')).toEqual({});
    });

    test('an own list of enrollments says the same (story step 62)', async () => {
      const { json } = await server.call('GET', '/api/v1/users/self/enrollments', {
        token: tokenOf('otherStudent'),
      });
      expect(json[0].grades).toMatchObject({ current_score: 88.8, final_score: 88.8 });
      expect(json[0].grades).not.toHaveProperty('override_score');
    });

    test('an observer sees what their student sees', async () => {
      expect(await gradesSeenBy('observer', 's1')).toEqual({
        current_score: 92.33,
        current_grade: null,
        final_score: 83,
        final_grade: null,
      });
      expect(await gradesSeenBy('observer', 's2')).toBeUndefined();
    });

    test('a designer, who sees the roster, sees no grades', async () => {
      expect(await gradesSeenBy('designer', 's1')).toEqual({});
    });

    test('include[]=total_scores gives students what holds', async () => {
      expect(await ownTotals('student')).toEqual({
        computed_current_score: 92.33,
        computed_current_grade: null,
        computed_final_score: 83,
        computed_final_grade: null,
        computed_current_letter_grade: null,
      });
      expect(await ownTotals('otherStudent')).toMatchObject({
        computed_current_score: 88.8,
        computed_final_score: 88.8,
      });
    });

    test('include[]=total_scores adds nothing to enrollments that have no grades', async () => {
      expect(await ownTotals('teacher')).toEqual({});
      expect(await ownTotals('observer')).toEqual({ associated_user_id: course.people.student.id });
    });

    test('a course by itself has them too, and only when asked', async () => {
      const path = `/api/v1/courses/${course.courseId}`;
      const token = tokenOf('student');
      const asked = await server.call('GET', `${path}?include[]=total_scores`, { token });
      expect(asked.json.enrollments[0]).toMatchObject({ computed_current_score: 92.33 });
      const plain = await server.call('GET', path, { token });
      expect(plain.json.enrollments[0]).not.toHaveProperty('computed_current_score');
    });
  });

  describe('in a course with a grading scheme', () => {
    beforeAll(() => open({ allowFinalGradeOverride: true, gradingStandardId: 0 }, 88.8));
    afterAll(() => server[Symbol.asyncDispose]());

    test('there are letters for graders', async () => {
      expect(await gradesSeenBy('teacher', 's1')).toMatchObject({
        current_grade: 'A-',
        final_grade: 'B-',
        unposted_current_grade: 'A-',
        unposted_final_grade: 'A-',
      });
      expect(await gradesSeenBy('teacher', 's2')).toMatchObject({
        current_grade: 'F',
        override_score: 88.8,
        override_grade: 'B+',
      });
    });

    test('and for students, of what holds', async () => {
      expect(await gradesSeenBy('otherStudent', 's2')).toEqual({
        current_score: 88.8,
        current_grade: 'B+',
        final_score: 88.8,
        final_grade: 'B+',
      });
      expect(await ownTotals('otherStudent')).toMatchObject({
        computed_current_grade: 'B+',
        computed_final_grade: 'B+',
        computed_current_letter_grade: 'B+',
      });
    });
  });

  describe('in a course with a scheme of its own', () => {
    beforeAll(() => open({ allowFinalGradeOverride: true, gradingStandardId: 1 }, 88.8));
    afterAll(() => server[Symbol.asyncDispose]());

    test('the letters are its own, and the default ones while there is no such scheme', async () => {
      expect(await gradesSeenBy('teacher', 's1')).toMatchObject({ current_grade: 'A-' });
      const { json } = await server.call('POST', `/api/v1/courses/${course.courseId}/grading_standards`, {
        body: {
          title: 'Two',
          grading_scheme_entry: [
            { name: 'Yes', value: 90 },
            { name: 'No', value: 0 },
          ],
        },
        token: tokenOf('teacher'),
      });
      expect(json.id).toBe(1);
      expect(await gradesSeenBy('teacher', 's1')).toMatchObject({ current_grade: 'Yes', final_grade: 'No' });
      expect(await gradesSeenBy('teacher', 's2')).toMatchObject({ override_grade: 'No' });
    });
  });

  describe('in a course that does not let graders override (any more)', () => {
    beforeAll(() => open({}, 88.8));
    afterAll(() => server[Symbol.asyncDispose]());

    test('everything is as if nobody had', async () => {
      expect(await gradesSeenBy('teacher', 's2')).toEqual(computed.s2);
      expect(await gradesSeenBy('otherStudent', 's2')).toMatchObject({ current_score: 50, final_score: 45 });
    });
  });

  describe('in a course that hides final grades', () => {
    beforeAll(() => open({ allowFinalGradeOverride: true }, 88.8, { hideFinalGrades: 1 }));
    afterAll(() => server[Symbol.asyncDispose]());

    test('graders see them, students do not, observers do', async () => {
      expect(await gradesSeenBy('teacher', 's1')).toEqual(computed.s1);
      expect(await gradesSeenBy('student', 's1')).toEqual({});
      expect(await gradesSeenBy('observer', 's1')).toMatchObject({ current_score: 92.33 });
    });

    test('include[]=total_scores is passed over', async () => {
      expect(await ownTotals('student')).toEqual({});
    });
  });

  describe('somebody who grades the course and takes it', () => {
    beforeAll(() => open({ allowFinalGradeOverride: true }, 88.8));
    afterAll(() => server[Symbol.asyncDispose]());

    test('sees what graders see', async () => {
      const { otherStudent } = course.people;
      await server.call('POST', `/api/v1/courses/${course.courseId}/enrollments`, {
        body: {
          enrollment: { user_id: otherStudent.id, type: 'TaEnrollment', enrollment_state: 'active' },
        },
      });
      const { json } = await server.call('GET', '/api/v1/courses?include[]=total_scores', {
        token: otherStudent.token,
      });
      const own = json[0].enrollments.find(({ type }: { type: string }) => type === 'student');
      expect(own).toMatchObject({
        computed_current_score: 50,
        unposted_final_score: 45,
        override_score: 88.8,
      });
      expect(own).not.toHaveProperty('computed_current_letter_grade');
    });
  });
});
