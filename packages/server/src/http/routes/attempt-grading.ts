// Ours: an attempt for whoever grades it. Scores are given by Canvas's `PUT …/submissions/:id`.

import type { ShowAttemptGrading } from '../../operations/attempts/show-attempt-grading.ts';
import { requireCaller } from '../authentication.ts';
import { attemptParam } from '../canvas-wire/params.ts';
import {
  attemptGradingJson,
  attemptGradingPath,
  attemptGradingQuery,
  shownAttemptGrading,
} from '../contract/attempt-grading.ts';
import { quizSubmissionParams } from '../contract/quiz-submission.ts';
import type { Server } from '../fastify.ts';
import { quizSubmissionPathOf } from '../quiz-submission-path.ts';

interface Uses {
  showAttemptGrading: ShowAttemptGrading;
  shard: number;
}

export function attemptGradingRoutes(server: Server, { showAttemptGrading, shard }: Uses): void {
  server.get(
    attemptGradingPath,
    {
      schema: {
        tags: ['Quiz Submissions'],
        summary: 'Show an attempt to whoever grades it',
        description: 'Ours. Every question with what was answered, what is right, points and comment.',
        params: quizSubmissionParams,
        querystring: attemptGradingQuery,
        response: { 200: shownAttemptGrading },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { attempt } = request.query as Record<string, unknown>;
      const view = await showAttemptGrading(
        caller,
        quizSubmissionPathOf(request, shard),
        attemptParam(attempt),
      );
      reply.header('Cache-Control', 'no-store');
      return attemptGradingJson(view);
    },
  );
}
