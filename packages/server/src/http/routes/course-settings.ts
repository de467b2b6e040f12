// Canvas: Courses API, the settings of a course. Core reference §6.4.

import type { FastifyRequest } from 'fastify';
import type { CourseSettingsPage } from '../../operations/courses/course-settings.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import {
  changedCourseSettings,
  courseSettingsChangeOf,
  courseSettingsJson,
  courseSettingsParams,
  courseSettingsPath,
  shownCourseSettings,
} from '../contract/course-settings.ts';
import type { Server } from '../fastify.ts';

interface Uses {
  courseSettings: CourseSettingsPage;
  shard: number;
}

const tags = ['Courses'];

export function courseSettingsRoutes(server: Server, { courseSettings, shard }: Uses): void {
  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { course_id: string }).course_id, 'course', shard);

  server.get(
    courseSettingsPath,
    {
      schema: {
        tags,
        summary: 'Get course settings',
        params: courseSettingsParams,
        response: { 200: shownCourseSettings },
      },
    },
    async (request) =>
      courseSettingsJson(await courseSettings.show(requireCaller(request), courseOf(request))),
  );

  server.put(
    courseSettingsPath,
    {
      schema: {
        tags,
        summary: 'Update course settings',
        description: 'Only what is sent changes; the answer has all of them.',
        params: courseSettingsParams,
        body: changedCourseSettings,
        response: { 200: shownCourseSettings },
      },
    },
    async (request) => {
      const view = await courseSettings.change(requireCaller(request), courseOf(request), () =>
        courseSettingsChangeOf(request.body as Record<string, unknown>),
      );
      return courseSettingsJson(view);
    },
  );
}
