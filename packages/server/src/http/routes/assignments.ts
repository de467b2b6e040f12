// Canvas: Assignments API. Core reference §9.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { AssignmentsPage } from '../../operations/gradebook/assignment-page.ts';
import type { CreateAssignment } from '../../operations/gradebook/create-assignment.ts';
import type { DeleteAssignment } from '../../operations/gradebook/delete-assignment.ts';
import type { ReadAssignments } from '../../operations/gradebook/read-assignments.ts';
import type { UpdateAssignment } from '../../operations/gradebook/update-assignment.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { type AssignmentShape, assignmentJson, shownAssignment } from '../contract/assignment.ts';
import {
  assignmentDraftOf,
  assignmentParams,
  assignmentPath,
  assignmentQuery,
  assignmentsParams,
  assignmentsPath,
  assignmentsQuery,
  assignmentsWantedOf,
  bucketOf,
  extrasOf,
  groupAssignmentsParams,
  groupAssignmentsPath,
  includesOf,
  postedAssignment,
  userAssignmentsParams,
  userAssignmentsPath,
} from '../contract/assignment-params.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  readAssignments: ReadAssignments;
  createAssignment: CreateAssignment;
  updateAssignment: UpdateAssignment;
  deleteAssignment: DeleteAssignment;
  shard: number;
  publicUrl: string | null;
}

type Parameters = Record<string, unknown>;

const tags = ['Assignments'];
const listed = { 200: Type.Array(shownAssignment) };

export function assignmentRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;
  const paramsOf = (request: FastifyRequest) => request.params as Record<string, string>;
  const queryOf = (request: FastifyRequest) => request.query as Parameters;
  const courseOf = (request: FastifyRequest) =>
    parseLookup(paramsOf(request).course_id ?? '', 'course', shard);
  const nameOf = (request: FastifyRequest) => ({
    course: courseOf(request),
    assignment: parseLookup(paramsOf(request).id ?? '', 'assignment', shard),
  });

  for (const [path, params, summary] of [
    [assignmentsPath, assignmentsParams, 'List assignments'],
    [groupAssignmentsPath, groupAssignmentsParams, 'List assignments of a group'],
    [userAssignmentsPath, userAssignmentsParams, 'List assignments for user'],
  ] as const) {
    server.get(
      path,
      {
        schema: {
          tags,
          summary,
          description: 'Students get what is published and assigned to them.',
          params,
          querystring: assignmentsQuery,
          response: listed,
        },
      },
      async (request, reply) => {
        const { assignments, ...page } = await pageOf(request);
        const shape = {
          ...plainShape(request),
          includes: includesOf(queryOf(request)),
          bucket: bucketOf(queryOf(request)),
        };
        const json = JSON.stringify(assignments.map((view) => assignmentJson(view, shape)));
        return sendList(request, reply, publicUrl, page, json);
      },
    );
  }

  server.get(
    assignmentPath,
    {
      schema: {
        tags,
        summary: 'Get a single assignment',
        params: assignmentParams,
        querystring: assignmentQuery,
        response: { 200: shownAssignment },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const includes = includesOf(queryOf(request));
      const view = await uses.readAssignments.one(caller, nameOf(request), extrasOf(includes));
      return assignmentJson(view, { ...plainShape(request), includes });
    },
  );

  server.post(
    assignmentsPath,
    {
      schema: {
        tags,
        summary: 'Create an assignment',
        description: 'Every student who takes part gets a submission on it, empty at first.',
        params: assignmentsParams,
        body: postedAssignment,
        response: { 201: shownAssignment },
      },
    },
    async (request, reply) => {
      const view = await uses.createAssignment(requireCaller(request), courseOf(request), () =>
        assignmentDraftOf(request.body as Parameters),
      );
      return reply.code(201).send(assignmentJson(view, plainShape(request)));
    },
  );

  server.put(
    assignmentPath,
    {
      schema: {
        tags,
        summary: 'Edit an assignment',
        description: "Title, points and publication of a quiz's own assignment are the quiz's to change.",
        params: assignmentParams,
        body: postedAssignment,
        response: { 200: shownAssignment },
      },
    },
    async (request) => {
      const view = await uses.updateAssignment(requireCaller(request), nameOf(request), () =>
        assignmentDraftOf(request.body as Parameters),
      );
      return assignmentJson(view, plainShape(request));
    },
  );

  server.delete(
    assignmentPath,
    {
      schema: {
        tags,
        summary: 'Delete an assignment',
        description: 'Deletes the quiz whose own it is, too.',
        params: assignmentParams,
        response: { 200: shownAssignment },
      },
    },
    async (request) => {
      const view = await uses.deleteAssignment(requireCaller(request), nameOf(request));
      return assignmentJson(view, plainShape(request));
    },
  );

  function pageOf(request: FastifyRequest): Promise<AssignmentsPage> {
    const caller = requireCaller(request);
    const { user_id: userId, assignment_group_id: groupId } = paramsOf(request);
    const readWanted = () =>
      assignmentsWantedOf(queryOf(request), groupId === undefined ? null : leadingInteger(groupId));
    if (userId === undefined) return uses.readAssignments.inCourse(caller, courseOf(request), readWanted);
    const user = parseLookup(userId, 'user', shard);
    return uses.readAssignments.ofUser(caller, user, courseOf(request), readWanted);
  }

  function plainShape(request: FastifyRequest): AssignmentShape {
    return { includes: new Set(), bucket: null, baseUrl: baseUrlOf(request, publicUrl) };
  }
}
