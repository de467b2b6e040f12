// A database that the first release made and filled, upgraded: what migration 2 promises of every row that was there.

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initial } from '../../src/store/migrations/0001-initial.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { eachDatabase } from '../support/databases.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

const madeMs = testStartMs - 86_400_000;
const savedMs = madeMs + 60_000;

const course = { id: 1, other: 2, empty: 3 };
const person = { teacher: 2, ada: 3, grace: 4, former: 5 };
const quiz = { taken: 1, draft: 2, edited: 3, survey: 4, opinion: 5, practice: 6, deleted: 7, elsewhere: 8 };

/** Quiz, course, type, state, points, version, due. */
const quizzes: [number, number, string, string, number | null, number, number | null][] = [
  [quiz.taken, course.id, 'assignment', 'available', 0, 3, testStartMs],
  [quiz.draft, course.id, 'assignment', 'created', 0, 1, null],
  [quiz.edited, course.id, 'assignment', 'unpublished', null, 2, null],
  [quiz.survey, course.id, 'graded_survey', 'available', 12.5, 1, null],
  [quiz.opinion, course.id, 'survey', 'available', 4, 1, null],
  [quiz.practice, course.id, 'practice_quiz', 'available', 0, 1, null],
  [quiz.deleted, course.id, 'assignment', 'deleted', 0, 1, null],
  [quiz.elsewhere, course.other, 'assignment', 'available', 0, 1, null],
];

/** The tables as the first release left them, statement by statement. */
const firstRelease = [
  `insert into accounts (id, name, uuid, workflow_state, default_time_zone, created_at_ms, updated_at_ms)
    values (1, 'Quizwire', 'account', 'active', 'Etc/UTC', ${madeMs}, ${madeMs})`,
  ...Object.entries({ admin: 1, ...person }).map(
    ([
      name,
      id,
    ]) => `insert into users (id, name, short_name, sortable_name, uuid, workflow_state, created_at_ms,
      updated_at_ms) values (${id}, '${name}', '${name}', '${name}', '${name}', 'registered', ${madeMs}, ${madeMs})`,
  ),
  `insert into account_users (account_id, user_id, role, created_at_ms) values (1, 1, 'AccountAdmin', ${madeMs})`,
  ...Object.values(course).map(
    (id) => `insert into courses (id, account_id, root_account_id, name, course_code, uuid, workflow_state,
      restrict_enrollments_to_course_dates, is_public, is_public_to_auth_users, apply_assignment_group_weights,
      hide_final_grades, settings, created_at_ms, updated_at_ms)
      values (${id}, 1, 1, 'Course ${id}', 'C${id}', 'course-${id}', 'available', 0, 0, 0, 0, 0, '{}', ${madeMs}, ${savedMs})`,
  ),
  ...Object.values(course).map(
    (
      id,
    ) => `insert into course_sections (id, course_id, name, default_section, restrict_enrollments_to_section_dates,
      created_at_ms, updated_at_ms) values (${id}, ${id}, 'Section', 1, 0, ${madeMs}, ${madeMs})`,
  ),
  // A second section for Ada, an invitation, a conclusion and a deletion.
  `insert into course_sections (id, course_id, name, default_section, restrict_enrollments_to_section_dates,
    created_at_ms, updated_at_ms) values (11, 1, 'Second', 0, 0, ${madeMs}, ${madeMs})`,
  ...(
    [
      [1, person.teacher, course.id, 1, 'TeacherEnrollment', 'active'],
      [2, person.ada, course.id, 1, 'StudentEnrollment', 'active'],
      [3, person.ada, course.id, 11, 'StudentEnrollment', 'invited'],
      [4, person.grace, course.id, 1, 'StudentEnrollment', 'completed'],
      [5, person.former, course.id, 1, 'StudentEnrollment', 'deleted'],
      [6, person.grace, course.other, 2, 'StudentEnrollment', 'active'],
    ] as const
  ).map(
    ([id, userId, courseId, sectionId, type, state]) => `insert into enrollments (id, user_id, course_id,
      course_section_id, type, workflow_state, limit_privileges_to_course_section, created_at_ms, updated_at_ms)
      values (${id}, ${userId}, ${courseId}, ${sectionId}, '${type}', '${state}', 0, ${madeMs}, ${savedMs})`,
  ),
  ...quizzes.map(
    ([
      id,
      courseId,
      type,
      state,
      points,
      version,
      dueAtMs,
    ]) => `insert into quizzes (id, course_id, title, description,
      quiz_type, workflow_state, time_limit_minutes, disable_timer_autosubmission, shuffle_answers, show_correct_answers,
      show_correct_answers_last_attempt, one_time_results, allowed_attempts, scoring_policy, one_question_at_a_time,
      cant_go_back, due_at_ms, unlock_at_ms, lock_at_ms, locked, require_lockdown_browser, anonymous_submissions,
      only_visible_to_overrides, points_possible, question_count, version_number, created_at_ms, updated_at_ms)
      values (${id}, ${courseId}, 'Quiz ${id}', '<p>About ${id}.</p>', '${type}', '${state}', 30, 0, 0, 1, 0, 0, 2,
      'keep_highest', 0, 0, ${dueAtMs}, null, null, 0, 0, 0, ${id === quiz.survey ? 1 : 0}, ${points}, 0, ${version},
      ${madeMs}, ${savedMs})`,
  ),
  // Ada's second attempt on the first quiz runs; so does one of somebody who has left, the teacher's own and a preview.
  ...(
    [
      [1, quiz.taken, person.ada, 'null', 2, 'untaken'],
      [2, quiz.taken, person.former, 'null', 1, 'untaken'],
      [3, quiz.taken, person.teacher, 'null', 1, 'untaken'],
      [4, quiz.taken, 'null', person.teacher, 1, 'preview'],
      [5, quiz.practice, person.ada, 'null', 1, 'untaken'],
    ] as const
  ).map(
    ([
      id,
      quizId,
      userId,
      previewUserId,
      attempt,
      state,
    ]) => `insert into quiz_submissions (id, quiz_id, user_id,
      preview_user_id, attempt, manually_unlocked, started_at_ms, end_at_ms, validation_token, workflow_state,
      quiz_version, excused, created_at_ms, updated_at_ms)
      values (${id}, ${quizId}, ${userId}, ${previewUserId}, ${attempt}, 0, ${savedMs}, ${savedMs + 1}, 'token',
      '${state}', 3, 0, ${madeMs}, ${savedMs})`,
  ),
  ...[
    [1, 1],
    [1, 2],
    [2, 1],
    [3, 1],
    [4, 1],
    [5, 1],
  ].map(
    ([id, attempt]) => `insert into quiz_submission_attempts (quiz_submission_id, attempt, started_at_ms)
      values (${id}, ${attempt}, ${savedMs + (attempt ?? 0)})`,
  ),
];

