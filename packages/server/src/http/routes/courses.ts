// Canvas: Courses API. Core reference §6. The people of a course are in course-people.ts.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { coursePermissionNames } from '../../model/course-permission.ts';
import { nameCharsMax } from '../../model/limits.ts';
import { Refusal } from '../../model/refusal.ts';
import type { CreateCourse } from '../../operations/courses/create-course.ts';
import type { ListAccountCourses } from '../../operations/courses/list-account-courses.ts';
import type { ReadCourses } from '../../operations/courses/read-courses.ts';
import type { UpdateCourse } from '../../operations/courses/update-course.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { integerParam, stringListParam } from '../canvas-wire/params.ts';
import { accountCoursesQuery, accountCoursesWantedOf } from '../contract/account-courses.ts';
import { type CourseShape, courseJson, shownCourse } from '../contract/course.ts';
import {
  accountCourseParams,
  accountCoursePath,
  accountCoursesPath,
  accountIdParams,
  changedCourseBody,
  courseChangeOf,
  courseIdParams,
  courseParams,
  coursePath,
  coursePermissionsPath,
  coursesPath,
  endedCourseBody,
  newCourseBody,
  newCourseOf,
} from '../contract/course-params.ts';
import {
  courseQuery,
  coursesQuery,
  extrasOf,
  includesOf,
  ownCoursesWantedOf,
  permissionsQuery,
} from '../contract/course-query.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  readCourses: ReadCourses;
  listAccountCourses: ListAccountCourses;
  createCourse: CreateCourse;
  updateCourse: UpdateCourse;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Courses'];

export function courseRoutes(server: Server, uses: Uses): void {
  const { readCourses, createCourse, updateCourse, shard, publicUrl } = uses;
  const queryOf = (request: FastifyRequest) => request.query as Record<string, unknown>;
  const bodyOf = (request: FastifyRequest) => request.body as Record<string, unknown>;
  const courseOf = (request: FastifyRequest) => {
    const { id, course_id } = request.params as { id?: string; course_id?: string };
    return parseLookup(id ?? course_id ?? '', 'course', shard);
  };
  const accountOf = (request: FastifyRequest) => {
    const { account_id } = request.params as { account_id?: string };
    return account_id === undefined ? null : parseLookup(account_id, 'account', shard);
  };
  const shapeOf = (request: FastifyRequest, query: Record<string, unknown>): CourseShape => ({
    includes: includesOf(query),
    teacherLimit: integerParam(query.teacher_limit, 'teacher_limit') ?? null,
    baseUrl: baseUrlOf(request, publicUrl),
  });

  server.get(
    coursesPath,
    {
      schema: {
        tags,
        summary: 'List your courses',
        description: "The caller's own, by name. Students see published courses only.",
        querystring: coursesQuery,
        response: { 200: Type.Array(shownCourse) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = queryOf(request);
      const wanted = ownCoursesWantedOf(query);
      const { courses, total } = await readCourses.own(caller, wanted);
      const shape = shapeOf(request, query);
      const json = JSON.stringify(courses.map((view) => courseJson(view, shape)));
      return sendList(request, reply, publicUrl, { page: wanted.page, perPage: wanted.perPage, total }, json);
    },
  );

  for (const [path, params] of [
    [coursePath, courseParams],
    [accountCoursePath, accountCourseParams],
  ] as const) {
    server.get(
      path,
      {
        schema: {
          tags,
          summary: 'Get a single course',
          params,
          querystring: courseQuery,
          response: { 200: shownCourse },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        const shape = shapeOf(request, queryOf(request));
        const place = { account: accountOf(request), course: courseOf(request) };
        return courseJson(await readCourses.one(caller, place, extrasOf(shape.includes)), shape);
      },
    );
  }

  server.get(
    accountCoursesPath,
    {
      schema: {
        tags,
        summary: 'List active courses in an account',
        description: 'For admins of the account; with those of the accounts below it.',
        params: accountIdParams,
        querystring: accountCoursesQuery,
        response: { 200: Type.Array(shownCourse) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = queryOf(request);
      const account = accountOf(request) ?? { by: 'unknown' };
      const { courses, ...page } = await uses.listAccountCourses(caller, account, () =>
        accountCoursesWantedOf(query),
      );
      const shape = shapeOf(request, query);
      const json = JSON.stringify(courses.map((view) => courseJson(view, shape)));
      return sendList(request, reply, publicUrl, page, json);
    },
  );

  server.post(
    accountCoursesPath,
    {
      schema: {
        tags,
        summary: 'Create a new course',
        description: 'For admins of the account. A section named like the course is made with it.',
        params: accountIdParams,
        body: newCourseBody,
        response: { 200: shownCourse },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const account = accountOf(request) ?? { by: 'unknown' };
      const view = await createCourse(caller, account, () => newCourseOf(bodyOf(request), shard));
      return courseJson(view, shapeOf(request, {}));
    },
  );

  server.put(
    coursePath,
    {
      schema: {
        tags,
        summary: 'Update a course',
        description: 'An event alone needs only the right to that event.',
        params: courseParams,
        body: changedCourseBody,
        response: { 200: shownCourse },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const change = courseChangeOf(bodyOf(request), shard);
      return courseJson(await updateCourse.change(caller, courseOf(request), change), shapeOf(request, {}));
    },
  );

  server.delete(
    coursePath,
    {
      schema: {
        tags,
        summary: 'Delete or conclude a course',
        params: courseParams,
        body: endedCourseBody,
        response: {
          200: Type.Object({
            delete: Type.Optional(Type.Boolean()),
            conclude: Type.Optional(Type.Boolean()),
          }),
        },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { event } = bodyOf(request);
      if (event !== 'delete' && event !== 'conclude') {
        const message = 'Only "delete" and "conclude" events are allowed.';
        throw new Refusal({ kind: 'argument_invalid', shape: 'message', message });
      }
      await updateCourse.end(caller, courseOf(request), event);
      return event === 'delete' ? { delete: true } : { conclude: true };
    },
  );

  server.get(
    coursePermissionsPath,
    {
      schema: {
        tags,
        summary: 'Permissions',
        description: 'Whether the caller has each right in the course. Names that nobody has are false.',
        params: courseIdParams,
        querystring: permissionsQuery,
        response: { 200: Type.Record(Type.String(), Type.Boolean()) },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const names =
        stringListParam(queryOf(request).permissions, 'permissions', nameCharsMax) ?? coursePermissionNames;
      return readCourses.rights(caller, courseOf(request), names);
    },
  );
}
