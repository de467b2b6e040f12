// What GraphQL changes: post policies, posting and hiding, final grades. Source: core reference §11, §13, story steps 19,
// 54 and 63.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { insertSection } from '../../../src/store/course-sections.ts';
import {
  type CourseFixture,
  courseFixture,
  insertEnrollment,
  insertPerson,
  type Person,
  type Role,
} from '../../support/course-fixture.ts';
import { eachDatabase } from '../../support/databases.ts';
import { type Gradebook, insertGradebook, switchOverridesOn } from '../../support/gradebook-fixture.ts';
import { insufficientScopesBody } from '../../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../../support/server.ts';

/** Those without the right come first, so that what they fail to change is as it was. */
const roles: [Role, boolean][] = [
  ['designer', false],
  ['student', false],
  ['observer', false],
  ['outsider', false],
  ['ta', true],
  ['teacher', true],
  ['admin', true],
];

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let gradebook: Gradebook;
  /** Holds s3 alone; `sectionTa` sees nobody else. */
  let sectionB: number;
  let sectionTa: Person;

  beforeEach(async () => {
    course = await courseFixture(database, {
      course: { applyAssignmentGroupWeights: 1, settings: JSON.stringify({ allowFinalGradeOverride: true }) },
      more: async (query, fixture) => {
        const { courseId } = fixture;
        gradebook = await insertGradebook(query, fixture);
        await switchOverridesOn(query, courseId);
        const section = await insertSection(query, {
          courseId,
          name: 'Section B',
          sisSectionId: null,
          integrationId: null,
          defaultSection: 0,
          startAtMs: null,
          endAtMs: null,
          restrictEnrollmentsToSectionDates: 0,
          createdAtMs: testStartMs,
          updatedAtMs: testStartMs,
        });
        sectionB = section.id;
        await query
          .updateTable('enrollments')
          .set({ courseSectionId: sectionB })
          .where('id', '=', gradebook.enrollments.s3)
          .execute();
        sectionTa = await insertPerson(query, 'Section Assistant');
        await insertEnrollment(query, {
          userId: sectionTa.id,
          courseId,
          courseSectionId: sectionB,
          type: 'TaEnrollment',
          limitPrivilegesToCourseSection: 1,
        });
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function ask(role: Role | Person, query: string, variables: Record<string, unknown> = {}) {
    const { token } = typeof role === 'string' ? course.people[role] : role;
    const { status, json } = await server.call('POST', '/api/graphql', { token, body: { query, variables } });
    expect(status).toBe(200);
    return json;
  }
  const nodeId = (type: string, id: number) => Buffer.from(`${type}-${id}`).toString('base64');
  /** Whose grades of an assignment students see now. */
  async function postedOf(assignmentId: number): Promise<string[]> {
    const { data } = await ask(
      'teacher',
      `query($id: ID!) { assignment(id: $id) { submissionsConnection(filter: { includeUnsubmitted: true }) {
        nodes { posted user { name } } } } }`,
      { id: assignmentId },
    );
    const { nodes } = data.assignment.submissionsConnection;
    return nodes
      .filter(({ posted }: { posted: boolean }) => posted)
      .map(({ user }: { user: { name: string } }) => user.name);
  }
  async function scoresOf(enrollmentId: number) {
    const { data } = await ask(
      'teacher',
      'query($id: ID!) { legacyNode(_id: $id, type: Enrollment) { ... on Enrollment { grades { currentScore finalScore overrideScore } } } }',
      { id: enrollmentId },
    );
    return data.legacyNode.grades;
  }
  const refused = (field: string, message: string) => ({
    data: { [field]: null },
    errors: [{ message, path: [field], locations: [expect.any(Object)] }],
  });

  describe('postAssignmentGrades', () => {
    const post = `mutation($input: PostAssignmentGradesInput!) { postAssignmentGrades(input: $input) {
      assignment { _id name } progress { _id state tag completion message } sections { name }
      errors { attribute message } } }`;

    test('shows the grades at once, and scores follow (story step 54)', async () => {
      const { reflection } = gradebook.assignments;
      const { student, teacher } = course.people;
      const { data } = await ask('teacher', post, { input: { assignmentId: reflection } });
      expect(data.postAssignmentGrades).toEqual({
        assignment: { _id: String(reflection), name: 'Reflection' },
        progress: {
          _id: expect.any(String),
          state: 'completed',
          tag: 'post_assignment_grades',
          completion: 100,
          message: null,
        },
        sections: null,
        errors: null,
      });
      expect(await scoresOf(gradebook.enrollments.s1)).toMatchObject({
        currentScore: 91.9,
        finalScore: 91.9,
      });
      const seen = await ask(
        'student',
        'query($a: ID!, $u: ID!) { submission(assignmentId: $a, userId: $u) { grade postedAt } }',
        { a: reflection, u: student.id },
      );
      expect(seen.data.submission).toEqual({ grade: 'B+', postedAt: '2026-09-01T09:00:00Z' });
      expect(await postedOf(reflection)).toEqual(['Ada Lovelace', 'Grace Hopper', 'Third Student']);
      const progress = await server.call(
        'GET',
        `/api/v1/progress/${data.postAssignmentGrades.progress._id}`,
        {
          token: teacher.token,
        },
      );
      expect(progress.json).toMatchObject({
        context_type: 'Course',
        context_id: course.courseId,
        user_id: teacher.id,
        results: {
          assignment_id: reflection,
          posted_at: '2026-09-01T09:00:00Z',
          user_ids: [student.id, course.people.otherStudent.id, gradebook.third.id],
        },
      });
    });

    test('takes the id of a node', async () => {
      const { reflection } = gradebook.assignments;
      const { data } = await ask('teacher', post, {
        input: { assignmentId: nodeId('Assignment', reflection) },
      });
      expect(data.postAssignmentGrades.assignment._id).toBe(String(reflection));
    });

    test('posts only what is graded when asked', async () => {
      const { reflection } = gradebook.assignments;
      await ask('teacher', post, { input: { assignmentId: reflection, gradedOnly: true } });
      expect(await postedOf(reflection)).toEqual(['Ada Lovelace']);
    });

    test('posts to some students, or to all but some', async () => {
      const { reflection, essay } = gradebook.assignments;
      const { student, otherStudent } = course.people;
      await ask('teacher', post, {
        input: { assignmentId: reflection, onlyStudentIds: [otherStudent.id, nodeId('User', student.id)] },
      });
      expect(await postedOf(reflection)).toEqual(['Ada Lovelace', 'Grace Hopper']);
      await ask('teacher', post.replace(/post(?=A)/g, 'hide').replace('PostA', 'HideA'), {
        input: { assignmentId: essay, skipStudentIds: [student.id] },
      });
      expect(await postedOf(essay)).toEqual(['Ada Lovelace']);
      const { errors } = await ask('teacher', post, {
        input: { assignmentId: reflection, onlyStudentIds: [1], skipStudentIds: [2] },
      });
      expect(errors[0].message).toBe('only_student_ids and skip_student_ids cannot be used together');
    });

    test('posts to sections, unknown ones passed over', async () => {
      const { reflection } = gradebook.assignments;
      const { data } = await ask('teacher', post, {
        input: { assignmentId: reflection, sectionIds: [sectionB, 987_654] },
      });
      expect(data.postAssignmentGrades.sections).toEqual([{ name: 'Section B' }]);
      expect(await postedOf(reflection)).toEqual(['Third Student']);
    });

    test('reaches only whom the grader sees', async () => {
      const { reflection } = gradebook.assignments;
      expect((await ask(sectionTa, post, { input: { assignmentId: reflection } })).errors).toBeUndefined();
      expect(await postedOf(reflection)).toEqual(['Third Student']);
    });

    test('is for graders alone', async () => {
      for (const [role, may] of roles) {
        const answer = await ask(role, post, { input: { assignmentId: gradebook.assignments.reflection } });
        if (may) expect(answer.errors).toBeUndefined();
        else expect(answer).toEqual(refused('postAssignmentGrades', 'not found'));
        expect(await postedOf(gradebook.assignments.reflection)).toHaveLength(may ? 3 : 0);
      }
    });

    test('finds no assignment where there is none', async () => {
      for (const assignmentId of ['987654', '9999999999999999999', '0']) {
        expect(await ask('teacher', post, { input: { assignmentId } })).toEqual(
          refused('postAssignmentGrades', 'not found'),
        );
      }
    });

    test('keeps anonymous assignments whole', async () => {
      const { essay } = gradebook.assignments;
      await server.call('PUT', `/api/v1/courses/${course.courseId}/assignments/${essay}`, {
        body: { assignment: { anonymous_grading: true } },
        token: course.people.teacher.token,
      });
      expect(await ask('teacher', post, { input: { assignmentId: essay, sectionIds: [sectionB] } })).toEqual(
        refused('postAssignmentGrades', 'Anonymous assignments cannot be posted by section'),
      );
      expect(await ask('teacher', post, { input: { assignmentId: essay, gradedOnly: true } })).toEqual(
        refused('postAssignmentGrades', 'Anonymous assignments cannot be posted by graded only'),
      );
    });
  });

  describe('hideAssignmentGrades', () => {
    const hide = `mutation($input: HideAssignmentGradesInput!) { hideAssignmentGrades(input: $input) {
      assignment { name } progress { tag state } sections { name } errors { message } } }`;

    test('hides the grades at once, and scores follow', async () => {
      const { cells } = gradebook.assignments;
      const { data } = await ask('teacher', hide, { input: { assignmentId: cells } });
      expect(data.hideAssignmentGrades).toEqual({
        assignment: { name: 'Cells' },
        progress: { tag: 'hide_assignment_grades', state: 'completed' },
        sections: null,
        errors: null,
      });
      expect(await postedOf(cells)).toEqual([]);
      // 28/30 of the homework; at the end 28/40, and nothing of the quizzes.
      expect(await scoresOf(gradebook.enrollments.s1)).toMatchObject({ currentScore: 93.33, finalScore: 28 });
      const { student } = course.people;
      const seen = await ask(
        'student',
        'query($a: ID!, $u: ID!) { submission(assignmentId: $a, userId: $u) { score gradeHidden } }',
        { a: cells, u: student.id },
      );
      expect(seen.data.submission).toEqual({ score: null, gradeHidden: true });
    });

    test('is for graders alone', async () => {
      for (const [role, may] of roles) {
        const answer = await ask(role, hide, { input: { assignmentId: gradebook.assignments.essay } });
        if (may) expect(answer.errors).toBeUndefined();
        else expect(answer).toEqual(refused('hideAssignmentGrades', 'not found'));
      }
    });
  });

  describe('the forms by section', () => {
    const forSections = (verb: 'Post' | 'Hide') =>
      `mutation($input: ${verb}AssignmentGradesForSectionsInput!) {
        ${verb.toLowerCase()}AssignmentGradesForSections(input: $input) {
          assignment { name } progress { tag } sections { _id name } errors { message } } }`;

    test('post and hide', async () => {
      const { reflection } = gradebook.assignments;
      const input = { assignmentId: reflection, sectionIds: [nodeId('Section', sectionB)] };
      const posted = await ask('teacher', forSections('Post'), { input });
      expect(posted.data.postAssignmentGradesForSections).toEqual({
        assignment: { name: 'Reflection' },
        progress: { tag: 'post_assignment_grades_for_sections' },
        sections: [{ _id: String(sectionB), name: 'Section B' }],
        errors: null,
      });
      expect(await postedOf(reflection)).toEqual(['Third Student']);
      const hidden = await ask('teacher', forSections('Hide'), { input });
      expect(hidden.data.hideAssignmentGradesForSections.progress).toEqual({
        tag: 'hide_assignment_grades_for_sections',
      });
      expect(await postedOf(reflection)).toEqual([]);
    });

    test('take known sections only', async () => {
      const { reflection } = gradebook.assignments;
      const { json: gone } = await server.call('POST', `/api/v1/courses/${course.courseId}/sections`, {
        body: {},
      });
      await server.call('DELETE', `/api/v1/sections/${gone.id}`);
      for (const verb of ['Post', 'Hide'] as const) {
        for (const sectionIds of [[], [987_654], [sectionB, 987_654], [sectionB, gone.id]]) {
          const answer = await ask('teacher', forSections(verb), {
            input: { assignmentId: reflection, sectionIds },
          });
          expect(answer).toEqual(
            refused(`${verb.toLowerCase()}AssignmentGradesForSections`, 'Invalid section ids'),
          );
        }
      }
    });

    test('are not for anonymous assignments', async () => {
      const { essay } = gradebook.assignments;
      await server.call('PUT', `/api/v1/courses/${course.courseId}/assignments/${essay}`, {
        body: { assignment: { anonymous_grading: true } },
        token: course.people.teacher.token,
      });
      const input = { assignmentId: essay, sectionIds: [sectionB] };
      expect(await ask('teacher', forSections('Post'), { input })).toEqual(
        refused('postAssignmentGradesForSections', 'Anonymous assignments cannot be posted by section'),
      );
      expect(await ask('teacher', forSections('Hide'), { input })).toEqual(
        refused('hideAssignmentGradesForSections', 'Anonymous assignments cannot be hidden by section'),
      );
    });
  });

  describe('post policies', () => {
    const ofAssignment = `mutation($a: ID!, $m: Boolean!) {
      setAssignmentPostPolicy(input: { assignmentId: $a, postManually: $m }) {
        postPolicy { _id postManually assignment { name } course { _id } } errors { message } } }`;
    const ofCourse = `mutation($c: ID!, $m: Boolean!) { setCoursePostPolicy(input: { courseId: $c, postManually: $m }) {
      postPolicy { _id postManually assignment { name } course { _id } } errors { message } } }`;

    test('of an assignment (story step 19)', async () => {
      const { essay } = gradebook.assignments;
      const { data } = await ask('teacher', ofAssignment, { a: essay, m: true });
      expect(data.setAssignmentPostPolicy).toEqual({
        postPolicy: {
          _id: String(essay),
          postManually: true,
          assignment: { name: 'Essay' },
          course: { _id: String(course.courseId) },
        },
        errors: null,
      });
      const { json } = await server.call('GET', `/api/v1/courses/${course.courseId}/assignments/${essay}`, {
        token: course.people.teacher.token,
      });
      expect(json.post_manually).toBe(true);
      // What students have seen they go on seeing.
      expect(await postedOf(essay)).toHaveLength(3);
    });

    test('set twice in one request, each answer is as of then', async () => {
      const { data } = await ask(
        'teacher',
        `mutation($a: ID!) {
          on: setAssignmentPostPolicy(input: { assignmentId: $a, postManually: true }) { ...policy }
          off: setAssignmentPostPolicy(input: { assignmentId: $a, postManually: false }) { ...policy }
        }
        fragment policy on SetAssignmentPostPolicyPayload { postPolicy { postManually assignment { postManually } } }`,
        { a: gradebook.assignments.essay },
      );
      expect(data).toEqual({
        on: { postPolicy: { postManually: true, assignment: { postManually: true } } },
        off: { postPolicy: { postManually: false, assignment: { postManually: false } } },
      });
    });

    test('of a course, which all of its assignments follow', async () => {
      const { data } = await ask('teacher', ofCourse, { c: course.courseId, m: true });
      expect(data.setCoursePostPolicy).toEqual({
        postPolicy: {
          _id: `course-${course.courseId}`,
          postManually: true,
          assignment: null,
          course: { _id: String(course.courseId) },
        },
        errors: null,
      });
      const policies = async () => {
        const answer = await ask(
          'teacher',
          `query($c: ID!) { course(id: $c) { postPolicy { postManually }
            assignmentsConnection { nodes { postManually } } } }`,
          { c: course.courseId },
        );
        const { postPolicy, assignmentsConnection } = answer.data.course;
        return [postPolicy, ...assignmentsConnection.nodes].map(({ postManually }) => postManually);
      };
      expect(await policies()).toEqual([true, true, true, true, true]);
      await ask('teacher', ofCourse, { c: course.courseId, m: false });
      expect(await policies()).toEqual([false, false, false, false, false]);
    });

    test('are for graders alone', async () => {
      for (const [role, may] of roles) {
        const { essay } = gradebook.assignments;
        const one = await ask(role, ofAssignment, { a: essay, m: true });
        const all = await ask(role, ofCourse, { c: course.courseId, m: true });
        if (may) expect([one.errors, all.errors]).toEqual([undefined, undefined]);
        else {
          expect(one).toEqual(refused('setAssignmentPostPolicy', 'not found'));
          expect(all).toEqual(refused('setCoursePostPolicy', 'not found'));
        }
      }
    });

    test('say what there is none of', async () => {
      expect(await ask('teacher', ofAssignment, { a: 987_654, m: true })).toEqual(
        refused('setAssignmentPostPolicy', 'An assignment with that id does not exist'),
      );
      expect(await ask('teacher', ofCourse, { c: 987_654, m: true })).toEqual(
        refused('setCoursePostPolicy', 'A course with that id does not exist'),
      );
    });

    test('of anonymous assignments are manual', async () => {
      const { essay } = gradebook.assignments;
      await server.call('PUT', `/api/v1/courses/${course.courseId}/assignments/${essay}`, {
        body: { assignment: { anonymous_grading: true } },
        token: course.people.teacher.token,
      });
      expect(await ask('teacher', ofAssignment, { a: essay, m: false })).toEqual(
        refused('setAssignmentPostPolicy', 'Anonymous assignments must be manually posted'),
      );
    });
  });

  describe('setOverrideScore', () => {
    const override = `mutation($e: ID!, $s: Float, $p: ID) {
      setOverrideScore(input: { enrollmentId: $e, overrideScore: $s, gradingPeriodId: $p }) {
        grades { overrideScore overrideGrade currentScore finalScore } errors { attribute message } } }`;

    test('sets a final grade and takes it back (story step 63)', async () => {
      const { s2 } = gradebook.enrollments;
      const set = await ask('teacher', override, { e: s2, s: 88.8 });
      expect(set.data.setOverrideScore).toEqual({
        grades: { overrideScore: 88.8, overrideGrade: null, currentScore: 50, finalScore: 45 },
        errors: null,
      });
      const own = async () => {
        const answer = await ask(
          'otherStudent',
          'query($e: ID!) { legacyNode(_id: $e, type: Enrollment) { ... on Enrollment { grades { currentScore finalScore overrideScore } } } }',
          { e: s2 },
        );
        return answer.data.legacyNode.grades;
      };
      expect(await own()).toEqual({ currentScore: 88.8, finalScore: 88.8, overrideScore: null });
      const cleared = await ask('teacher', override, { e: nodeId('Enrollment', s2), s: null });
      expect(cleared.data.setOverrideScore.grades.overrideScore).toBeNull();
      expect(await own()).toEqual({ currentScore: 50, finalScore: 45, overrideScore: null });
    });

    test('is for graders alone', async () => {
      for (const [role, may] of roles) {
        const answer = await ask(role, override, { e: gradebook.enrollments.s2, s: 1 });
        if (may) expect(answer.errors).toBeUndefined();
        else expect(answer).toEqual(refused('setOverrideScore', 'not found'));
        expect((await scoresOf(gradebook.enrollments.s2)).overrideScore).toBe(may ? 1 : null);
      }
    });

    test('reaches only whom the grader sees', async () => {
      expect(await ask(sectionTa, override, { e: gradebook.enrollments.s2, s: 1 })).toEqual(
        refused('setOverrideScore', 'not found'),
      );
      expect((await ask(sectionTa, override, { e: gradebook.enrollments.s3, s: 1 })).errors).toBeUndefined();
    });

    test('knows students only, and no grading period', async () => {
      for (const variables of [
        { e: 987_654, s: 1 },
        { e: '99999999999999999999', s: 1 },
        { e: gradebook.enrollments.s2, s: 1, p: 1 },
      ]) {
        const { errors, data } = await ask('teacher', override, variables);
        expect(data).toEqual({ setOverrideScore: null });
        expect(errors).toHaveLength(1);
      }
      const roster = await server.call(
        'GET',
        `/api/v1/courses/${course.courseId}/enrollments?type[]=TaEnrollment`,
      );
      expect(await ask('teacher', override, { e: roster.json[0].id, s: 1 })).toEqual(
        refused('setOverrideScore', 'not found'),
      );
    });

    test('reads no number that is none', async () => {
      for (const s of ['88', true, [1], { a: 1 }]) {
        const { errors } = await ask('teacher', override, { e: gradebook.enrollments.s2, s });
        expect(errors[0].message).toContain('$s');
      }
      expect((await scoresOf(gradebook.enrollments.s2)).overrideScore).toBeNull();
    });

    test('several in one request are carried out one after the other', async () => {
      const { s1, s2 } = gradebook.enrollments;
      const { data } = await ask(
        'teacher',
        `mutation($a: ID!, $b: ID!) {
          a: setOverrideScore(input: { enrollmentId: $a, overrideScore: 10 }) { grades { overrideScore } }
          b: setOverrideScore(input: { enrollmentId: $b, overrideScore: 20 }) { grades { overrideScore } }
          c: setOverrideScore(input: { enrollmentId: $a, overrideScore: 30 }) { grades { overrideScore } } }`,
        { a: s1, b: s2 },
      );
      expect(data).toEqual({
        a: { grades: { overrideScore: 10 } },
        b: { grades: { overrideScore: 20 } },
        c: { grades: { overrideScore: 30 } },
      });
      expect((await scoresOf(s1)).overrideScore).toBe(30);
    });
  });

  test('a token with the scope may query and not change; one without it does neither', async () => {
    const tokenWith = async (scope: string): Promise<string> => {
      const body = { token: { purpose: 'scoped', scopes: [scope] } };
      return (await server.call('POST', '/api/v1/users/self/tokens', { body })).json.token;
    };
    const scoped = await tokenWith('url:POST|/api/graphql');
    const call = (query: string, token = scoped) =>
      server.call('POST', '/api/graphql', { token, body: { query, operationName: 'Wanted' } });
    const query = `query Wanted { course(id: ${course.courseId}) { name } }`;
    const read = await call(query);
    expect([read.status, read.json]).toEqual([200, { data: { course: { name: 'Biology 101' } } }]);
    const without = await call(query, await tokenWith('url:GET|/api/v1/courses'));
    expect([without.status, without.json]).toEqual([401, insufficientScopesBody]);
    const change = `mutation Wanted { setCoursePostPolicy(input: { courseId: ${course.courseId}, postManually: true }) { errors { message } } }`;
    const refusal = await call(`query Other { course(id: 1) { name } } ${change}`);
    expect([refusal.status, refusal.json]).toEqual([401, insufficientScopesBody]);
    expect(refusal.headers.get('www-authenticate')).toBeNull();
    // A mutation that is there and not wanted changes nothing.
    const both = await call(`query Wanted { course(id: 1) { name } } ${change.replace('Wanted', 'Other')}`);
    expect(both.status).toBe(200);
    const policy = await ask('teacher', 'query($c: ID!) { course(id: $c) { postPolicy { postManually } } }', {
      c: course.courseId,
    });
    expect(policy.data.course.postPolicy.postManually).toBe(false);
  });
});
