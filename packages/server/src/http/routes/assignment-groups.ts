// Canvas: Assignment Groups API. Core reference §8.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { CreateAssignmentGroup } from '../../operations/gradebook/create-assignment-group.ts';
import type { DeleteAssignmentGroup } from '../../operations/gradebook/delete-assignment-group.ts';
import type {
  AssignmentGroupView,
  GroupAssignmentsWanted,
  ReadAssignmentGroups,
} from '../../operations/gradebook/read-assignment-groups.ts';
import type { UpdateAssignmentGroup } from '../../operations/gradebook/update-assignment-group.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { stringListParam } from '../canvas-wire/params.ts';
import { assignmentJson } from '../contract/assignment.ts';
import {
  assignmentGroupDraftOf,
  assignmentGroupJson,
  assignmentGroupParams,
  assignmentGroupPath,
  assignmentGroupQuery,
  assignmentGroupsParams,
  assignmentGroupsPath,
  assignmentGroupsQuery,
  deletedAssignmentGroup,
  postedAssignmentGroup,
  shownAssignmentGroup,
  targetGroupIdOf,
} from '../contract/assignment-group.ts';
import { assignmentIdsOf, extrasOf, includesOf } from '../contract/assignment-params.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  readAssignmentGroups: ReadAssignmentGroups;
  createAssignmentGroup: CreateAssignmentGroup;
  updateAssignmentGroup: UpdateAssignmentGroup;
  deleteAssignmentGroup: DeleteAssignmentGroup;
  shard: number;
  publicUrl: string | null;
}

type Parameters = Record<string, unknown>;

const tags = ['Assignment Groups'];

export function assignmentGroupRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;
  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { course_id: string }).course_id, 'course', shard);
  const pathOf = (request: FastifyRequest) => ({
    course: courseOf(request),
    groupId: leadingInteger((request.params as { assignment_group_id: string }).assignment_group_id),
  });
  const queryOf = (request: FastifyRequest) => request.query as Parameters;
  const bodyOf = (request: FastifyRequest) => request.body as Parameters;
  const jsonOf = (request: FastifyRequest, { group, assignments }: AssignmentGroupView) => {
    const shape = {
      includes: includesOf(queryOf(request)),
      bucket: null,
      baseUrl: baseUrlOf(request, publicUrl),
    };
    return assignmentGroupJson(
      group,
      assignments?.map((view) => assignmentJson(view, shape)),
    );
  };

  server.get(
    assignmentGroupsPath,
    {
      schema: {
        tags,
        summary: 'List assignment groups',
        description: 'By position. Students get the assignments that they see.',
        params: assignmentGroupsParams,
        querystring: assignmentGroupsQuery,
        response: { 200: Type.Array(shownAssignmentGroup) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = queryOf(request);
      const { groups, ...page } = await uses.readAssignmentGroups.inCourse(caller, courseOf(request), () => ({
        assignments: wantedOf(query),
        ...pagination(query),
      }));
      const json = JSON.stringify(groups.map((view) => jsonOf(request, view)));
      return sendList(request, reply, publicUrl, page, json);
    },
  );

  server.get(
    assignmentGroupPath,
    {
      schema: {
        tags,
        summary: 'Get an Assignment Group',
        params: assignmentGroupParams,
        querystring: assignmentGroupQuery,
        response: { 200: shownAssignmentGroup },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const wanted = wantedOf(queryOf(request));
      return jsonOf(request, await uses.readAssignmentGroups.one(caller, pathOf(request), wanted));
    },
  );

  server.post(
    assignmentGroupsPath,
    {
      schema: {
        tags,
        summary: 'Create an Assignment Group',
        params: assignmentGroupsParams,
        body: postedAssignmentGroup,
        response: { 200: shownAssignmentGroup },
      },
    },
    async (request) => {
      const group = await uses.createAssignmentGroup(requireCaller(request), courseOf(request), () =>
        assignmentGroupDraftOf(bodyOf(request)),
      );
      return assignmentGroupJson(group);
    },
  );

  server.put(
    assignmentGroupPath,
    {
      schema: {
        tags,
        summary: 'Edit an Assignment Group',
        description: 'Weights and rules move the scores of everybody who still takes part.',
        params: assignmentGroupParams,
        body: postedAssignmentGroup,
        response: { 200: shownAssignmentGroup },
      },
    },
    async (request) => {
      const group = await uses.updateAssignmentGroup(requireCaller(request), pathOf(request), () =>
        assignmentGroupDraftOf(bodyOf(request)),
      );
      return assignmentGroupJson(group);
    },
  );

  server.delete(
    assignmentGroupPath,
    {
      schema: {
        tags,
        summary: 'Destroy an Assignment Group',
        params: assignmentGroupParams,
        body: deletedAssignmentGroup,
        response: { 200: shownAssignmentGroup },
      },
    },
    async (request) => {
      const group = await uses.deleteAssignmentGroup(requireCaller(request), pathOf(request), () =>
        targetGroupIdOf(bodyOf(request)),
      );
      return assignmentGroupJson(group);
    },
  );
}

/** Null when no assignments are asked for. */
function wantedOf(query: Parameters): GroupAssignmentsWanted | null {
  const includes = includesOf(query);
  if (!includes.has('assignments')) return null;
  return {
    ids: assignmentIdsOf(query.assignment_ids)?.map(({ id }) => id) ?? null,
    excludedTypes:
      stringListParam(query.exclude_assignment_submission_types, 'exclude_assignment_submission_types') ?? [],
    extras: extrasOf(includes),
  };
}
