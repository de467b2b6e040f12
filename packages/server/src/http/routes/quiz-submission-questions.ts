// Canvas: Quiz Submission Questions API: answering and flagging. Quiz reference §2.5, §2.6.

import type { FastifyRequest } from 'fastify';
import type { AnswerQuestions } from '../../operations/attempts/answer-questions.ts';
import type { FlagQuestion } from '../../operations/attempts/flag-question.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { claimOf, postedClaim } from '../contract/quiz-submission-claim.ts';
import {
  answersOf,
  attemptQuestionParams,
  attemptQuestionsJson,
  attemptQuestionsParams,
  attemptQuestionsPath,
  flagPath,
  postedAnswers,
  shownAttemptQuestions,
  unflagPath,
} from '../contract/quiz-submission-question.ts';
import type { Server } from '../fastify.ts';

interface Uses {
  answerQuestions: AnswerQuestions;
  flagQuestion: FlagQuestion;
}

const tags = ['Quiz Submission Questions'];

export function quizSubmissionQuestionRoutes(server: Server, uses: Uses): void {
  const attemptOf = (request: FastifyRequest): number =>
    leadingInteger((request.params as { quiz_submission_id: string }).quiz_submission_id);

  server.post(
    attemptQuestionsPath,
    {
      schema: {
        tags,
        summary: 'Answering questions',
        description: 'Saves all of the answers or none.',
        params: attemptQuestionsParams,
        body: postedAnswers,
        response: { 200: shownAttemptQuestions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const body = request.body as Record<string, unknown>;
      const claim = claimOf(body, request.ip);
      const given = answersOf(body.quiz_questions);
      return attemptQuestionsJson(await uses.answerQuestions(caller, attemptOf(request), claim, given));
    },
  );

  flagRoute(flagPath, 'Flagging a question', true);
  flagRoute(unflagPath, 'Unflagging a question', false);

  function flagRoute(path: string, summary: string, flagged: boolean): void {
    server.put(
      path,
      {
        schema: {
          tags,
          summary,
          params: attemptQuestionParams,
          body: postedClaim,
          response: { 200: shownAttemptQuestions },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        const claim = claimOf(request.body as Record<string, unknown>, request.ip);
        const questionId = leadingInteger((request.params as { id: string }).id);
        const path = { quizSubmissionId: attemptOf(request), questionId };
        return attemptQuestionsJson(await uses.flagQuestion(caller, path, claim, flagged));
      },
    );
  }
}