eachDatabase((database) => {
  describe('a database of the first release', () => {
    let url: string;
    let server: TestServer;

    beforeAll(async () => {
      url = await database.freshUrl();
      await using old = await openDatabase(url, madeMs, { migrations: [initial] });
      for (const statement of firstRelease) await sql.raw(statement).execute(old.query);
      if (database.kind === 'postgres') await numberOn(url);
    });
    beforeAll(async () => {
      server = await startTestServer(database, { databaseUrl: url });
    });
    afterAll(() => server[Symbol.asyncDispose]());

    /** Rows written with ids of their own do not move PostgreSQL's counters. */
    async function numberOn(databaseUrl: string): Promise<void> {
      for (const table of ['accounts', 'users', 'courses', 'enrollments', 'quizzes', 'quiz_submissions']) {
        await runSql(databaseUrl, `alter table ${table} alter column id restart with 100`);
      }
    }

    const rows = (statement: string) => runSql(url, statement);

    test('has both migrations, the second one made when it was opened', async () => {
      expect(
        await rows(
          'select version, applied_at_ms from schema_migrations where version <= 2 order by version',
        ),
      ).toEqual([
        { version: 1, applied_at_ms: madeMs },
        { version: 2, applied_at_ms: testStartMs },
      ]);
    });

    test('has one assignment group in every course', async () => {
      const groups =
        await rows(`select course_id, name, position, group_weight, drop_lowest, drop_highest, never_drop,
        integration_data, workflow_state, created_at_ms, updated_at_ms from assignment_groups order by course_id`);
      expect(groups).toEqual(
        Object.values(course).map((id) => ({
          course_id: id,
          name: 'Assignments',
          position: 1,
          group_weight: 0,
          drop_lowest: null,
          drop_highest: null,
          never_drop: '[]',
          integration_data: '{}',
          workflow_state: 'available',
          created_at_ms: madeMs,
          updated_at_ms: savedMs,
        })),
      );
    });

    test('has an assignment for every graded quiz, with what the quiz says', async () => {
      const assignments =
        await rows(`select q.id as quiz, a.course_id, g.course_id as group_course, a.name, a.description,
        a.points_possible, a.grading_type, a.submission_types, a.due_at_ms, a.workflow_state, a.omit_from_final_grade,
        a.hide_in_gradebook, a.only_visible_to_overrides, a.post_manually, a.anonymous_grading, a.allowed_attempts,
        a.grading_standard_id, a.sis_assignment_id, a.integration_id, a.integration_data, a.created_at_ms, a.updated_at_ms
        from assignments a join quizzes q on q.assignment_id = a.id
        join assignment_groups g on g.id = a.assignment_group_id and g.id = q.assignment_group_id order by q.id`);
      const states: Record<string, string> = { available: 'published', deleted: 'deleted' };
      const graded = quizzes.filter(([, , type]) => type === 'assignment' || type === 'graded_survey');
      expect(assignments).toEqual(
        graded.map(([id, courseId, , state, points, , dueAtMs]) => ({
          quiz: id,
          course_id: courseId,
          group_course: courseId,
          name: `Quiz ${id}`,
          description: `<p>About ${id}.</p>`,
          points_possible: points,
          grading_type: 'points',
          submission_types: 'online_quiz',
          due_at_ms: dueAtMs,
          workflow_state: states[state] ?? 'unpublished',
          omit_from_final_grade: 0,
          hide_in_gradebook: 0,
          only_visible_to_overrides: id === quiz.survey ? 1 : 0,
          post_manually: 0,
          anonymous_grading: 0,
          allowed_attempts: null,
          grading_standard_id: null,
          sis_assignment_id: null,
          integration_id: null,
          integration_data: '{}',
          created_at_ms: madeMs,
          updated_at_ms: savedMs,
        })),
      );
      expect(await rows('select count(*) as count from assignments')).toEqual([{ count: graded.length }]);
    });

    test('gives the assignments of a course places that differ, from 1', async () => {
      const places =
        await rows(`select a.course_id, a.position from assignments a join quizzes q on q.assignment_id = a.id
        order by q.id`);
      expect(places).toEqual(
        [1, 2, 3, 4, 5, 1].map((position, index) => ({
          course_id: index < 5 ? course.id : course.other,
          position,
        })),
      );
    });

    test('has no assignment for the others, and a group for them all the same', async () => {
      const others = await rows(`select q.id, q.assignment_id, g.course_id from quizzes q
        join assignment_groups g on g.id = q.assignment_group_id
        where q.quiz_type in ('survey', 'practice_quiz') order by q.id`);
      expect(others).toEqual([
        { id: quiz.opinion, assignment_id: null, course_id: course.id },
        { id: quiz.practice, assignment_id: null, course_id: course.id },
      ]);
    });

    test('has every published quiz published without questions', async () => {
      const publications = await rows('select * from quiz_publications order by quiz_id');
      expect(publications).toEqual(
        quizzes
          .filter(([, , , state]) => state === 'available')
          .map(([id, , , , , version]) => ({
            quiz_id: id,
            quiz_version: version,
            published_at_ms: savedMs,
            quiz_data: '[]',
            question_types: '[]',
          })),
      );
    });

    test('has every attempt without questions and answers', async () => {
      const attempts =
        await rows(`select q.quiz_submission_id, q.attempt, q.quiz_data, a.answers, a.logged_answers,
        a.graded_answers, a.updated_at_ms from attempt_questions q join attempt_answers a
        on a.quiz_submission_id = q.quiz_submission_id and a.attempt = q.attempt order by 1, 2`);
      expect(attempts).toEqual(
        [
          [1, 1],
          [1, 2],
          [2, 1],
          [3, 1],
          [4, 1],
          [5, 1],
        ].map(([id, attempt]) => ({
          quiz_submission_id: id,
          attempt,
          quiz_data: '[]',
          answers: '{}',
          logged_answers: '{}',
          graded_answers: null,
          updated_at_ms: savedMs + (attempt ?? 0),
        })),
      );
    });

    test('has one empty submission for every student on every assignment that is there', async () => {
      const submissions =
        await rows(`select q.id as quiz, s.user_id, s.workflow_state, s.excused, s.score, s.grade,
        s.submitted_at_ms, s.attempt, s.posted_at_ms, s.created_at_ms from submissions s
        join quizzes q on q.assignment_id = s.assignment_id order by q.id, s.user_id`);
      const empty = {
        workflow_state: 'unsubmitted',
        excused: 0,
        score: null,
        grade: null,
        submitted_at_ms: null,
        attempt: null,
        posted_at_ms: null,
        created_at_ms: madeMs,
      };
      const ofCourse = [quiz.taken, quiz.draft, quiz.edited, quiz.survey, quiz.deleted];
      expect(submissions).toEqual([
        ...ofCourse.flatMap((id) => [
          { quiz: id, user_id: person.ada, ...empty },
          { quiz: id, user_id: person.grace, ...empty },
        ]),
        { quiz: quiz.elsewhere, user_id: person.grace, ...empty },
      ]);
    });

    test('ties the attempts of students to their submissions, both ways, and nothing else', async () => {
      const ties =
        await rows(`select qs.id, s.user_id, s.quiz_submission_id, qs.manually_scored from quiz_submissions qs
        left join submissions s on s.id = qs.submission_id order by qs.id`);
      expect(ties).toEqual([
        { id: 1, user_id: person.ada, quiz_submission_id: 1, manually_scored: 0 },
        ...[2, 3, 4, 5].map((id) => ({ id, user_id: null, quiz_submission_id: null, manually_scored: 0 })),
      ]);
      const tied = await rows(
        'select count(*) as count from submissions where quiz_submission_id is not null',
      );
      expect(tied).toEqual([{ count: 1 }]);
    });

    test('has empty scores for every enrollment of a student who has not been taken out', async () => {
      const scores = await rows(`select enrollment_id, course_id, user_id, current_score, final_score,
        unposted_current_score, unposted_final_score, current_points, unposted_current_points, override_score
        from course_scores order by enrollment_id`);
      const none = {
        current_score: null,
        final_score: null,
        unposted_current_score: null,
        unposted_final_score: null,
        current_points: null,
        unposted_current_points: null,
        override_score: null,
      };
      expect(scores).toEqual([
        { enrollment_id: 2, course_id: course.id, user_id: person.ada, ...none },
        { enrollment_id: 3, course_id: course.id, user_id: person.ada, ...none },
        { enrollment_id: 4, course_id: course.id, user_id: person.grace, ...none },
        { enrollment_id: 6, course_id: course.other, user_id: person.grace, ...none },
      ]);
    });

    test('serves: a quiz from before is shown, gets a question and another quiz beside it', async () => {
      const base = `/api/v1/courses/${course.id}/quizzes`;
      const shown = await server.call('GET', `${base}/${quiz.taken}`);
      expect([shown.status, shown.json]).toEqual([
        200,
        expect.objectContaining({ title: 'Quiz 1', published: true, question_count: 0, question_types: [] }),
      ]);
      const question = { question: { question_type: 'essay_question', points_possible: 2 } };
      expect((await server.call('POST', `${base}/${quiz.draft}/questions`, { body: question })).status).toBe(
        200,
      );
      const published = await server.call('PUT', `${base}/${quiz.draft}`, {
        body: { quiz: { published: true } },
      });
      expect(published.json).toMatchObject({ published: true, question_count: 1, points_possible: 2 });
      const made = await server.call('POST', base, { body: { quiz: { title: 'New' } } });
      expect([made.status, made.json]).toEqual([
        200,
        expect.objectContaining({ assignment_group_id: shown.json.assignment_group_id }),
      ]);
    });
  });
});
