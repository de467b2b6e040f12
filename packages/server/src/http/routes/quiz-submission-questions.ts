// Canvas: Quiz Submission Questions API: reading, answering and flagging. Quiz reference §2.5, §2.6.

import type { FastifyRequest } from 'fastify';
import type { AnswerQuestions } from '../../operations/attempts/answer-questions.ts';
import type { FlagQuestion } from '../../operations/attempts/flag-question.ts';
import type { ShowAttemptQuestions } from '../../operations/attempts/show-attempt-questions.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { attemptParam, stringListParam } from '../canvas-wire/params.ts';
import { clientAddressOf } from '../client-address.ts';
import { claimOf, postedClaim } from '../contract/quiz-submission-claim.ts';
import {
  answersOf,
  attemptQuestionParams,
  attemptQuestionsJson,
  attemptQuestionsParams,
  attemptQuestionsPath,
  flagPath,
  formattedAnswerPath,
  postedAnswers,
  shownAttemptQuestions,
  unflagPath,
} from '../contract/quiz-submission-question.ts';
import {
  answerTextOf,
  formattedAnswerQuery,
  shownFormattedAnswer,
  shownTakenQuestions,
  takenQuestionsJson,
  takenQuestionsQuery,
} from '../contract/taken-question.ts';
import type { Server } from '../fastify.ts';

interface Uses {
  showAttemptQuestions: ShowAttemptQuestions;
  answerQuestions: AnswerQuestions;
  flagQuestion: FlagQuestion;
}

const tags = ['Quiz Submission Questions'];

export function quizSubmissionQuestionRoutes(server: Server, uses: Uses): void {
  const attemptOf = (request: FastifyRequest): number =>
    leadingInteger((request.params as { quiz_submission_id: string }).quiz_submission_id);

  server.get(
    attemptQuestionsPath,
    {
      // Results that are shown once would be gone with a look at their head.
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Get all quiz submission questions',
        description: 'Of one attempt, in its order.',
        params: attemptQuestionsParams,
        querystring: takenQuestionsQuery,
        response: { 200: shownTakenQuestions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { quiz_submission_attempt: attempt, include } = request.query as Record<string, unknown>;
      const includes = stringListParam(include, 'include') ?? [];
      const questions = await uses.showAttemptQuestions.all(
        caller,
        attemptOf(request),
        attemptParam(attempt),
      );
      return takenQuestionsJson(questions, includes);
    },
  );

  server.get(
    formattedAnswerPath,
    {
      schema: {
        tags,
        summary: 'Get a formatted student numerical answer',
        params: attemptQuestionParams,
        querystring: formattedAnswerQuery,
        response: { 200: shownFormattedAnswer },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const questionId = leadingInteger((request.params as { id: string }).id);
      const path = { quizSubmissionId: attemptOf(request), questionId };
      const { answer } = request.query as Record<string, unknown>;
      const formatted = await uses.showAttemptQuestions.formatted(caller, path, () => answerTextOf(answer));
      return { formatted_answer: formatted };
    },
  );

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
      const claim = claimOf(body, clientAddressOf(request));
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
        const claim = claimOf(request.body as Record<string, unknown>, clientAddressOf(request));
        const questionId = leadingInteger((request.params as { id: string }).id);
        const path = { quizSubmissionId: attemptOf(request), questionId };
        return attemptQuestionsJson(await uses.flagQuestion(caller, path, claim, flagged));
      },
    );
  }
}
