// Canvas: Sections API. Core reference §7.1.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { CourseSections } from '../../operations/courses/course-sections.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  courseSectionParams,
  courseSectionPath,
  courseSectionsParams,
  courseSectionsPath,
  newSectionBody,
  sectionDraftOf,
  sectionJson,
  sectionParams,
  sectionPath,
  sectionQuery,
  sectionsQuery,
  shownSection,
  wantsStudentCount,
} from '../contract/section.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  courseSections: CourseSections;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Sections'];

export function sectionRoutes(server: Server, { courseSections, shard, publicUrl }: Uses): void {
  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { course_id: string }).course_id, 'course', shard);

  server.get(
    courseSectionsPath,
    {
      schema: {
        tags,
        summary: 'List course sections',
        params: courseSectionsParams,
        querystring: sectionsQuery,
        response: { 200: Type.Array(shownSection) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const page = pagination(query);
      const wanted = { ...page, withStudentCount: wantsStudentCount(query) };
      const { sections, total } = await courseSections.list(caller, courseOf(request), wanted);
      return sendList(
        request,
        reply,
        publicUrl,
        { ...page, total },
        JSON.stringify(sections.map(sectionJson)),
      );
    },
  );

  server.post(
    courseSectionsPath,
    {
      schema: {
        tags,
        summary: 'Create course section',
        params: courseSectionsParams,
        body: newSectionBody,
        response: { 200: shownSection },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const body = request.body as Record<string, unknown>;
      return sectionJson(await courseSections.create(caller, courseOf(request), () => sectionDraftOf(body)));
    },
  );

  for (const [path, params] of [
    [sectionPath, sectionParams],
    [courseSectionPath, courseSectionParams],
  ] as const) {
    server.get(
      path,
      {
        schema: {
          tags,
          summary: 'Get section information',
          params,
          querystring: sectionQuery,
          response: { 200: shownSection },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        const { id, course_id } = request.params as { id: string; course_id?: string };
        const place = {
          course: course_id === undefined ? null : parseLookup(course_id, 'course', shard),
          section: parseLookup(id, 'section', shard),
        };
        const withStudentCount = wantsStudentCount(request.query as Record<string, unknown>);
        return sectionJson(await courseSections.one(caller, place, withStudentCount));
      },
    );
  }
}
