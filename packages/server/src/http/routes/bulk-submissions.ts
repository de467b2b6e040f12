// Canvas: Submissions API: many students at once, read and graded. Core reference §10.1, §10.5.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { GroupStudentSubmissions } from '../../operations/gradebook/group-student-submissions.ts';
import type { ListStudentSubmissions } from '../../operations/gradebook/list-student-submissions.ts';
import type { UpdateGrades } from '../../operations/gradebook/update-grades.ts';
import { requireCaller } from '../authentication.ts';
import { gradesAskedOf, gradesBody } from '../contract/grade-data.ts';
import { progressJson, shownProgress } from '../contract/progress.ts';
import {
  shownStudentGroup,
  shownSubmissionDetails,
  studentGroupJson,
  submissionDetailsJson,
} from '../contract/submission-details.ts';
import {
  assignmentGradesPaths,
  courseGradesPaths,
  placeOf,
  studentSubmissionsPaths,
} from '../contract/submission-paths.ts';
import {
  isGrouped,
  studentSubmissionsQuery,
  studentSubmissionsWantedOf,
} from '../contract/submission-query.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  listStudentSubmissions: ListStudentSubmissions;
  groupStudentSubmissions: GroupStudentSubmissions;
  updateGrades: UpdateGrades;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Submissions'];

export function bulkSubmissionRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;

  for (const { path, params } of studentSubmissionsPaths) {
    server.get(
      path,
      {
        schema: {
          tags,
          summary: 'List submissions for multiple assignments',
          params,
          querystring: studentSubmissionsQuery,
          response: { 200: Type.Array(Type.Union([shownSubmissionDetails, shownStudentGroup])) },
        },
      },
      async (request, reply) => {
        const caller = requireCaller(request);
        const query = request.query as Record<string, unknown>;
        const readWanted = () => studentSubmissionsWantedOf(query, shard);
        const place = placeOf(request, shard);
        const baseUrl = baseUrlOf(request, publicUrl);
        if (isGrouped(query)) {
          const { students, ...page } = await uses.groupStudentSubmissions(caller, place, readWanted);
          const json = students.map((group) => studentGroupJson(group, baseUrl));
          return sendList(request, reply, publicUrl, page, JSON.stringify(json));
        }
        const { submissions, ...page } = await uses.listStudentSubmissions(caller, place, readWanted);
        const json = submissions.map((details) => submissionDetailsJson(details, baseUrl));
        return sendList(request, reply, publicUrl, page, JSON.stringify(json));
      },
    );
  }

  for (const { path, params } of [...assignmentGradesPaths, ...courseGradesPaths]) {
    server.post(
      path,
      {
        schema: {
          tags,
          summary: 'Grade or comment on multiple submissions',
          description: 'Done when it answers: the progress is over.',
          params,
          body: gradesBody,
          response: { 200: shownProgress },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        const body = request.body as Record<string, unknown>;
        const progress = await uses.updateGrades(caller, placeOf(request, shard), () =>
          gradesAskedOf(body, assignmentOf(request), shard),
        );
        return progressJson(progress, baseUrlOf(request, publicUrl));
      },
    );
  }
}

/** As the path names it; null where it names none. */
function assignmentOf(request: FastifyRequest): string | null {
  return (request.params as { assignment_id?: string }).assignment_id ?? null;
}
