// Ours: what the pages of a quiz read, and how taking it begins. Saving and handing in are in quiz-submission-forms.ts.

import type { FastifyRequest } from 'fastify';
import type { BeginTaking } from '../../operations/attempts/begin-taking.ts';
import type { ShowResults } from '../../operations/attempts/show-results.ts';
import type { ShowTaking } from '../../operations/attempts/show-taking.ts';
import type { QuizPath } from '../../operations/quizzes/quiz-standing.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { clientAddressOf } from '../client-address.ts';
import { quizSubmissionsParams } from '../contract/quiz-submission.ts';
import { resultsAskedOf, resultsJson, resultsPath, resultsQuery, shownResults } from '../contract/results.ts';
import {
  beginAskedOf,
  postedTaking,
  shownTaking,
  takingJson,
  takingLookOf,
  takingPath,
  takingQuery,
} from '../contract/taking.ts';
import type { Server } from '../fastify.ts';

interface Uses {
  showTaking: ShowTaking;
  beginTaking: BeginTaking;
  showResults: ShowResults;
  shard: number;
}

const tags = ['Quiz taking page'];

export function takingRoutes(server: Server, uses: Uses): void {
  const quizOf = (request: FastifyRequest): QuizPath => {
    const { course_id, quiz_id } = request.params as { course_id: string; quiz_id: string };
    return { course: parseLookup(course_id, 'course', uses.shard), quizId: leadingInteger(quiz_id) };
  };

  server.get(
    takingPath,
    {
      schema: {
        tags,
        summary: 'Show what the page of a quiz needs',
        description: 'Ours. Whether the caller can take it, the attempt that runs, and those that are over.',
        params: quizSubmissionsParams,
        querystring: takingQuery,
        response: { 200: shownTaking },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const look = takingLookOf(request.query as Record<string, unknown>, clientAddressOf(request));
      const view = await uses.showTaking(caller, quizOf(request), look);
      reply.header('Cache-Control', 'no-store');
      return takingJson(view);
    },
  );

  server.post(
    takingPath,
    {
      schema: {
        tags,
        summary: 'Begin to take a quiz, or go on',
        description: 'Ours. An attempt that runs already goes on; a preview begins anew.',
        params: quizSubmissionsParams,
        body: postedTaking,
        response: { 200: shownTaking },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const asked = beginAskedOf(request.body as Record<string, unknown>, clientAddressOf(request));
      const view = await uses.beginTaking(caller, quizOf(request), asked);
      reply.header('Cache-Control', 'no-store');
      return takingJson(view);
    },
  );

  server.get(
    resultsPath,
    {
      // Results that are shown once would be gone with a look at their head.
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Show what came of an attempt',
        description: "Ours. The caller's own, as far as the quiz's settings let them see it.",
        params: quizSubmissionsParams,
        querystring: resultsQuery,
        response: { 200: shownResults },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const asked = resultsAskedOf(request.query as Record<string, unknown>);
      const view = await uses.showResults(caller, quizOf(request), asked);
      reply.header('Cache-Control', 'no-store');
      return resultsJson(view);
    },
  );
}
