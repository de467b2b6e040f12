// Canvas: Submissions API: reading, handing in and grading one assignment's work. Core reference §10.

import { Type } from 'typebox';
import type { GradeSubmission } from '../../operations/gradebook/grade-submission.ts';
import type { HandInWork } from '../../operations/gradebook/hand-in-work.ts';
import type { ReadSubmissions } from '../../operations/gradebook/read-submissions.ts';
import { requireCaller } from '../authentication.ts';
import {
  gradedSubmissionJson,
  shownGradedSubmission,
  shownSubmissionDetails,
  submissionDetailsJson,
} from '../contract/submission-details.ts';
import { gradingAskedOf, gradingBody, workAskedOf, workBody } from '../contract/submission-params.ts';
import {
  assignmentPathOf,
  submissionPathOf,
  submissionPaths,
  submissionReadPaths,
  submissionsPaths,
} from '../contract/submission-paths.ts';
import {
  includesOf,
  submissionQuery,
  submissionsQuery,
  submissionsWantedOf,
} from '../contract/submission-query.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  readSubmissions: ReadSubmissions;
  gradeSubmission: GradeSubmission;
  handInWork: HandInWork;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Submissions'];

export function submissionRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;

  for (const { path, params } of submissionsPaths) {
    server.get(
      path,
      {
        schema: {
          tags,
          summary: 'List assignment submissions',
          description: 'By user. Students get their own.',
          params,
          querystring: submissionsQuery,
          response: { 200: Type.Array(shownSubmissionDetails) },
        },
      },
      async (request, reply) => {
        const caller = requireCaller(request);
        const query = request.query as Record<string, unknown>;
        const { submissions, ...page } = await uses.readSubmissions.ofAssignment(
          caller,
          assignmentPathOf(request, shard),
          () => submissionsWantedOf(query),
        );
        const baseUrl = baseUrlOf(request, publicUrl);
        const json = submissions.map((details) => submissionDetailsJson(details, baseUrl));
        return sendList(request, reply, publicUrl, page, JSON.stringify(json));
      },
    );

    server.post(
      path,
      {
        schema: {
          tags,
          summary: 'Submit an assignment',
          params,
          body: workBody,
          response: { 201: shownSubmissionDetails },
        },
      },
      async (request, reply) => {
        const caller = requireCaller(request);
        const body = request.body as Record<string, unknown>;
        const details = await uses.handInWork(caller, assignmentPathOf(request, shard), () =>
          workAskedOf(body, shard),
        );
        const baseUrl = baseUrlOf(request, publicUrl);
        const { assignment, submission } = details;
        const place = `/api/v1/courses/${assignment.courseId}/assignments/${assignment.id}/submissions`;
        reply.code(201).header('Location', `${baseUrl}${place}/${submission.userId}`);
        return submissionDetailsJson(details, baseUrl);
      },
    );
  }

  for (const { path, params } of submissionPaths) {
    server.get(
      path,
      {
        schema: {
          tags,
          summary: 'Get a single submission',
          params,
          querystring: submissionQuery,
          response: { 200: shownSubmissionDetails },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        const query = request.query as Record<string, unknown>;
        const details = await uses.readSubmissions.one(caller, submissionPathOf(request, shard), () =>
          includesOf(query),
        );
        return submissionDetailsJson(details, baseUrlOf(request, publicUrl));
      },
    );

    server.put(
      path,
      {
        schema: {
          tags,
          summary: 'Grade or comment on a submission',
          params,
          body: gradingBody,
          response: { 200: shownGradedSubmission },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        const body = request.body as Record<string, unknown>;
        const details = await uses.gradeSubmission(caller, submissionPathOf(request, shard), () => ({
          ...gradingAskedOf(body),
          includes: ['submission_comments', ...includesOf(body).filter((name) => name === 'visibility')],
        }));
        return gradedSubmissionJson(details, baseUrlOf(request, publicUrl));
      },
    );
  }

  for (const { path, params } of submissionReadPaths) {
    for (const method of ['PUT', 'DELETE'] as const) {
      server.route({
        method,
        url: path,
        schema: {
          tags,
          summary: method === 'PUT' ? 'Mark submission as read' : 'Mark submission as unread',
          description: 'Who has read what is not kept.',
          params,
          response: { 204: { type: 'null', description: 'Done' } },
        },
        handler: async (request, reply) => {
          const caller = requireCaller(request);
          await uses.readSubmissions.one(caller, submissionPathOf(request, shard), () => []);
          return reply.code(204).send(null);
        },
      });
    }
  }
}
