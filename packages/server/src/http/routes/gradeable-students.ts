// Canvas: Submissions API, who can be graded on an assignment and how far grading has come. Core reference §9.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ShowGradeableStudents } from '../../operations/gradebook/show-gradeable-students.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  assignmentIdParams,
  gradeableStudentsPath,
  pageQuery,
  shownSummary,
  submissionSummaryPath,
} from '../contract/assignment-params.ts';
import { userDisplayJson } from '../contract/user.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  showGradeableStudents: ShowGradeableStudents;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Submissions'];

export function gradeableStudentRoutes(server: Server, uses: Uses): void {
  const { showGradeableStudents, shard, publicUrl } = uses;
  const nameOf = (request: FastifyRequest) => {
    const { course_id, assignment_id } = request.params as { course_id: string; assignment_id: string };
    return {
      course: parseLookup(course_id, 'course', shard),
      assignment: parseLookup(assignment_id, 'assignment', shard),
    };
  };

  server.get(
    gradeableStudentsPath,
    {
      schema: {
        tags,
        summary: 'List gradeable students',
        params: assignmentIdParams,
        querystring: pageQuery,
        response: { 200: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { course, students, ...page } = await showGradeableStudents.list(caller, nameOf(request), () =>
        pagination(request.query as Record<string, unknown>),
      );
      const baseUrl = baseUrlOf(request, publicUrl);
      const json = students.map((user) =>
        userDisplayJson(user, `${baseUrl}/courses/${course.id}/users/${user.id}`),
      );
      return sendList(request, reply, publicUrl, page, JSON.stringify(json));
    },
  );

  server.get(
    submissionSummaryPath,
    {
      schema: {
        tags,
        summary: 'Submission summary',
        description: 'How many submissions are graded, wait for it, and were not handed in.',
        params: assignmentIdParams,
        response: { 200: shownSummary },
      },
    },
    async (request) => {
      const { notSubmitted, ...counts } = await showGradeableStudents.summary(
        requireCaller(request),
        nameOf(request),
      );
      return { ...counts, not_submitted: notSubmitted };
    },
  );
}
