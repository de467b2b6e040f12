// Canvas: Courses API, the people of a course. Core reference §6.1.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ReadCoursePeople } from '../../operations/courses/read-course-people.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import {
  coursePeopleWantedOf,
  coursePersonJson,
  courseSearchUsersPath,
  courseUserParams,
  courseUserPath,
  courseUserQuery,
  courseUsersParams,
  courseUsersPath,
  courseUsersQuery,
  shownCourseUser,
  wantsEnrollments,
} from '../contract/course-people.ts';
import type { EnrollmentShape } from '../contract/enrollment.ts';
import { enrollmentIncludesOf } from '../contract/enrollment-params.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  readCoursePeople: ReadCoursePeople;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Courses'];

export function coursePeopleRoutes(server: Server, { readCoursePeople, shard, publicUrl }: Uses): void {
  const shapeOf = (request: FastifyRequest): EnrollmentShape => ({
    includes: enrollmentIncludesOf(request.query as Record<string, unknown>),
    withUser: false,
    baseUrl: baseUrlOf(request, publicUrl),
  });

  for (const [path, summary] of [
    [courseUsersPath, 'List users in course'],
    [courseSearchUsersPath, 'Search for users in course'],
  ] as const) {
    server.get(
      path,
      {
        schema: {
          tags,
          summary,
          description: 'By sortable name. There is no `last` link.',
          params: courseUsersParams,
          querystring: courseUsersQuery,
          response: { 200: Type.Array(shownCourseUser) },
        },
      },
      async (request, reply) => {
        const caller = requireCaller(request);
        const { course_id } = request.params as { course_id: string };
        const { people, ...page } = await readCoursePeople.list(
          caller,
          parseLookup(course_id, 'course', shard),
          () => coursePeopleWantedOf(request.query as Record<string, unknown>),
        );
        const shape = shapeOf(request);
        const json = JSON.stringify(people.map((view) => coursePersonJson(view, shape)));
        return sendList(request, reply, publicUrl, { ...page, total: null }, json);
      },
    );
  }

  server.get(
    courseUserPath,
    {
      schema: {
        tags,
        summary: 'Get single user',
        params: courseUserParams,
        querystring: courseUserQuery,
        response: { 200: shownCourseUser },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { course_id, id } = request.params as { course_id: string; id: string };
      const view = await readCoursePeople.one(
        caller,
        parseLookup(course_id, 'course', shard),
        id === 'self' ? 'self' : leadingInteger(id),
        wantsEnrollments(request.query as Record<string, unknown>),
      );
      return coursePersonJson(view, shapeOf(request));
    },
  );
}
