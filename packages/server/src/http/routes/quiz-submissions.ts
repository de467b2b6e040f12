// Canvas: Quiz Submissions API: starting an attempt, handing it in, reading and scoring attempts. Quiz reference §2.1–2.4,
// §2.7–2.9.

import type { FastifyRequest } from 'fastify';
import { bodyBytesMax, nameCharsMax } from '../../model/limits.ts';
import { wireTime } from '../../model/time.ts';
import type { CompleteAttempt } from '../../operations/attempts/complete-attempt.ts';
import type { ListQuizSubmissions } from '../../operations/attempts/list-quiz-submissions.ts';
import type { QuizSubmissionsView } from '../../operations/attempts/quiz-submission-view.ts';
import type { ScoreAttempt } from '../../operations/attempts/score-attempt.ts';
import type { ShowQuizSubmission } from '../../operations/attempts/show-quiz-submission.ts';
import type { StartAttempt } from '../../operations/attempts/start-attempt.ts';
import type { QuizPath } from '../../operations/quizzes/quiz-standing.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { attemptParam, isPresent, stringListParam, stringParam } from '../canvas-wire/params.ts';
import { clientAddressOf } from '../client-address.ts';
import {
  completePath,
  includeQuery,
  ownQuizSubmissionPath,
  postedCompletion,
  postedStart,
  quizSubmissionParams,
  quizSubmissionPath,
  quizSubmissionQuery,
  quizSubmissionsJson,
  quizSubmissionsParams,
  quizSubmissionsPath,
  quizSubmissionsQuery,
  quizSubmissionTimePath,
  shownQuizSubmissions,
  shownTime,
} from '../contract/quiz-submission.ts';
import { claimOf } from '../contract/quiz-submission-claim.ts';
import { postedScores, scoringOf } from '../contract/quiz-submission-score.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';
import { quizSubmissionPathOf } from '../quiz-submission-path.ts';

interface Uses {
  startAttempt: StartAttempt;
  completeAttempt: CompleteAttempt;
  listQuizSubmissions: ListQuizSubmissions;
  showQuizSubmission: ShowQuizSubmission;
  scoreAttempt: ScoreAttempt;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

const tags = ['Quiz Submissions'];

export function quizSubmissionRoutes(server: Server, uses: Uses): void {
  const { shard, publicUrl } = uses;

  const quizPathOf = (request: FastifyRequest): QuizPath => {
    const { course_id, quiz_id } = request.params as { course_id: string; quiz_id: string };
    return { course: parseLookup(course_id, 'course', shard), quizId: leadingInteger(quiz_id) };
  };

  const pathOf = (request: FastifyRequest) => quizSubmissionPathOf(request, shard);

  const json = (request: FastifyRequest, view: QuizSubmissionsView) =>
    quizSubmissionsJson(view, { baseUrl: baseUrlOf(request, publicUrl), isJsonApi: false });

  server.post(
    quizSubmissionsPath,
    {
      schema: {
        tags,
        summary: 'Create the quiz submission (start a quiz-taking session)',
        params: quizSubmissionsParams,
        body: postedStart,
        response: { 200: shownQuizSubmissions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const body = request.body as Record<string, unknown>;
      const view = await uses.startAttempt(caller, quizPathOf(request), {
        accessCode: stringParam(body.access_code, 'access_code', bodyBytesMax) ?? null,
        // Canvas: the text `false` is there too.
        isPreview: isPresent(body.preview),
        ip: clientAddressOf(request),
        includes: includesOf(body),
      });
      return json(request, view);
    },
  );

  server.get(
    quizSubmissionsPath,
    {
      schema: {
        tags,
        summary: 'Get all quiz submissions',
        description:
          'Graders get one for each student; a student the attempt in progress, else each one handed in.',
        params: quizSubmissionsParams,
        querystring: quizSubmissionsQuery,
        response: { 200: shownQuizSubmissions },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const { view, page } = await uses.listQuizSubmissions(
        caller,
        quizPathOf(request),
        includesOf(query),
        () => pagination(query),
      );
      if (page === null) return json(request, view);
      return sendList(request, reply, publicUrl, page, JSON.stringify(json(request, view)));
    },
  );

  server.get(
    ownQuizSubmissionPath,
    {
      schema: {
        tags,
        summary: 'Get the quiz submission of the current user',
        params: quizSubmissionsParams,
        querystring: includeQuery,
        response: { 200: shownQuizSubmissions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const includes = includesOf(request.query as Record<string, unknown>);
      return json(request, await uses.showQuizSubmission.own(caller, quizPathOf(request), includes));
    },
  );

  server.get(
    quizSubmissionPath,
    {
      schema: {
        tags,
        summary: 'Get a single quiz submission',
        params: quizSubmissionParams,
        querystring: quizSubmissionQuery,
        response: { 200: shownQuizSubmissions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const attempt = attemptParam(query.attempt);
      return json(
        request,
        await uses.showQuizSubmission.one(caller, pathOf(request), attempt, includesOf(query)),
      );
    },
  );

  server.put(
    quizSubmissionPath,
    {
      schema: {
        tags,
        summary: 'Update student question scores and comments',
        description: 'Of one attempt that was handed in; its scores follow, and the gradebook.',
        params: quizSubmissionParams,
        body: postedScores,
        response: { 200: shownQuizSubmissions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const body = request.body as Record<string, unknown>;
      const path = pathOf(request);
      const view = await uses.scoreAttempt(caller, path, () => scoringOf(body), includesOf(body));
      return json(request, view);
    },
  );

  server.post(
    completePath,
    {
      schema: {
        tags,
        summary: 'Complete the quiz submission (turn it in)',
        params: quizSubmissionParams,
        body: postedCompletion,
        response: { 200: shownQuizSubmissions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const body = request.body as Record<string, unknown>;
      const claim = claimOf(body, clientAddressOf(request));
      const view = await uses.completeAttempt(caller, pathOf(request), claim, includesOf(body));
      return json(request, view);
    },
  );

  server.get(
    quizSubmissionTimePath,
    {
      schema: {
        tags,
        summary: 'Get current quiz submission times',
        params: quizSubmissionParams,
        response: { 200: shownTime },
      },
    },
    async (request) => {
      const { endAtMs, leftSeconds } = await uses.showQuizSubmission.time(
        requireCaller(request),
        pathOf(request),
      );
      return { end_at: wireTime(endAtMs), time_left: leftSeconds };
    },
  );
}

function includesOf(parameters: Record<string, unknown>): string[] {
  return stringListParam(parameters.include, 'include', nameCharsMax) ?? [];
}
