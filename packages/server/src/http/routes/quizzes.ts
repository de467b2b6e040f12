// Canvas: Quizzes API. Core reference §14.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { bodyBytesMax } from '../../model/limits.ts';
import { Refusal } from '../../model/refusal.ts';
import type { CreateQuiz } from '../../operations/quizzes/create-quiz.ts';
import type { DeleteQuiz } from '../../operations/quizzes/delete-quiz.ts';
import type { ListQuizzes } from '../../operations/quizzes/list-quizzes.ts';
import type { QuizPath, QuizView } from '../../operations/quizzes/quiz-standing.ts';
import type { ReorderQuiz } from '../../operations/quizzes/reorder-quiz.ts';
import type { ShowQuiz } from '../../operations/quizzes/show-quiz.ts';
import type { UpdateQuiz } from '../../operations/quizzes/update-quiz.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { stringParam } from '../canvas-wire/params.ts';
import {
  accessCodePath,
  answeredQuiz,
  answeredQuizzes,
  postedAccessCode,
  quizJson,
  quizOrderPath,
  quizParams,
  quizPath,
  quizzesParams,
  quizzesPath,
  quizzesQuery,
  singleQuizJson,
} from '../contract/quiz.ts';
import { postedQuiz, readQuizChanges } from '../contract/quiz-params.ts';
import { postedOrder, readOrder } from '../contract/quiz-question-group.ts';
import type { Server } from '../fastify.ts';
import { noContent } from '../no-content.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  createQuiz: CreateQuiz;
  updateQuiz: UpdateQuiz;
  deleteQuiz: DeleteQuiz;
  listQuizzes: ListQuizzes;
  showQuiz: ShowQuiz;
  reorderQuiz: ReorderQuiz;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

type Body = Record<string, unknown>;

const tags = ['Quizzes'];

export function quizRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;

  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { course_id: string }).course_id, 'course', shard);

  const pathOf = (request: FastifyRequest): QuizPath => ({
    course: courseOf(request),
    quizId: leadingInteger((request.params as { id: string }).id),
  });

  const formOf = (request: FastifyRequest) => ({
    baseUrl: baseUrlOf(request, publicUrl),
    isJsonApi: wantsJsonApi(request),
  });

  const one = (request: FastifyRequest, view: QuizView) => {
    const json = singleQuizJson(view, formOf(request));
    return wantsJsonApi(request) ? { quizzes: [json] } : json;
  };

  server.get(
    quizzesPath,
    {
      schema: {
        tags,
        summary: 'List quizzes in a course',
        description: 'Students get the published ones that are assigned to them.',
        params: quizzesParams,
        querystring: quizzesQuery,
        response: { 200: answeredQuizzes },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const searchTerm = stringParam(query.search_term, 'search_term', bodyBytesMax) || null;
      const { quizzes, ...page } = await uses.listQuizzes(caller, courseOf(request), searchTerm, () =>
        pagination(query),
      );
      const form = formOf(request);
      const list = quizzes.map((view) => quizJson(view, form));
      return sendList(
        request,
        reply,
        publicUrl,
        page,
        JSON.stringify(form.isJsonApi ? { quizzes: list } : list),
      );
    },
  );

  server.get(
    quizPath,
    { schema: { tags, summary: 'Get a single quiz', params: quizParams, response: { 200: answeredQuiz } } },
    async (request) => one(request, await uses.showQuiz.details(requireCaller(request), pathOf(request))),
  );

  server.post(
    quizzesPath,
    {
      schema: {
        tags,
        summary: 'Create a quiz',
        params: quizzesParams,
        body: postedQuiz,
        response: { 200: answeredQuiz },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const view = await uses.createQuiz(caller, courseOf(request), () => {
        const changes = readQuizChanges(request.body as Body, wantsJsonApi(request));
        if (changes === null) throw new Refusal({ kind: 'parameter_missing', parameter: 'quiz' });
        return changes;
      });
      return one(request, view);
    },
  );

  server.put(
    quizPath,
    {
      schema: {
        tags,
        summary: 'Edit a quiz',
        params: quizParams,
        body: postedQuiz,
        response: { 200: answeredQuiz },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const view = await uses.updateQuiz(caller, pathOf(request), () =>
        readQuizChanges(request.body as Body, wantsJsonApi(request)),
      );
      return wantsJsonApi(request) ? noContent(reply) : one(request, view);
    },
  );

  server.delete(
    quizPath,
    { schema: { tags, summary: 'Delete a quiz', params: quizParams, response: { 200: answeredQuiz } } },
    async (request, reply) => {
      const view = await uses.deleteQuiz(requireCaller(request), pathOf(request));
      return wantsJsonApi(request) ? noContent(reply) : one(request, view);
    },
  );

  server.post(
    quizOrderPath,
    {
      schema: {
        tags,
        summary: 'Reorder quiz items',
        description: 'Questions and groups in their new order; a question of a group comes out of it.',
        params: quizParams,
        body: postedOrder,
        response: { 204: { type: 'null', description: 'Reordered' } },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      await uses.reorderQuiz(caller, pathOf(request), null, () => readOrder(request.body as Body));
      return noContent(reply);
    },
  );

  server.post(
    accessCodePath,
    {
      schema: {
        tags,
        summary: 'Validate quiz access code',
        description: 'Whether this is the access code; false for every text when the quiz has none.',
        params: quizParams,
        body: postedAccessCode,
        response: { 200: Type.Boolean() },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const text = stringParam((request.body as Body).access_code, 'access_code', bodyBytesMax) ?? null;
      const isRight = await uses.showQuiz.isAccessCode(caller, pathOf(request), text);
      // Fastify takes a bare boolean for no answer at all unless its type is said.
      return reply.type('application/json; charset=utf-8').send(isRight);
    },
  );
}

function wantsJsonApi(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('application/vnd.api+json') ?? false;
}
