// What the gradebook announces, as whoever works in it makes it do so. Each rule by itself is in test/facts.
// Source: live events reference §3.1, §3.2, §3.3, §3.5, §3.6.

import { beforeEach, describe, expect, test } from 'vitest';
import type { EventName } from '../../src/facts/event-names.ts';
import { type Announced, announcedBy } from '../support/announced.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { switchOverridesOn } from '../support/gradebook-fixture.ts';
import { type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';
import {
  choiceQuestion,
  essayQuestion,
  insertTakenQuiz,
  shortQuestion,
  type TakenQuiz,
} from '../support/taken-quiz.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

const ofTheGradebook: ReadonlySet<string> = new Set<EventName>([
  'grade_change',
  'course_grade_change',
  'grade_override',
  'submission_created',
  'submission_updated',
  'submission_comment_created',
]);

/** Of shard 1. */
const globalId = (id: number) => String(10_000_000_000_000 + id);

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  let work: Record<'essay' | 'paper' | 'secret', number>;
  let quiz: TakenQuiz;
  let essayQuiz: TakenQuiz;
  let inCourse: string;

  beforeEach(async () => {
    course = await courseFixture(database, {
      course: { settings: '{"allowFinalGradeOverride":true}' },
      more: async (query, fixture) => {
        const { student } = fixture.people;
        await switchOverridesOn(query, fixture.courseId);
        await query
          .updateTable('pseudonyms')
          .set({ sisUserId: 'S-1' })
          .where('userId', '=', student.id)
          .execute();
        work = await insertUngradedWork(query, fixture, {
          essay: { name: 'Essay', submissionTypes: 'online_text_entry' },
          paper: { name: 'Paper' },
          secret: { name: 'Secret', postManually: 1 },
        });
        const often = { allowedAttempts: -1 };
        quiz = await insertTakenQuiz(query, fixture, often, [choiceQuestion, shortQuestion]);
        essayQuiz = await insertTakenQuiz(query, fixture, often, [choiceQuestion, essayQuestion]);
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
    inCourse = `/api/v1/courses/${course.courseId}`;
    return () => server[Symbol.asyncDispose]();
  });

  async function as(role: Role, method: string, path: string, body?: object): Promise<Reply> {
    const { token } = course.people[role];
    const reply = await server.call(method, path, { token, ...(body === undefined ? {} : { body }) });
    if (reply.status > 204) throw new Error(`${method} ${path} answered ${reply.status}: ${reply.text}`);
    if (reply.json?.errors !== undefined) throw new Error(reply.text);
    return reply;
  }

  /** What `deed` made the gradebook announce. */
  async function announced(deed: () => Promise<unknown>): Promise<Announced[]> {
    const events = await announcedBy(course.databaseUrl, deed);
    return events.filter(({ eventName }) => ofTheGradebook.has(eventName));
  }

  const namesOf = (events: readonly Announced[]) => events.map(({ eventName }) => eventName);
  const only = (events: readonly Announced[], name: EventName) =>
    events.filter(({ eventName }) => eventName === name);
  const bodyOf = (events: readonly Announced[], name: EventName) => only(events, name)[0]?.body;

  const rowPath = (assignmentId: number, role: Role = 'student') =>
    `${inCourse}/assignments/${assignmentId}/submissions/${course.people[role].id}`;
  const mark = (assignmentId: number, submission: object, role: Role = 'student') =>
    as('teacher', 'PUT', rowPath(assignmentId, role), { submission });
  const grade = (assignmentId: number, posted_grade: string, role: Role = 'student') =>
    mark(assignmentId, { posted_grade }, role);
  const say = (role: Role, assignmentId: number, text_comment: string) =>
    as(role, 'PUT', rowPath(assignmentId), { comment: { text_comment } });
  const handIn = (body: string) =>
    as('student', 'POST', `${inCourse}/assignments/${work.essay}/submissions`, {
      submission: { submission_type: 'online_text_entry', body },
    });
  const edit = (assignmentId: number, assignment: object) =>
    as('teacher', 'PUT', `${inCourse}/assignments/${assignmentId}`, { assignment });
  const graphql = (query: string) => as('teacher', 'POST', '/api/graphql', { query });
  const postGrades = (assignmentId: number, act: 'post' | 'hide' = 'post') =>
    graphql(
      `mutation { ${act}AssignmentGrades(input: {assignmentId: ${assignmentId}}) { progress { state } } }`,
    );

  const right = { [choiceQuestion.id]: 11, [shortQuestion.id]: 'dna' };
  const updatedAndGraded = ['submission_updated', 'grade_change'];
  const withScores = [...updatedAndGraded, 'course_grade_change'];

  describe('a grade', () => {
    test('that is the first is announced with its work; the first computation of scores is not', async () => {
      const events = await announced(() => grade(work.paper, '4'));
      expect(namesOf(events)).toEqual(updatedAndGraded);
      const { student, teacher } = course.people;
      const [updated, changed] = events;
      expect(updated).toMatchObject({
        source: 'quizwire',
        courseId: course.courseId,
        assignmentId: work.paper,
        userId: student.id,
        details: { course_id: globalId(course.courseId) },
      });
      expect(updated?.body).toEqual({
        submission_id: expect.stringMatching(/^1\d{13}$/),
        assignment_id: globalId(work.paper),
        user_id: globalId(student.id),
        graded_at: '2026-09-01T09:00:00Z',
        updated_at: '2026-09-01T09:00:00Z',
        score: 4,
        grade: '4',
        late: false,
        missing: false,
        posted_at: '2026-09-01T09:00:00Z',
        workflow_state: 'graded',
      });
      expect(changed).toMatchObject({
        courseId: course.courseId,
        assignmentId: work.paper,
        userId: student.id,
      });
      expect(changed?.body).toEqual({
        submission_id: updated?.body.submission_id,
        assignment_id: globalId(work.paper),
        assignment_name: 'Paper',
        grade: '4',
        score: 4,
        points_possible: 10,
        old_points_possible: 10,
        grader_id: globalId(teacher.id),
        student_id: globalId(student.id),
        student_sis_id: 'S-1',
        user_id: globalId(student.id),
        grading_complete: true,
        muted: false,
      });
      expect(changed?.details).toEqual({ points_possible: 10 });
      expect(changed?.metadata).toMatchObject({
        user_id: globalId(teacher.id),
        context_type: 'Course',
        context_id: globalId(course.courseId),
        context_role: 'TeacherEnrollment',
        event_name: 'grade_change',
      });
    });

    test('that is another moves the scores of the course, which come last', async () => {
      await grade(work.paper, '4');
      server.clock.nowMs += 60_000;
      const events = await announced(() => grade(work.paper, '5'));
      expect(namesOf(events)).toEqual(withScores);
      expect(bodyOf(events, 'grade_change')).toMatchObject({
        score: 5,
        old_score: 4,
        grade: '5',
        old_grade: '4',
      });
      const moved = events[2];
      expect(moved).toMatchObject({ assignmentId: null, userId: course.people.student.id, details: null });
      expect(moved?.body).toEqual({
        user_id: String(course.people.student.id),
        course_id: String(course.courseId),
        workflow_state: 'active',
        created_at: '2026-09-01T09:00:00Z',
        updated_at: '2026-09-01T09:01:00Z',
        current_score: 50,
        old_current_score: 40,
        final_score: expect.any(Number),
        old_final_score: expect.any(Number),
        unposted_current_score: 50,
        old_unposted_current_score: 40,
        unposted_final_score: expect.any(Number),
        old_unposted_final_score: expect.any(Number),
      });
    });

    test('that is saved again is not announced', async () => {
      await grade(work.paper, '4');
      expect(await announced(() => grade(work.paper, '4'))).toEqual([]);
    });

    test('that is saved again later is news of the work, not of the grade', async () => {
      await grade(work.paper, '4');
      server.clock.nowMs += 60_000;
      expect(namesOf(await announced(() => grade(work.paper, '4')))).toEqual(['submission_updated']);
    });

    test('that is cleared where nothing is handed in is a change of the grade alone', async () => {
      await grade(work.paper, '4');
      const events = await announced(() => grade(work.paper, ''));
      expect(namesOf(events)).toEqual(['grade_change', 'course_grade_change']);
      const body = bodyOf(events, 'grade_change');
      expect(body).toMatchObject({ old_grade: '4', old_score: 4, grading_complete: false });
      expect(body).not.toHaveProperty('grade');
      expect(body).not.toHaveProperty('score');
      expect(bodyOf(events, 'course_grade_change')).not.toHaveProperty('current_score');
    });

    test('makes way for an excuse, and no key says that it is one', async () => {
      await grade(work.paper, '4');
      const events = await announced(() => mark(work.paper, { excuse: true }));
      expect(namesOf(events)).toEqual(withScores);
      const body = bodyOf(events, 'grade_change') ?? {};
      expect(body).toMatchObject({ old_score: 4, old_grade: '4', grading_complete: true });
      for (const key of ['score', 'grade', 'excused']) expect(body).not.toHaveProperty(key);
      expect(namesOf(await announced(() => mark(work.paper, { excuse: 'false' })))).toEqual(['grade_change']);
    });

    test('of many at once is announced once for each, those that stay are not', async () => {
      await grade(work.paper, '4');
      const { student, otherStudent } = course.people;
      const events = await announced(() =>
        as('teacher', 'POST', `${inCourse}/submissions/update_grades`, {
          grade_data: {
            [work.paper]: { [student.id]: { posted_grade: '4' }, [otherStudent.id]: { posted_grade: '7' } },
            [work.essay]: { [student.id]: { posted_grade: '9' } },
          },
        }),
      );
      const changes = only(events, 'grade_change').map(({ body }) => [body.user_id, body.score]);
      expect(changes.sort()).toEqual([
        [globalId(student.id), 9],
        [globalId(otherStudent.id), 7],
      ]);
      // The scores of the other are the first.
      expect(only(events, 'course_grade_change').map(({ userId }) => userId)).toEqual([student.id]);
      expect(events.at(-1)?.eventName).toBe('course_grade_change');
      const [other] = only(events, 'grade_change').filter(({ userId }) => userId === otherStudent.id);
      expect(other?.body).not.toHaveProperty('student_sis_id');
    });

    test('that is not posted says so, and moves only what is not posted', async () => {
      await grade(work.paper, '4');
      const events = await announced(() => grade(work.secret, '8'));
      expect(namesOf(events)).toEqual(withScores);
      expect(bodyOf(events, 'grade_change')).toMatchObject({ muted: true, score: 8 });
      expect(bodyOf(events, 'submission_updated')).not.toHaveProperty('posted_at');
      expect(bodyOf(events, 'course_grade_change')).toMatchObject({
        current_score: 40,
        old_current_score: 40,
        unposted_current_score: 60,
        old_unposted_current_score: 40,
      });
    });

    test('that is refused announces nothing', async () => {
      const { token } = course.people.student;
      const events = await announced(async () => {
        const body = { submission: { posted_grade: '10' } };
        expect((await server.call('PUT', rowPath(work.paper), { token, body })).status).toBe(403);
      });
      expect(events).toEqual([]);
    });

    test('that is undone with its transaction announces nothing', async () => {
      const { teacher } = course.people;
      const events = await announced(async () => {
        const body = {
          submission: { posted_grade: '10' },
          // Refused only after the grade was written.
          comment: { text_comment: 'Well done.', attempt: 7 },
        };
        const reply = await server.call('PUT', rowPath(work.paper), { token: teacher.token, body });
        expect(reply.status).toBe(400);
      });
      expect(events).toEqual([]);
      expect((await as('teacher', 'GET', rowPath(work.paper))).json.score).toBeNull();
    });
  });

  describe('work', () => {
    test('that is handed in is created, each time', async () => {
      const events = await announced(() => handIn('<p>First.</p>'));
      expect(namesOf(events)).toEqual(['submission_created']);
      expect(events[0]?.body).toEqual({
        submission_id: expect.stringMatching(/^1\d{13}$/),
        assignment_id: globalId(work.essay),
        user_id: globalId(course.people.student.id),
        submitted_at: '2026-09-01T09:00:00Z',
        updated_at: '2026-09-01T09:00:00Z',
        submission_type: 'online_text_entry',
        body: '<p>First.</p>',
        attempt: 1,
        late: false,
        missing: false,
        workflow_state: 'submitted',
      });
      expect(events[0]?.metadata).toMatchObject({
        context_role: 'StudentEnrollment',
        context_type: 'Course',
      });
      const again = await announced(() => handIn('<p>Second.</p>'));
      expect(namesOf(again)).toEqual(['submission_created']);
      expect(again[0]?.body).toMatchObject({ attempt: 2 });
    });

    test('that is graded, handed in again and given the same grade is announced as graded again', async () => {
      await handIn('First.');
      expect(namesOf(await announced(() => grade(work.essay, '4')))).toEqual(updatedAndGraded);
      const again = await announced(() => handIn('Second.'));
      expect(namesOf(again)).toEqual(['submission_created']);
      expect(again[0]?.body).toMatchObject({ score: 4, attempt: 2, workflow_state: 'submitted' });
      server.clock.nowMs += 60_000;
      const events = await announced(() => grade(work.essay, '4'));
      expect(namesOf(events)).toEqual(updatedAndGraded);
      expect(bodyOf(events, 'grade_change')).toMatchObject({
        score: 4,
        old_score: 4,
        grading_complete: true,
      });
    });

    test('that loses its grade waits to be graded as if it was handed in', async () => {
      await handIn('First.');
      await grade(work.essay, '4');
      const events = await announced(() => grade(work.essay, ''));
      expect(namesOf(events)).toEqual(['submission_created', 'grade_change', 'course_grade_change']);
      expect(bodyOf(events, 'submission_created')).toMatchObject({ workflow_state: 'submitted', attempt: 1 });
    });

    test('of a student who comes, and of an assignment that comes, is not there yet', async () => {
      const events = await announced(async () => {
        await as('teacher', 'POST', `${inCourse}/assignments`, {
          assignment: { name: 'New', points_possible: 5, published: true },
        });
        await as('admin', 'POST', `${inCourse}/enrollments`, {
          enrollment: {
            user_id: course.people.outsider.id,
            type: 'StudentEnrollment',
            enrollment_state: 'active',
          },
        });
      });
      expect(events).toEqual([]);
    });

    test('that a teacher calls late is updated once it is there', async () => {
      const late = { late_policy_status: 'late', seconds_late_override: 60 };
      expect(await announced(() => mark(work.essay, late))).toEqual([]);
      await mark(work.essay, { late_policy_status: 'none' });
      await handIn('First.');
      const events = await announced(() => mark(work.essay, late));
      expect(namesOf(events)).toEqual(['submission_updated']);
      expect(events[0]?.body).toMatchObject({ late: true, missing: false });
    });
  });

  describe('a comment', () => {
    test('of a student is announced by itself, in words of up to the limit', async () => {
      await handIn('First.');
      const events = await announced(() => say('student', work.essay, 'word '.repeat(3000)));
      expect(namesOf(events)).toEqual(['submission_comment_created']);
      const [said] = events;
      expect(said?.body).toEqual({
        submission_comment_id: expect.stringMatching(/^\d{1,5}$/),
        submission_id: expect.stringMatching(/^\d{1,5}$/),
        user_id: String(course.people.student.id),
        created_at: '2026-09-01T09:00:00Z',
        attachment_ids: [],
        body: expect.stringMatching(/word\.\.\.$/),
      });
      expect(String(said?.body.body).length).toBeLessThanOrEqual(8192);
      expect([said?.userId, said?.assignmentId]).toEqual([course.people.student.id, work.essay]);
      expect(said?.metadata).toMatchObject({ context_id: globalId(course.courseId) });
    });

    test('of a grader comes before what it posts', async () => {
      const events = await announced(() => say('teacher', work.paper, 'See me.'));
      expect(namesOf(events)).toEqual(['submission_comment_created', 'grade_change']);
      const body = bodyOf(events, 'grade_change');
      expect(body).toMatchObject({ muted: false, grading_complete: false });
      for (const key of ['score', 'grade', 'old_score', 'grader_id']) expect(body).not.toHaveProperty(key);
    });

    test('with a grade comes after it, and posts nothing again', async () => {
      const events = await announced(() =>
        as('teacher', 'PUT', rowPath(work.paper), {
          submission: { posted_grade: '4' },
          comment: { text_comment: 'Well done.' },
        }),
      );
      expect(namesOf(events)).toEqual([...updatedAndGraded, 'submission_comment_created']);
      expect(events[2]?.userId).toBe(course.people.student.id);
      expect(events[2]?.body.user_id).toBe(String(course.people.teacher.id));
    });
  });

  describe('a quiz', () => {
    test('that is begun says nothing of its row, and handed in that it is graded, by nobody', async () => {
      const { student } = course.people;
      const begun = await taking.begin(quiz.quizId, student);
      const opened = await announced(() => taking.begin(essayQuiz.quizId, student));
      expect(opened).toEqual([]);
      await taking.answer(begun, student, right);
      const events = await announced(() => taking.complete(quiz.quizId, begun, student));
      expect(namesOf(events)).toEqual(updatedAndGraded);
      expect(bodyOf(events, 'submission_updated')).toMatchObject({
        submission_type: 'online_quiz',
        attempt: 1,
        score: 3,
        workflow_state: 'graded',
        body: `user: ${student.id}, quiz: ${quiz.quizId}, score: 3.0, time: 2026-09-01 09:00:00 UTC`,
      });
      const [, changed] = events;
      expect(changed?.body).toMatchObject({ score: 3, grade: '3', grading_complete: true, muted: false });
      expect(changed?.body).not.toHaveProperty('grader_id');
      expect(changed?.details).toEqual({
        attempt: 1,
        quiz_id: globalId(quiz.quizId),
        quiz_submission_id: globalId(begun.id),
        points_possible: 3,
      });
      expect(changed?.metadata).toMatchObject({
        user_id: globalId(student.id),
        context_role: 'StudentEnrollment',
      });
    });

    test('that is taken again for the same score is only updated', async () => {
      const { student } = course.people;
      await taking.take(quiz.quizId, student, right);
      server.clock.nowMs += 60_000;
      expect(namesOf(await announced(() => taking.take(quiz.quizId, student, {})))).toEqual([
        'submission_updated',
      ]);
    });

    test('of which another attempt counts says that its grade is not of the last', async () => {
      const { student, teacher } = course.people;
      const first = await taking.take(quiz.quizId, student, right);
      server.clock.nowMs += 60_000;
      await taking.take(quiz.quizId, student, {});
      const fudged = (attempt: number, fudge_points: number) =>
        announced(() =>
          as('teacher', 'PUT', taking.path(quiz.quizId, `/submissions/${first.id}`), {
            quiz_submissions: [{ attempt, fudge_points }],
          }),
        );
      const [, earlier] = await fudged(1, 1);
      expect(earlier?.body).toMatchObject({ score: 4, grader_id: globalId(teacher.id) });
      expect(earlier?.details).toMatchObject({ attempt: 2, counts_another: true });
      const [, last] = await fudged(2, 9);
      expect(last?.body).toMatchObject({ score: 9 });
      expect(last?.details).not.toHaveProperty('counts_another');
    });

    test('with an essay is a hand-in, and is graded twice', async () => {
      const { student, teacher } = course.people;
      const begun = await taking.begin(essayQuiz.quizId, student);
      await taking.answer(begun, student, { [choiceQuestion.id]: 11, [essayQuestion.id]: 'Cells.' });
      const handedIn = await announced(() => taking.complete(essayQuiz.quizId, begun, student));
      expect(namesOf(handedIn)).toEqual(['submission_created', 'grade_change']);
      expect(bodyOf(handedIn, 'submission_created')).toMatchObject({ workflow_state: 'pending_review' });
      expect(bodyOf(handedIn, 'grade_change')).toMatchObject({ score: 2, grading_complete: false });
      expect(bodyOf(handedIn, 'grade_change')).not.toHaveProperty('grader_id');
      const scored = await announced(() =>
        as('teacher', 'PUT', taking.path(essayQuiz.quizId, `/submissions/${begun.id}`), {
          quiz_submissions: [{ attempt: 1, questions: { [essayQuestion.id]: { score: 4 } } }],
        }),
      );
      expect(namesOf(scored)).toEqual(withScores);
      expect(bodyOf(scored, 'grade_change')).toMatchObject({
        score: 6,
        old_score: 2,
        grading_complete: true,
        grader_id: globalId(teacher.id),
      });
    });

    test('that a teacher grades before it is begun names the quiz, and no attempt', async () => {
      const events = await announced(() => grade(quiz.assignmentId ?? 0, '2'));
      expect(namesOf(events)).toEqual(updatedAndGraded);
      expect(events[1]?.details).toEqual({ quiz_id: globalId(quiz.quizId), points_possible: 3 });
      // An attempt that begins now is written on a row that is graded.
      const begun = await announced(() => taking.begin(quiz.quizId, course.people.student));
      expect(namesOf(begun)).toEqual(['submission_updated']);
    });

    test('that the server hands in is announced by a job', async () => {
      await taking.begin(quiz.quizId, course.people.student);
      server.clock.nowMs += 3_600_000;
      const events = await announced(() => server.upkeep());
      expect(namesOf(events)).toEqual(updatedAndGraded);
      const { metadata } = events[1] ?? {};
      expect(metadata).toMatchObject({ context_id: globalId(course.courseId), job_tag: expect.any(String) });
      for (const key of ['user_id', 'request_id', 'context_role']) expect(metadata).not.toHaveProperty(key);
    });
  });

  describe('an assignment', () => {
    test('that gets other points says so of every graded submission, and of no other', async () => {
      await grade(work.essay, '4');
      await grade(work.essay, '6', 'otherStudent');
      await mark(work.essay, { excuse: true }, 'otherStudent');
      await grade(work.paper, '5', 'otherStudent');
      server.clock.nowMs += 60_000;
      const events = await announced(() => edit(work.essay, { points_possible: 20 }));
      // Excused work moves nobody's scores.
      expect(namesOf(events)).toEqual(['grade_change', 'grade_change', 'course_grade_change']);
      expect(events[0]?.body).toMatchObject({
        score: 4,
        old_score: 4,
        points_possible: 20,
        old_points_possible: 10,
        grader_id: globalId(course.people.teacher.id),
      });
      expect(events[1]?.body).not.toHaveProperty('score');
    });

    test('that is complete or not gives complete work its new points', async () => {
      await edit(work.paper, { grading_type: 'pass_fail' });
      await grade(work.paper, 'complete');
      const events = await announced(() => edit(work.paper, { points_possible: 25 }));
      expect(namesOf(events)).toEqual(withScores);
      expect(bodyOf(events, 'grade_change')).toMatchObject({
        grade: 'complete',
        old_grade: 'complete',
        score: 25,
        old_score: 10,
        old_points_possible: 10,
      });
    });

    test('that is graded in another way, or by another scheme, says so', async () => {
      await grade(work.paper, '8');
      const letters = await announced(() => edit(work.paper, { grading_type: 'letter_grade' }));
      expect(namesOf(letters)).toEqual(updatedAndGraded);
      expect(bodyOf(letters, 'grade_change')).toMatchObject({ old_grade: '8', grade: 'B-', score: 8 });
      const made = await as('teacher', 'POST', `${inCourse}/grading_standards`, {
        title: 'Pass or not',
        grading_scheme_entry: [
          { name: 'Pass', value: 50 },
          { name: 'Fail', value: 0 },
        ],
      });
      const own = await announced(() => edit(work.paper, { grading_standard_id: made.json.id }));
      expect(bodyOf(own, 'grade_change')).toMatchObject({ old_grade: 'B-', grade: 'Pass' });
    });

    test('that only has another name or due date says nothing of grades', async () => {
      await grade(work.paper, '8');
      expect(
        await announced(() => edit(work.paper, { name: 'Papers', due_at: '2026-09-02T00:00:00Z' })),
      ).toEqual([]);
    });

    test('that is posted and hidden says so of what is graded; the scores follow', async () => {
      await grade(work.paper, '4');
      await grade(work.secret, '8');
      server.clock.nowMs += 60_000;
      const posted = await announced(() => postGrades(work.secret));
      expect(namesOf(posted)).toEqual(['grade_change', 'course_grade_change']);
      expect(posted[0]?.body).toMatchObject({ muted: false, score: 8, old_score: 8, old_grade: '8' });
      expect(posted[1]?.body).toMatchObject({ current_score: 60, old_current_score: 40 });
      const hidden = await announced(() => postGrades(work.secret, 'hide'));
      expect(namesOf(hidden)).toEqual(['grade_change', 'course_grade_change']);
      expect(hidden[0]?.body).toMatchObject({ muted: true, score: 8 });
    });

    test('without a grade is posted in silence', async () => {
      expect(await announced(() => postGrades(work.secret))).toEqual([]);
    });

    test('that counts in a group of another weight moves the scores alone', async () => {
      await grade(work.paper, '4');
      await grade(quiz.assignmentId ?? 0, '3');
      const { json: groups } = await as('teacher', 'GET', `${inCourse}/assignment_groups`);
      for (const { id, name } of groups) {
        const group_weight = name === 'Homework' ? 10 : 90;
        await as('teacher', 'PUT', `${inCourse}/assignment_groups/${id}`, { group_weight });
      }
      const events = await announced(() =>
        as('teacher', 'PUT', inCourse, { course: { apply_assignment_group_weights: true } }),
      );
      // The other student, who has no grade, has had no scores before.
      expect(events.map(({ eventName, userId }) => [eventName, userId])).toEqual([
        ['course_grade_change', course.people.student.id],
      ]);
    });
  });

  describe('the late policy', () => {
    test('takes points of all work in silence, but for the scores', async () => {
      await edit(work.essay, { due_at: '2026-08-31T00:00:00Z' });
      await handIn('Late.');
      await grade(work.essay, '8');
      server.clock.nowMs += 60_000;
      const events = await announced(() =>
        as('teacher', 'POST', `${inCourse}/late_policy`, {
          late_policy: { late_submission_deduction_enabled: true, late_submission_deduction: 10 },
        }),
      );
      expect(namesOf(events)).toEqual(['course_grade_change']);
      expect((await as('teacher', 'GET', rowPath(work.essay))).json.score).toBeLessThan(8);
    });

    test('grades what is missing in silence, also when a due date makes it so', async () => {
      await as('teacher', 'POST', `${inCourse}/late_policy`, {
        late_policy: { missing_submission_deduction_enabled: true, missing_submission_deduction: 100 },
      });
      const due = { due_at: '2026-08-31T00:00:00Z', points_possible: 12 };
      const events = await announced(() => edit(work.essay, due));
      expect((await as('teacher', 'GET', rowPath(work.essay))).json.score).toBe(0);
      expect(only(events, 'grade_change')).toEqual([]);
      expect(only(events, 'submission_updated')).toEqual([]);
    });

    test('takes points of a grade that is given now with one event', async () => {
      await as('teacher', 'POST', `${inCourse}/late_policy`, {
        late_policy: { late_submission_deduction_enabled: true, late_submission_deduction: 10 },
      });
      await edit(work.essay, { due_at: '2026-08-31T10:00:00Z' });
      await handIn('Late.');
      const events = await announced(() => grade(work.essay, '8'));
      expect(namesOf(events).filter((name) => name !== 'course_grade_change')).toEqual(updatedAndGraded);
      expect(bodyOf(events, 'grade_change')).toMatchObject({ score: 7, grade: '7' });
      expect(bodyOf(events, 'submission_updated')).toMatchObject({ late: true });
    });
  });

  describe('students with several enrollments', () => {
    /** Of `student`, in a section of its own. */
    async function enrolAgain(): Promise<void> {
      const { json } = await as('admin', 'POST', `${inCourse}/sections`, { course_section: { name: 'B' } });
      await as('admin', 'POST', `/api/v1/sections/${json.id}/enrollments`, {
        enrollment: {
          user_id: course.people.student.id,
          type: 'StudentEnrollment',
          enrollment_state: 'active',
        },
      });
    }

    test('have their scores announced once, and not when the second is made', async () => {
      await grade(work.paper, '4');
      expect(await announced(enrolAgain)).toEqual([]);
      const events = await announced(() => grade(work.paper, '6'));
      expect(namesOf(events)).toEqual(withScores);
      expect(bodyOf(events, 'course_grade_change')).toMatchObject({
        current_score: 60,
        old_current_score: 40,
      });
    });

    test('have an override announced for each of them, as often as it moves', async () => {
      await grade(work.paper, '4');
      await enrolAgain();
      const { student } = course.people;
      const { json } = await as('teacher', 'GET', `${inCourse}/enrollments?user_id=${student.id}`);
      const ids: number[] = json.map(({ id }: { id: number }) => id).sort((a: number, b: number) => a - b);
      expect(ids).toHaveLength(2);
      const override = (score: number | null) =>
        graphql(`mutation { setOverrideScore(input: {enrollmentId: ${ids[0]}, overrideScore: ${score}}) {
          grades { overrideScore } } }`);
      const events = await announced(() => override(90));
      expect(namesOf(events)).toEqual(['grade_override', 'grade_override']);
      expect(events.map(({ body }) => body.enrollment_id)).toEqual(ids.map(String));
      expect(events[0]?.body).toEqual({
        score_id: expect.stringMatching(/^\d{1,5}$/),
        enrollment_id: String(ids[0]),
        user_id: String(student.id),
        course_id: String(course.courseId),
        override_score: 90,
        updated_at: '2026-09-01T09:00:00.123Z',
      });
      expect(events[0]).toMatchObject({ userId: student.id, courseId: course.courseId });
      expect(events[0]?.metadata).toMatchObject({ context_type: 'Course', event_name: 'grade_override' });
      expect(await announced(() => override(90))).toEqual([]);
      const moved = await announced(() => override(95));
      expect(moved.map(({ body }) => [body.old_override_score, body.override_score])).toEqual([
        [90, 95],
        [90, 95],
      ]);
      const gone = await announced(() => override(null));
      expect(gone[0]?.body).toMatchObject({ old_override_score: 95 });
      expect(gone[0]?.body).not.toHaveProperty('override_score');
    });
  });
});
