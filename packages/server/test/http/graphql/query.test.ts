// What GraphQL can be asked. Source: core reference §11; names and types are Canvas's.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import {
  type Gradebook,
  insertAssignmentRow,
  insertGradebook,
  switchOverridesOn,
} from '../../support/gradebook-fixture.ts';
import { startTestServer, type TestServer, testStartMs } from '../../support/server.ts';

/** As Canvas names a node. */
const nodeId = (type: string, id: number) => Buffer.from(`${type}-${id}`).toString('base64');

eachDatabase((database) => {
  let server: TestServer;
  let course: CourseFixture;
  let gradebook: Gradebook;
  let unpublished: number;
  let quizAssignment: number;
  let sectionTa: Person;

  beforeAll(async () => {
    course = await courseFixture(database, {
      course: {
        applyAssignmentGroupWeights: 1,
        sisCourseId: 'BIO-1',
        settings: JSON.stringify({ allowFinalGradeOverride: true, gradingStandardId: 0 }),
      },
      more: async (query, fixture) => {
        const { courseId } = fixture;
        gradebook = await insertGradebook(query, fixture);
        await switchOverridesOn(query, courseId);
        await query
          .updateTable('courseScores')
          .set({ overrideScore: 88.8 })
          .where('enrollmentId', '=', gradebook.enrollments.s2)
          .execute();
        const group = { courseId, assignmentGroupId: gradebook.groups.quizzes };
        unpublished = await insertAssignmentRow(query, {
          ...group,
          name: 'Secret',
          workflowState: 'unpublished',
          position: 9,
        });
        quizAssignment = await insertAssignmentRow(query, {
          ...group,
          name: 'Quiz',
          submissionTypes: 'online_quiz',
          sisAssignmentId: 'A-1',
          dueAtMs: testStartMs + 3_600_000,
          position: 2,
        });
        await query
          .updateTable('quizzes')
          .set({ assignmentId: quizAssignment })
          .where('id', '=', fixture.quizId)
          .execute();
        await query
          .updateTable('assignmentGroups')
          .set({ dropLowest: 1, neverDrop: JSON.stringify([gradebook.assignments.essay]) })
          .where('id', '=', gradebook.groups.homework)
          .execute();
        const { id: courseSectionId } = await insertSection(query, {
          courseId,
          name: 'Section B',
          sisSectionId: 'B',
          integrationId: null,
          defaultSection: 0,
          startAtMs: null,
          endAtMs: null,
          restrictEnrollmentsToSectionDates: 0,
          createdAtMs: testStartMs,
          updatedAtMs: testStartMs,
        });
        await query
          .updateTable('enrollments')
          .set({ courseSectionId })
          .where('id', '=', gradebook.enrollments.s3)
          .execute();
        sectionTa = await insertPerson(query, 'Section Assistant');
        await insertEnrollment(query, {
          userId: sectionTa.id,
          courseId,
          courseSectionId,
          type: 'TaEnrollment',
          limitPrivilegesToCourseSection: 1,
        });
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function ask(role: Role | Person, query: string, variables: Record<string, unknown> = {}) {
    const { token } = typeof role === 'string' ? course.people[role] : role;
    const { status, json } = await server.call('POST', '/api/graphql', { token, body: { query, variables } });
    expect(status).toBe(200);
    return json;
  }
  /** The data of an answer without errors. */
  async function data(role: Role | Person, query: string, variables: Record<string, unknown> = {}) {
    const json = await ask(role, query, variables);
    expect(json).not.toHaveProperty('errors');
    return json.data;
  }

  describe('a course', () => {
    test('by id, key by key, for a teacher', async () => {
      const found = await data(
        'teacher',
        `query($id: ID!) { course(id: $id) {
          __typename id _id name courseCode state sisId createdAt updatedAt applyGroupWeights
          account { id _id name workflowState sisId }
          postPolicy { _id postManually assignment { _id } course { _id } }
        } }`,
        { id: course.courseId },
      );
      expect(found.course).toEqual({
        __typename: 'Course',
        id: nodeId('Course', course.courseId),
        _id: String(course.courseId),
        name: 'Biology 101',
        courseCode: 'BIO101',
        state: 'available',
        sisId: 'BIO-1',
        createdAt: '2026-09-01T08:59:00Z',
        updatedAt: '2026-09-01T08:59:00Z',
        applyGroupWeights: true,
        account: {
          id: nodeId('Account', 1),
          _id: '1',
          name: expect.any(String),
          workflowState: 'active',
          sisId: null,
        },
        postPolicy: {
          _id: `course-${course.courseId}`,
          postManually: false,
          assignment: null,
          course: { _id: String(course.courseId) },
        },
      });
    });

    test('by SIS id, by node, by type and plain id, all the same', async () => {
      const found = await data(
        'teacher',
        `query($node: ID!, $id: ID!) {
          sis: course(sisId: "BIO-1") { ...named }
          relay: course(id: $node) { ...named }
          node(id: $node) { __typename id ...named }
          legacyNode(_id: $id, type: Course) { __typename ...named }
        }
        fragment named on Course { _id name }`,
        { node: nodeId('Course', course.courseId), id: `1~${course.courseId}` },
      );
      const named = { _id: String(course.courseId), name: 'Biology 101' };
      expect(found.sis).toEqual(named);
      expect(found.relay).toEqual(named);
      expect(found.node).toEqual({ __typename: 'Course', id: nodeId('Course', course.courseId), ...named });
      expect(found.legacyNode).toEqual({ __typename: 'Course', ...named });
    });

    test('is null for who may not read it, and for nobody where there is none', async () => {
      const query = 'query($id: ID!) { course(id: $id) { name } legacyNode(_id: $id, type: Course) { id } }';
      expect(await data('outsider', query, { id: course.courseId })).toEqual({
        course: null,
        legacyNode: null,
      });
      for (const id of ['99999999', '9999999999999999999', '0', '7~1']) {
        expect(await data('admin', query, { id })).toEqual({ course: null, legacyNode: null });
      }
      expect(await data('admin', '{ course(sisId: "none") { name } }')).toEqual({ course: null });
    });

    test('shows a student no SIS id and no policy', async () => {
      const query = 'query($id: ID!) { course(id: $id) { name sisId postPolicy { postManually } } }';
      expect((await data('student', query, { id: course.courseId })).course).toEqual({
        name: 'Biology 101',
        sisId: null,
        postPolicy: null,
      });
    });

    test.each([
      ['neither id nor sisId', '{ course { name } }'],
      ['both', '{ course(id: 1, sisId: "x") { name } }'],
    ])('cannot be asked for with %s', async (_name, query) => {
      const json = await ask('teacher', query);
      expect(json.data).toEqual({ course: null });
      expect(json.errors).toEqual([
        {
          message: 'exactly one of id and sisId must be given',
          path: ['course'],
          locations: [{ line: 1, column: 3 }],
        },
      ]);
    });
  });

  describe('its lists', () => {
    const within = (inner: string) => `query($id: ID!) { course(id: $id) { ${inner} } }`;

    test('assignments by group and position; unpublished ones for staff alone', async () => {
      const query = within('assignmentsConnection { nodes { name state } }');
      const names = async (role: Role) =>
        (await data(role, query, { id: course.courseId })).course.assignmentsConnection.nodes.map(
          ({ name }: { name: string }) => name,
        );
      const published = ['Cells', 'Quiz', 'Essay', 'Participation', 'Reflection'];
      expect(await names('student')).toEqual(published);
      expect(await names('observer')).toEqual(published);
      const all = ['Cells', 'Quiz', 'Secret', 'Essay', 'Participation', 'Reflection'];
      expect(await names('teacher')).toEqual(all);
      expect(await names('designer')).toEqual(all);
    });

    test('assignments by part of the name and by type', async () => {
      const find = async (filter: object) =>
        (
          await data(
            'teacher',
            `query($id: ID!, $filter: AssignmentFilter) { course(id: $id) {
              assignmentsConnection(filter: $filter) { nodes { name } } } }`,
            { id: course.courseId, filter },
          )
        ).course.assignmentsConnection.nodes.map(({ name }: { name: string }) => name);
      expect(await find({ searchTerm: 'ECT' })).toEqual(['Reflection']);
      expect(await find({ searchTerm: '%' })).toEqual([]);
      expect(await find({ submissionTypes: ['online_quiz', 'external_tool'] })).toEqual(['Quiz']);
      expect(await find({ submissionTypes: ['online_url'] })).toEqual([]);
      expect(await find({ searchTerm: '', submissionTypes: [] })).toHaveLength(6);
    });

    test('assignment groups with their rules and assignments', async () => {
      const query = within(`
        assignmentGroups { name }
        assignmentGroupsConnection { nodes {
          id _id name groupWeight position state rules { dropLowest dropHighest neverDrop { name } }
          assignmentsConnection { nodes { name } }
        } }`);
      const found = (await data('student', query, { id: course.courseId })).course;
      expect(found.assignmentGroups).toEqual([{ name: 'Quizzes' }, { name: 'Homework' }]);
      const { quizzes, homework } = gradebook.groups;
      expect(found.assignmentGroupsConnection.nodes).toEqual([
        {
          id: nodeId('AssignmentGroup', quizzes),
          _id: String(quizzes),
          name: 'Quizzes',
          groupWeight: 60,
          position: 1,
          state: 'available',
          rules: { dropLowest: null, dropHighest: null, neverDrop: null },
          assignmentsConnection: { nodes: [{ name: 'Cells' }, { name: 'Quiz' }] },
        },
        {
          id: nodeId('AssignmentGroup', homework),
          _id: String(homework),
          name: 'Homework',
          groupWeight: 40,
          position: 2,
          state: 'available',
          rules: { dropLowest: 1, dropHighest: null, neverDrop: [{ name: 'Essay' }] },
          assignmentsConnection: {
            nodes: [{ name: 'Essay' }, { name: 'Participation' }, { name: 'Reflection' }],
          },
        },
      ]);
    });

    test('enrollments with people, sections and grades', async () => {
      const query = `query($id: ID!) { course(id: $id) {
        enrollmentsConnection(filter: { types: [StudentEnrollment] }) { nodes {
          _id type state enrollmentState limitPrivilegesToCourseSection htmlUrl courseSectionId
          user { name sortableName firstName lastName shortName email loginId sisId avatarUrl }
          section { name sisId } course { _id }
          grades { currentScore currentGrade finalScore finalGrade unpostedCurrentScore unpostedCurrentGrade
            unpostedFinalScore unpostedFinalGrade overrideScore overrideGrade htmlUrl }
          none: grades(gradingPeriodId: 1) { finalScore }
        } } } }`;
      const { nodes } = (await data('teacher', query, { id: course.courseId })).course.enrollmentsConnection;
      expect(nodes.map(({ user }: { user: { name: string } }) => user.name)).toEqual([
        'Grace Hopper',
        'Ada Lovelace',
        'Third Student',
      ]);
      const { otherStudent } = course.people;
      expect(nodes[0]).toEqual({
        _id: String(gradebook.enrollments.s2),
        type: 'StudentEnrollment',
        state: 'active',
        enrollmentState: 'active',
        limitPrivilegesToCourseSection: false,
        htmlUrl: `${server.url}/courses/${course.courseId}/users/${otherStudent.id}`,
        courseSectionId: String(course.courseSectionId),
        user: {
          name: 'Grace Hopper',
          sortableName: 'Hopper, Grace',
          firstName: 'Grace',
          lastName: 'Hopper',
          shortName: 'Grace Hopper',
          email: 'grace.hopper@example.edu',
          loginId: 'grace.hopper@example.edu',
          sisId: null,
          avatarUrl: null,
        },
        section: { name: 'Biology 101', sisId: null },
        course: { _id: String(course.courseId) },
        grades: {
          currentScore: 50,
          currentGrade: 'F',
          finalScore: 45,
          finalGrade: 'F',
          unpostedCurrentScore: 50,
          unpostedCurrentGrade: 'F',
          unpostedFinalScore: 45,
          unpostedFinalGrade: 'F',
          overrideScore: 88.8,
          overrideGrade: 'B+',
          htmlUrl: `${server.url}/courses/${course.courseId}/grades/${otherStudent.id}`,
        },
        none: null,
      });
    });

    test('a student sees who is there, and grades of their own alone, with an override in their place', async () => {
      const query = `query($id: ID!) { course(id: $id) {
        enrollmentsConnection(filter: { types: [StudentEnrollment] }) { nodes {
          user { name email loginId } grades { currentScore finalGrade unpostedFinalScore overrideScore }
        } } } }`;
      const { nodes } = (await data('otherStudent', query, { id: course.courseId })).course
        .enrollmentsConnection;
      expect(nodes).toEqual([
        {
          user: {
            name: 'Grace Hopper',
            email: 'grace.hopper@example.edu',
            loginId: 'grace.hopper@example.edu',
          },
          grades: { currentScore: 88.8, finalGrade: 'B+', unpostedFinalScore: null, overrideScore: null },
        },
        { user: { name: 'Ada Lovelace', email: null, loginId: null }, grades: null },
        { user: { name: 'Third Student', email: null, loginId: null }, grades: null },
      ]);
    });

    test('enrollments by person, state and whom they observe', async () => {
      const query = `query($id: ID!, $filter: EnrollmentFilterInput) { course(id: $id) {
        enrollmentsConnection(filter: $filter) { nodes { user { name } associatedUser { name } } } } }`;
      const found = async (filter: object) =>
        (await data('teacher', query, { id: course.courseId, filter })).course.enrollmentsConnection.nodes;
      const { student, ta } = course.people;
      expect(await found({ userIds: [nodeId('User', ta.id)] })).toEqual([
        { user: { name: 'Assis Tant' }, associatedUser: null },
      ]);
      expect(await found({ associatedUserIds: [student.id] })).toEqual([
        { user: { name: 'Ob Server' }, associatedUser: { name: 'Ada Lovelace' } },
      ]);
      expect(await found({ states: ['completed', 'inactive'] })).toEqual([]);
    });

    test('the roster is null for who may not see it, and an observer sees their student', async () => {
      const query = within(
        'enrollmentsConnection { nodes { user { name } } } usersConnection { nodes { name } }',
      );
      const found = (await data('observer', query, { id: course.courseId })).course;
      expect(found.usersConnection.nodes).toEqual([{ name: 'Ada Lovelace' }, { name: 'Ob Server' }]);
      expect(found.enrollmentsConnection.nodes).toEqual([
        { user: { name: 'Ob Server' } },
        { user: { name: 'Ada Lovelace' } },
      ]);
    });

    test('people, by name, with what they are in the course', async () => {
      const query = `query($id: ID!, $filter: CourseUsersFilter) { course(id: $id) {
        usersConnection(filter: $filter) { nodes { name enrollments(courseId: $id) { type } } } } }`;
      const found = async (filter: object) =>
        (await data('teacher', query, { id: course.courseId, filter })).course.usersConnection.nodes;
      expect(await found({ searchTerm: 'lovelace' })).toEqual([
        { name: 'Ada Lovelace', enrollments: [{ type: 'StudentEnrollment' }] },
      ]);
      expect(await found({ enrollmentTypes: ['TeacherEnrollment', 'DesignerEnrollment'] })).toEqual([
        { name: 'Tea Cher', enrollments: [{ type: 'TeacherEnrollment' }] },
        { name: 'De Signer', enrollments: [{ type: 'DesignerEnrollment' }] },
      ]);
      const { errors } = await ask('teacher', query, { id: course.courseId, filter: { searchTerm: 'ab' } });
      expect(errors[0].message).toBe('3 or more characters is required');
    });

    test('sections', async () => {
      const query = within('sectionsConnection { nodes { name sisId } }');
      expect((await data('teacher', query, { id: course.courseId })).course.sectionsConnection.nodes).toEqual(
        [
          { name: 'Biology 101', sisId: null },
          { name: 'Section B', sisId: 'B' },
        ],
      );
      expect((await data('student', query, { id: course.courseId })).course.sectionsConnection.nodes).toEqual(
        [
          { name: 'Biology 101', sisId: null },
          { name: 'Section B', sisId: null },
        ],
      );
    });

    test('submissions of the course, filtered and in order', async () => {
      const query = `query($id: ID!, $students: [ID!], $filter: SubmissionFilterInput,
          $order: [SubmissionOrderCriteria!]) {
        course(id: $id) { submissionsConnection(studentIds: $students, filter: $filter, orderBy: $order) {
          nodes { score user { name } assignment { name } } } } }`;
      const found = async (role: Role, variables: object) =>
        (await data(role, query, { id: course.courseId, ...variables })).course.submissionsConnection.nodes;
      const { student, otherStudent } = course.people;
      expect(await found('teacher', {})).toHaveLength(8);
      const own = await found('teacher', { students: [student.id] });
      expect(own).toContainEqual({
        score: 8.9,
        user: { name: 'Ada Lovelace' },
        assignment: { name: 'Reflection' },
      });
      expect(own).toHaveLength(4);
      expect(await found('student', {})).toEqual(
        own.map((row: { score: number }) => (row.score === 8.9 ? { ...row, score: null } : row)),
      );
      expect(await found('student', { students: [otherStudent.id] })).toEqual([]);
      expect(await found('observer', {})).toHaveLength(4);
      expect(await found('designer', {})).toEqual([]);
      expect(await found('teacher', { filter: { states: ['unsubmitted'] } })).toHaveLength(4);
      expect(await found('teacher', { filter: { gradedSince: '2026-09-01T09:00:00Z' } })).toEqual([]);
      const backwards = await found('teacher', { order: [{ field: '_id', direction: 'descending' }] });
      const forwards = await found('teacher', { order: [{ field: '_id' }] });
      expect(backwards).toEqual(forwards.reverse());
    });
  });

  describe('an assignment', () => {
    const query = `query($id: ID!) { assignment(id: $id) {
      __typename id _id name description position pointsPossible gradingType gradingStandardId state published
      submissionTypes dueAt unlockAt lockAt allowedAttempts omitFromFinalGrade onlyVisibleToOverrides
      anonymousGrading postManually sisId htmlUrl courseId course { name } assignmentGroupId
      assignmentGroup { name } quiz { id _id title } postPolicy { _id postManually course { _id } }
    } }`;

    test('key by key, with its quiz', async () => {
      expect((await data('teacher', query, { id: quizAssignment })).assignment).toEqual({
        __typename: 'Assignment',
        id: nodeId('Assignment', quizAssignment),
        _id: String(quizAssignment),
        name: 'Quiz',
        description: null,
        position: 2,
        pointsPossible: 10,
        gradingType: 'points',
        gradingStandardId: null,
        state: 'published',
        published: true,
        submissionTypes: ['online_quiz'],
        dueAt: '2026-09-01T10:00:00Z',
        unlockAt: null,
        lockAt: null,
        allowedAttempts: null,
        omitFromFinalGrade: false,
        onlyVisibleToOverrides: false,
        anonymousGrading: false,
        postManually: false,
        sisId: 'A-1',
        htmlUrl: `${server.url}/courses/${course.courseId}/assignments/${quizAssignment}`,
        courseId: String(course.courseId),
        course: { name: 'Biology 101' },
        assignmentGroupId: String(gradebook.groups.quizzes),
        assignmentGroup: { name: 'Quizzes' },
        quiz: { id: nodeId('Quiz', course.quizId), _id: String(course.quizId), title: 'Cells' },
        postPolicy: {
          _id: String(quizAssignment),
          postManually: false,
          course: { _id: String(course.courseId) },
        },
      });
    });

    test('by SIS id, and null where it is not to be seen', async () => {
      expect((await data('student', '{ assignment(sisId: "A-1") { _id sisId } }')).assignment).toEqual({
        _id: String(quizAssignment),
        sisId: null,
      });
      expect((await data('student', query, { id: unpublished })).assignment).toBeNull();
      expect((await data('outsider', query, { id: quizAssignment })).assignment).toBeNull();
      expect((await data('designer', query, { id: unpublished })).assignment.name).toBe('Secret');
    });

    test('tells its description, however long, but not over and over again', async () => {
      const { participation } = gradebook.assignments;
      const change = (description: string | null) =>
        server.call('PUT', `/api/v1/courses/${course.courseId}/assignments/${participation}`, {
          body: { assignment: { description } },
        });
      const description = 'x'.repeat(500_000);
      await change(description);
      const times = (count: number) =>
        `{ assignment(id: ${participation}) { ${Array.from({ length: count }, (_, at) => `d${at}: description`)} } }`;
      expect((await data('student', times(2))).assignment).toEqual({ d0: description, d1: description });
      expect(await ask('student', times(40))).toEqual({
        errors: [
          { message: 'the answer has more than 16777216 characters of text: ask for less with `first`' },
        ],
      });
      await change(null);
    });

    test('says nothing of itself before it opens, but to who may change it', async () => {
      const { participation } = gradebook.assignments;
      const change = (assignment: object) =>
        server.call('PUT', `/api/v1/courses/${course.courseId}/assignments/${participation}`, {
          body: { assignment },
        });
      const described = async (role: Role) =>
        (await data(role, 'query($id: ID!) { assignment(id: $id) { description } }', { id: participation }))
          .assignment.description;
      await change({ description: 'Speak up', unlock_at: '2027-01-01T00:00:00Z' });
      expect(await described('student')).toBeNull();
      expect(await described('observer')).toBeNull();
      expect(await described('teacher')).toBe('Speak up');
      await change({ unlock_at: null });
      expect(await described('student')).toBe('Speak up');
    });

    const submissions = `query($id: ID!, $filter: SubmissionSearchFilterInput) { assignment(id: $id) {
      submissionsConnection(filter: $filter) { nodes { score user { name } } } } }`;
    const found = async (role: Role | Person, id: number, filter: object | null = null) =>
      (await data(role, submissions, { id, filter })).assignment.submissionsConnection.nodes;

    test('its submissions, without those that nobody handed in unless asked', async () => {
      const { essay } = gradebook.assignments;
      const graded = [
        { score: 18, user: { name: 'Ada Lovelace' } },
        { score: 15, user: { name: 'Grace Hopper' } },
        { score: null, user: { name: 'Third Student' } },
      ];
      expect(await found('teacher', essay)).toEqual(graded);
      expect(await found('teacher', gradebook.assignments.cells)).toHaveLength(2);
      const all = await found('teacher', gradebook.assignments.cells, { includeUnsubmitted: true });
      expect(all).toHaveLength(3);
      expect(await found('teacher', essay, { userId: course.people.student.id })).toEqual([graded[0]]);
      expect(await found('teacher', essay, { states: ['pending_review'] })).toEqual([]);
    });

    test('who is limited to a section sees its students, and others see theirs', async () => {
      const { essay } = gradebook.assignments;
      expect(await found(sectionTa, essay)).toEqual([{ score: null, user: { name: 'Third Student' } }]);
      expect(await found('student', essay)).toEqual([{ score: 18, user: { name: 'Ada Lovelace' } }]);
      expect(await found('observer', essay)).toEqual([{ score: 18, user: { name: 'Ada Lovelace' } }]);
      expect(await found('designer', essay)).toEqual([]);
    });
  });

  describe('a submission', () => {
    const query = `query($assignment: ID!, $user: ID!) {
      submission(assignmentId: $assignment, userId: $user) {
        id _id score grade enteredScore enteredGrade deductedPoints gradeHidden excused state attempt submissionType
        submittedAt gradedAt postedAt posted late missing latePolicyStatus gradeMatchesCurrentSubmission body url
        assignmentId assignment { name } userId user { name } } }`;

    test('key by key', async () => {
      const { student } = course.people;
      const { essay } = gradebook.assignments;
      const { submission } = await data('student', query, { assignment: essay, user: student.id });
      expect(submission).toEqual({
        id: nodeId('Submission', Number(submission._id)),
        _id: expect.any(String),
        score: 18,
        grade: '18',
        enteredScore: 18,
        enteredGrade: '18',
        deductedPoints: null,
        gradeHidden: false,
        excused: false,
        state: 'graded',
        attempt: 0,
        submissionType: null,
        submittedAt: null,
        gradedAt: '2026-09-01T08:59:00Z',
        postedAt: '2026-09-01T08:59:00Z',
        posted: true,
        late: false,
        missing: false,
        latePolicyStatus: null,
        gradeMatchesCurrentSubmission: null,
        body: null,
        url: null,
        assignmentId: String(essay),
        assignment: { name: 'Essay' },
        userId: String(student.id),
        user: { name: 'Ada Lovelace' },
      });
      const byId = `{ submission(id: "${submission._id}") { score } node(id: "${submission.id}") { id } }`;
      expect(await data('teacher', byId)).toEqual({ submission: { score: 18 }, node: { id: submission.id } });
      expect(await data('otherStudent', byId)).toEqual({ submission: null, node: null });
      expect(await data(sectionTa, byId)).toEqual({ submission: null, node: null });
    });

    test('tells no grade that is hidden from the caller', async () => {
      const { student } = course.people;
      const variables = { assignment: gradebook.assignments.reflection, user: student.id };
      expect((await data('student', query, variables)).submission).toMatchObject({
        score: null,
        grade: null,
        enteredScore: null,
        enteredGrade: null,
        gradeHidden: true,
        posted: false,
      });
      expect((await data('teacher', query, variables)).submission).toMatchObject({
        score: 8.9,
        grade: 'B+',
        gradeHidden: false,
      });
    });

    test('must be named fully', async () => {
      for (const args of ['id: 1, userId: 2', 'assignmentId: 1', 'userId: 1']) {
        const { errors, data } = await ask('teacher', `{ submission(${args}) { score } }`);
        expect(data).toEqual({ submission: null });
        expect(errors[0].message).toBe('a submission is named by its id, or by assignmentId and userId');
      }
    });
  });

  describe('nodes', () => {
    test('of every type are found by both ids', async () => {
      const progress = await data(
        'teacher',
        'mutation($a: ID!) { postAssignmentGrades(input: {assignmentId: $a}) { progress { _id } } }',
        {
          a: gradebook.assignments.essay,
        },
      );
      const ids = {
        Account: 1,
        Assignment: quizAssignment,
        AssignmentGroup: gradebook.groups.quizzes,
        Course: course.courseId,
        Enrollment: gradebook.enrollments.s1,
        Progress: Number(progress.postAssignmentGrades.progress._id),
        Quiz: course.quizId,
        Section: course.courseSectionId,
        Submission: 1,
        User: course.people.student.id,
      };
      for (const [type, id] of Object.entries(ids)) {
        const found = await data(
          'teacher',
          `query($node: ID!, $id: ID!) { node(id: $node) { __typename id } legacyNode(_id: $id, type: ${type}) { id } }`,
          { node: nodeId(type, id), id },
        );
        expect(found).toEqual({
          node: { __typename: type, id: nodeId(type, id) },
          legacyNode: { id: nodeId(type, id) },
        });
        const outside = await data('outsider', 'query($node: ID!) { node(id: $node) { id } }', {
          node: nodeId(type, id),
        });
        expect(outside.node).toEqual(type === 'Account' ? { id: nodeId(type, id) } : null);
      }
    });

    test.each([
      ['text', 'nothing'],
      ['another type', Buffer.from('Group-1').toString('base64')],
      ['no id', Buffer.from('Course-x').toString('base64')],
      ['a name of every object', Buffer.from('constructor-1').toString('base64')],
      ['a plain id', '1'],
      ['nothing', ''],
    ])('are not named by %s', async (_name, id) => {
      const json = await ask('teacher', 'query($id: ID!) { node(id: $id) { id } }', { id });
      expect(json.data).toEqual({ node: null });
      expect(json.errors[0].message).toBe('id must be the id of a node');
    });

    test('an id of another type is refused', async () => {
      const json = await ask('teacher', 'query($id: ID!) { course(id: $id) { name } }', {
        id: nodeId('User', course.courseId),
      });
      expect(json.errors[0].message).toBe('id must be an id of the type Course');
    });

    test('a person shows what the caller may see of them', async () => {
      const query =
        'query($id: ID!) { user(id: $id) { name email loginId enrollments { course { name } } } }';
      const { student } = course.people;
      expect((await data('outsider', query, { id: student.id })).user).toBeNull();
      expect((await data('otherStudent', query, { id: student.id })).user).toMatchObject({
        name: 'Ada Lovelace',
        email: null,
        loginId: null,
      });
      expect((await data('student', query, { id: student.id })).user).toEqual({
        name: 'Ada Lovelace',
        email: 'ada.lovelace@example.edu',
        loginId: 'ada.lovelace@example.edu',
        enrollments: [{ course: { name: 'Biology 101' } }],
      });
    });

    test("an account shows its SIS id to its admins alone, and is named 'self' by nobody", async () => {
      expect((await data('student', '{ account(id: 1) { sisId workflowState } }')).account).toEqual({
        sisId: null,
        workflowState: 'active',
      });
      expect((await ask('admin', '{ account(id: "self") { name } }')).errors[0].message).toBe(
        'id must be an id of the type Account',
      );
    });
  });

  describe('pages', () => {
    const query = `query($id: ID!, $first: Int, $after: String) { course(id: $id) {
      assignmentsConnection(first: $first, after: $after) {
        edges { cursor node { name } } nodes { name }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
    const page = async (variables: object) =>
      (await data('teacher', query, { id: course.courseId, ...variables })).course.assignmentsConnection;

    test('follow each other by cursor to the end', async () => {
      const names: string[] = [];
      let after: string | null = null;
      for (let round = 0; round < 5; round++) {
        const { nodes, edges, pageInfo } = await page({ first: 2, after });
        expect(edges.map(({ node }: { node: object }) => node)).toEqual(nodes);
        expect(pageInfo.startCursor).toBe(edges[0].cursor);
        expect(pageInfo.endCursor).toBe(edges[1].cursor);
        expect(pageInfo.hasPreviousPage).toBe(round > 0);
        names.push(...nodes.map(({ name }: { name: string }) => name));
        after = pageInfo.endCursor;
        if (!pageInfo.hasNextPage) break;
      }
      expect(names).toEqual(['Cells', 'Quiz', 'Secret', 'Essay', 'Participation', 'Reflection']);
    });

    test('are empty past the end, and when nothing is asked for', async () => {
      const past = await page({ after: Buffer.from('50').toString('base64url') });
      expect(past).toEqual({
        nodes: [],
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
      });
      expect((await page({ first: 0 })).pageInfo).toMatchObject({ hasNextPage: true, endCursor: null });
      expect((await page({ first: -3 })).nodes).toEqual([]);
    });

    test.each(['x', '!', 'LTE', Buffer.from('1e3').toString('base64url'), 'M'.repeat(60)])(
      'have no cursor %s',
      async (after) => {
        const json = await ask('teacher', query, { id: course.courseId, after });
        expect(json.errors[0].message).toBe('after must be a cursor of this list');
      },
    );

    test('of lists within lists are each their own', async () => {
      const nested = `query($id: ID!) { course(id: $id) { assignmentsConnection { nodes { name
        submissionsConnection(first: 1) { nodes { user { name } } pageInfo { hasNextPage } } } } } }`;
      const { nodes } = (await data('teacher', nested, { id: course.courseId })).course.assignmentsConnection;
      const ofEach = nodes.map(
        (node: { name: string; submissionsConnection: { nodes: object[]; pageInfo: object } }) => [
          node.name,
          node.submissionsConnection.nodes.length,
          node.submissionsConnection.pageInfo,
        ],
      );
      expect(ofEach).toEqual([
        ['Cells', 1, { hasNextPage: true }],
        ['Quiz', 0, { hasNextPage: false }],
        ['Secret', 0, { hasNextPage: false }],
        ['Essay', 1, { hasNextPage: true }],
        ['Participation', 1, { hasNextPage: true }],
        ['Reflection', 1, { hasNextPage: false }],
      ]);
    });
  });
});
