// The Grading Standards API, and the letters that schemes give. Source: core reference §10.4.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultGradingScheme } from '../../src/model/grading-standard.ts';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

eachDatabase((database) => {
  describe('grading standards', () => {
    let server: TestServer;
    let course: CourseFixture;
    let path: string;

    beforeAll(async () => {
      course = await courseFixture(database);
      server = await startTestServer(database, course);
      path = `/api/v1/courses/${course.courseId}/grading_standards`;
    });

    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });

    const as = (role: Role, method: string, to: string, body?: unknown): Promise<Reply> =>
      server.call(method, to, {
        token: course.people[role].token,
        ...(body === undefined ? {} : { body }),
      });

    test('are made with 200 from percentages, highest first, and listed', async () => {
      const { status, json } = await server.call('POST', path, {
        headers: form,
        body: [
          'title=Pass or not',
          'grading_scheme_entry[][name]=Fail',
          'grading_scheme_entry[][value]=0',
          'grading_scheme_entry[][name]=Pass',
          'grading_scheme_entry[][value]=58',
        ].join('&'),
      });
      expect(status).toBe(200);
      expect(json).toEqual({
        id: expect.any(Number),
        title: 'Pass or not',
        context_type: 'Course',
        context_id: course.courseId,
        grading_scheme: [
          { name: 'Pass', value: 0.58 },
          { name: 'Fail', value: 0 },
        ],
      });
      const listed = await as('student', 'GET', path);
      expect([listed.status, listed.json]).toEqual([200, [json]]);
    });

    test('have the default scheme unless it is said', async () => {
      const { json } = await as('ta', 'POST', path, { title: 'As usual' });
      expect(json.grading_scheme).toEqual(defaultGradingScheme);
    });

    test.each([
      [{}, 'title', "can't be blank"],
      [{ title: ' ' }, 'title', "can't be blank"],
      [
        { title: 'T', grading_scheme_entry: [{ name: '', value: 5 }] },
        'data',
        'cannot contain empty or overlong names',
      ],
      [
        {
          title: 'T',
          grading_scheme_entry: [
            { name: 'A', value: 5 },
            { name: 'a', value: 6 },
          ],
        },
        'data',
        'cannot contain duplicate names',
      ],
      [
        {
          title: 'T',
          grading_scheme_entry: [
            { name: 'A', value: 5 },
            { name: 'B', value: 5 },
          ],
        },
        'data',
        'cannot contain duplicate values',
      ],
      [
        { title: 'T', grading_scheme_entry: [{ name: 'A', value: 'high' }] },
        'data',
        'cannot contain values that are not from 0 to 100',
      ],
      [
        { title: 'T', grading_scheme_entry: [{ name: 'A', value: 100.5 }] },
        'data',
        'cannot contain values that are not from 0 to 100',
      ],
    ])('are not made of %o', async (body, field, message) => {
      const { status, json } = await as('teacher', 'POST', path, body);
      expect(status).toBe(400);
      expect(json.errors[field][0].message).toBe(message);
    });

    test('are not made of what is no list of entries, or too long a one', async () => {
      for (const entries of [
        'A',
        5,
        { name: 'A' },
        ['A'],
        Array.from({ length: 102 }, (_, i) => ({ name: `n${i}`, value: i / 2 })),
      ])
        expect(
          (await as('teacher', 'POST', path, { title: 'T', grading_scheme_entry: entries })).status,
        ).toBe(400);
    });

    test('are for graders to make and for readers of the course to read', async () => {
      for (const role of ['designer', 'student', 'observer', 'outsider'] as const)
        expect((await as(role, 'POST', path, { title: 'T' })).json).toEqual(notPermittedBody);
      expect((await as('outsider', 'GET', path)).json).toEqual(notPermittedBody);
      expect((await as('admin', 'GET', '/api/v1/courses/999999/grading_standards')).json).toEqual(
        notFoundBody,
      );
    });

    test('give letters to the work of an assignment, and other letters when they change', async () => {
      const standard = async (title: string, word: string) => {
        const grading_scheme_entry = [
          { name: word, value: 50 },
          { name: 'Low', value: 0 },
        ];
        return (await as('teacher', 'POST', path, { title, grading_scheme_entry })).json.id;
      };
      const own = await standard('Own', 'Half');
      const ofCourse = await standard('Of the course', 'Course half');
      const assignments = `/api/v1/courses/${course.courseId}/assignments`;
      const { json: assignment } = await as('teacher', 'POST', assignments, {
        assignment: { published: true, grading_type: 'letter_grade', points_possible: 10 },
      });
      const submission = `${assignments}/${assignment.id}/submissions/${course.people.student.id}`;
      const graded = await as('teacher', 'PUT', submission, { submission: { posted_grade: '7' } });
      expect(graded.json.grade).toBe('C-');
      const letter = async () => (await as('teacher', 'GET', submission)).json.grade;
      const change = (gradingStandardId: number | '') =>
        as('teacher', 'PUT', `${assignments}/${assignment.id}`, {
          assignment: { grading_standard_id: gradingStandardId },
        });
      const changeCourse = (gradingStandardId: number | '') =>
        as('teacher', 'PUT', `/api/v1/courses/${course.courseId}`, {
          course: { grading_standard_id: gradingStandardId },
        });
      await changeCourse(ofCourse);
      expect(await letter()).toBe('Course half');
      expect((await change(own)).json.grading_standard_id).toBe(own);
      expect(await letter()).toBe('Half');
      await changeCourse(0);
      expect(await letter()).toBe('Half');
      await change('');
      expect(await letter()).toBe('C-');
    });
  });
});
