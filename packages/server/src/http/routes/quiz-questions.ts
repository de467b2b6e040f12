// Canvas: Quiz Questions API, for editors. Core reference §15.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ShowAttemptQuestions } from '../../operations/attempts/show-attempt-questions.ts';
import type { CreateQuestion } from '../../operations/quizzes/create-question.ts';
import type { DeleteQuestion } from '../../operations/quizzes/delete-question.ts';
import type { QuizPath } from '../../operations/quizzes/quiz-standing.ts';
import type { ReadQuestions } from '../../operations/quizzes/read-questions.ts';
import type { UpdateQuestion } from '../../operations/quizzes/update-question.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { attemptParam, stringParam } from '../canvas-wire/params.ts';
import {
  quizQuestionJson,
  quizQuestionParams,
  quizQuestionPath,
  quizQuestionsParams,
  quizQuestionsPath,
  quizQuestionsQuery,
  shownQuizQuestion,
} from '../contract/quiz-question.ts';
import {
  postedQuizQuestion,
  readNewQuestion,
  readQuestionChanges,
} from '../contract/quiz-question-params.ts';
import { givenQuestionJson } from '../contract/taken-question.ts';
import type { Server } from '../fastify.ts';
import { noContent } from '../no-content.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  showAttemptQuestions: ShowAttemptQuestions;
  readQuestions: ReadQuestions;
  createQuestion: CreateQuestion;
  updateQuestion: UpdateQuestion;
  deleteQuestion: DeleteQuestion;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

type Body = Record<string, unknown>;

const tags = ['Quiz Questions'];

export function quizQuestionRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;

  const quizOf = (request: FastifyRequest): QuizPath => {
    const { course_id, quiz_id } = request.params as { course_id: string; quiz_id: string };
    return { course: parseLookup(course_id, 'course', shard), quizId: leadingInteger(quiz_id) };
  };

  const questionIdOf = (request: FastifyRequest) => leadingInteger((request.params as { id: string }).id);

  server.get(
    quizQuestionsPath,
    {
      schema: {
        tags,
        summary: 'List questions in a quiz',
        description: 'Every question as it is edited, by position, then id; those of groups too.',
        params: quizQuestionsParams,
        querystring: quizQuestionsQuery,
        response: { 200: Type.Array(shownQuizQuestion) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const readPage = () => pagination(query);
      const { quiz_submission_id: quizSubmission, quiz_submission_attempt: attempt } = query;
      if (quizSubmission !== undefined && attempt !== undefined) {
        const path = {
          ...quizOf(request),
          quizSubmissionId: leadingInteger(stringParam(quizSubmission, 'quiz_submission_id') ?? ''),
          attempt: attemptParam(attempt) ?? 0,
        };
        const { questions, ...page } = await uses.showAttemptQuestions.page(caller, path, readPage);
        return sendList(request, reply, publicUrl, page, JSON.stringify(questions.map(givenQuestionJson)));
      }
      const { questions, ...page } = await uses.readQuestions.list(caller, quizOf(request), readPage);
      return sendList(request, reply, publicUrl, page, JSON.stringify(questions.map(quizQuestionJson)));
    },
  );

  server.get(
    quizQuestionPath,
    {
      schema: {
        tags,
        summary: 'Get a single quiz question',
        params: quizQuestionParams,
        response: { 200: shownQuizQuestion },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      return quizQuestionJson(await uses.readQuestions.one(caller, quizOf(request), questionIdOf(request)));
    },
  );

  server.post(
    quizQuestionsPath,
    {
      schema: {
        tags,
        summary: 'Create a single quiz question',
        description: 'Students get it when the quiz is published the next time.',
        params: quizQuestionsParams,
        body: postedQuizQuestion,
        response: { 200: shownQuizQuestion },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      return quizQuestionJson(
        await uses.createQuestion(caller, quizOf(request), () => readNewQuestion(request.body as Body)),
      );
    },
  );

  server.put(
    quizQuestionPath,
    {
      schema: {
        tags,
        summary: 'Update an existing quiz question',
        params: quizQuestionParams,
        body: postedQuizQuestion,
        response: { 200: shownQuizQuestion },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      return quizQuestionJson(
        await uses.updateQuestion(caller, quizOf(request), questionIdOf(request), () =>
          readQuestionChanges(request.body as Body),
        ),
      );
    },
  );

  server.delete(
    quizQuestionPath,
    {
      schema: {
        tags,
        summary: 'Delete a quiz question',
        params: quizQuestionParams,
        response: { 204: { type: 'null', description: 'Deleted' } },
      },
    },
    async (request, reply) => {
      await uses.deleteQuestion(requireCaller(request), quizOf(request), questionIdOf(request));
      return noContent(reply);
    },
  );
}
