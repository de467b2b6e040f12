// Canvas: Gradebook History API. Core reference §20.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ReadGradeHistory } from '../../operations/gradebook/read-grade-history.ts';
import type { ReadGradingDays } from '../../operations/gradebook/read-grading-days.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  dayAskedOf,
  dayJson,
  dayStartOf,
  feedAskedOf,
  feedQuery,
  graderJson,
  historyDayParams,
  historyDayPath,
  historyDaysPath,
  historyFeedPath,
  historyJson,
  historyPageQuery,
  historyParams,
  historySubmissionsParams,
  historySubmissionsPath,
  shownDay,
  shownGrader,
  shownHistory,
  shownVersion,
  versionJson,
} from '../contract/gradebook-history.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  readGradingDays: ReadGradingDays;
  readGradeHistory: ReadGradeHistory;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Gradebook History'];

export function gradebookHistoryRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;
  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { course_id: string }).course_id, 'course', shard);

  server.get(
    historyDaysPath,
    {
      schema: {
        tags,
        summary: 'Days in gradebook history for this course',
        params: historyParams,
        querystring: historyPageQuery,
        response: { 200: Type.Array(shownDay) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const { days, ...page } = await uses.readGradingDays.list(caller, courseOf(request), () =>
        pagination(query),
      );
      const baseUrl = baseUrlOf(request, publicUrl);
      const json = JSON.stringify(days.map((day) => dayJson(day, baseUrl)));
      return sendList(request, reply, publicUrl, { ...page, total: null }, json);
    },
  );

  server.get(
    historyFeedPath,
    {
      schema: {
        tags,
        summary: 'List uncollated submission versions',
        params: historyParams,
        querystring: feedQuery,
        response: { 200: Type.Array(shownVersion) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const { versions, ...page } = await uses.readGradeHistory.feed(caller, courseOf(request), () =>
        feedAskedOf(query),
      );
      const baseUrl = baseUrlOf(request, publicUrl);
      const json = JSON.stringify(versions.map((version) => versionJson(version, baseUrl)));
      return sendList(request, reply, publicUrl, page, json);
    },
  );

  server.get(
    historyDayPath,
    {
      schema: {
        tags,
        summary: 'Details for a given date in gradebook history for this course',
        params: historyDayParams,
        response: { 200: Type.Array(shownGrader) },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const graders = await uses.readGradingDays.one(caller, courseOf(request), () =>
        dayStartOf(request.params as { date: string }),
      );
      const baseUrl = baseUrlOf(request, publicUrl);
      return graders.map((grader) => graderJson(grader, baseUrl));
    },
  );

  server.get(
    historySubmissionsPath,
    {
      schema: {
        tags,
        summary: 'Lists submissions',
        description: 'All versions of what the grader graded on the day.',
        params: historySubmissionsParams,
        querystring: historyPageQuery,
        response: { 200: Type.Array(shownHistory) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const { submissions, ...page } = await uses.readGradeHistory.ofDay(caller, courseOf(request), () =>
        dayAskedOf(request.params as { date: string; grader_id: string; assignment_id: string }, query),
      );
      const baseUrl = baseUrlOf(request, publicUrl);
      const json = JSON.stringify(submissions.map((history) => historyJson(history, baseUrl)));
      return sendList(request, reply, publicUrl, { ...page, total: null }, json);
    },
  );
}
