// Canvas: Quiz Question Groups API. Core reference §16.1.

import type { FastifyRequest } from 'fastify';
import type { CreateQuizGroup } from '../../operations/quizzes/create-quiz-group.ts';
import type { DeleteQuizGroup } from '../../operations/quizzes/delete-quiz-group.ts';
import type { QuizPath } from '../../operations/quizzes/quiz-standing.ts';
import type { ReadQuizGroups } from '../../operations/quizzes/read-quiz-groups.ts';
import type { ReorderQuiz } from '../../operations/quizzes/reorder-quiz.ts';
import type { UpdateQuizGroup } from '../../operations/quizzes/update-quiz-group.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  postedOrder,
  postedQuizGroups,
  quizGroupJson,
  quizGroupOrderPath,
  quizGroupParams,
  quizGroupPath,
  quizGroupsParams,
  quizGroupsPath,
  quizGroupsQuery,
  readOrder,
  readQuizGroupChanges,
  shownQuizGroup,
  shownQuizGroups,
} from '../contract/quiz-question-group.ts';
import type { Server } from '../fastify.ts';
import { noContent } from '../no-content.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  readQuizGroups: ReadQuizGroups;
  createQuizGroup: CreateQuizGroup;
  updateQuizGroup: UpdateQuizGroup;
  deleteQuizGroup: DeleteQuizGroup;
  reorderQuiz: ReorderQuiz;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

type Body = Record<string, unknown>;

const tags = ['Quiz Question Groups'];

export function quizQuestionGroupRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;

  const quizOf = (request: FastifyRequest): QuizPath => {
    const { course_id, quiz_id } = request.params as { course_id: string; quiz_id: string };
    return { course: parseLookup(course_id, 'course', shard), quizId: leadingInteger(quiz_id) };
  };

  const groupIdOf = (request: FastifyRequest) => leadingInteger((request.params as { id: string }).id);

  server.get(
    quizGroupsPath,
    {
      schema: {
        tags,
        summary: 'List question groups of a quiz',
        params: quizGroupsParams,
        querystring: quizGroupsQuery,
        response: { 200: shownQuizGroups },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { groups, ...page } = await uses.readQuizGroups.list(caller, quizOf(request), () =>
        pagination(request.query as Record<string, unknown>),
      );
      const json = JSON.stringify({ quiz_groups: groups.map(quizGroupJson) });
      return sendList(request, reply, publicUrl, page, json);
    },
  );

  server.get(
    quizGroupPath,
    {
      schema: {
        tags,
        summary: 'Get a single quiz group',
        params: quizGroupParams,
        response: { 200: shownQuizGroup },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      return quizGroupJson(await uses.readQuizGroups.one(caller, quizOf(request), groupIdOf(request)));
    },
  );

  server.post(
    quizGroupsPath,
    {
      schema: {
        tags,
        summary: 'Create a question group',
        params: quizGroupsParams,
        body: postedQuizGroups,
        response: { 201: shownQuizGroups },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const group = await uses.createQuizGroup(caller, quizOf(request), () =>
        readQuizGroupChanges(request.body as Body),
      );
      return reply.code(201).send({ quiz_groups: [quizGroupJson(group)] });
    },
  );

  server.put(
    quizGroupPath,
    {
      schema: {
        tags,
        summary: 'Update a question group',
        params: quizGroupParams,
        body: postedQuizGroups,
        response: { 200: shownQuizGroups },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const group = await uses.updateQuizGroup(caller, quizOf(request), groupIdOf(request), () =>
        readQuizGroupChanges(request.body as Body),
      );
      return { quiz_groups: [quizGroupJson(group)] };
    },
  );

  server.delete(
    quizGroupPath,
    {
      schema: {
        tags,
        summary: 'Delete a question group',
        description: 'Its questions go too.',
        params: quizGroupParams,
        response: { 204: { type: 'null', description: 'Deleted' } },
      },
    },
    async (request, reply) => {
      await uses.deleteQuizGroup(requireCaller(request), quizOf(request), groupIdOf(request));
      return noContent(reply);
    },
  );

  server.post(
    quizGroupOrderPath,
    {
      schema: {
        tags,
        summary: 'Reorder question groups',
        description: 'Questions in their new order; one that is elsewhere in the quiz comes into the group.',
        params: quizGroupParams,
        body: postedOrder,
        response: { 204: { type: 'null', description: 'Reordered' } },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      await uses.reorderQuiz(caller, quizOf(request), groupIdOf(request), () =>
        readOrder(request.body as Body),
      );
      return noContent(reply);
    },
  );
}
