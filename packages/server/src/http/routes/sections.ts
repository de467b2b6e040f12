// Canvas: Sections API. Core reference §7.1.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { CourseSections } from '../../operations/courses/course-sections.ts';
import type { UpdateSection } from '../../operations/courses/update-section.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  changedSectionBody,
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
  updateSection: UpdateSection;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Sections'];

export function sectionRoutes(
  server: Server,
  { courseSections, updateSection, shard, publicUrl }: Uses,
): void {
  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { course_id: string }).course_id, 'course', shard);
  const sectionOf = (request: FastifyRequest) =>
    parseLookup((request.params as { id: string }).id, 'section', shard);

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
        const { course_id } = request.params as { course_id?: string };
        const place = {
          course: course_id === undefined ? null : parseLookup(course_id, 'course', shard),
          section: sectionOf(request),
        };
        const withStudentCount = wantsStudentCount(request.query as Record<string, unknown>);
        return sectionJson(await courseSections.one(caller, place, withStudentCount));
      },
    );
  }

  server.put(
    sectionPath,
    {
      schema: {
        tags,
        summary: 'Edit a section',
        params: sectionParams,
        body: changedSectionBody,
        response: { 200: shownSection },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const body = request.body as Record<string, unknown>;
      return sectionJson(await updateSection.change(caller, sectionOf(request), () => sectionDraftOf(body)));
    },
  );

  server.delete(
    sectionPath,
    {
      schema: {
        tags,
        summary: 'Delete a section',
        params: sectionParams,
        response: { 200: shownSection },
      },
    },
    async (request) => sectionJson(await updateSection.remove(requireCaller(request), sectionOf(request))),
  );
}
