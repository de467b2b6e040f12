// Ours: what the log of an attempt comes to, for who may read it. The log itself is Canvas's, in quiz-submission-events.ts.

import type { FastifyRequest } from 'fastify';
import type { ReadAnswersAt } from '../../operations/attempts/answers-at.ts';
import type { FindQuizSubmission } from '../../operations/attempts/find-quiz-submission.ts';
import type { ReadActivity } from '../../operations/attempts/read-activity.ts';
import type { ReadPageSessions } from '../../operations/attempts/read-page-sessions.ts';
import { requireCaller } from '../authentication.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { attemptParam } from '../canvas-wire/params.ts';
import {
  answersAtJson,
  answersAtPath,
  answersAtQuery,
  momentParam,
  shownAnswersAt,
} from '../contract/answers-at.ts';
import { activityJson, activityPath, activityQuery, shownActivity } from '../contract/attempt-activity.ts';
import { gapsPath, gapsQuery, pageSessionJson, shownPageSessions } from '../contract/page-session.ts';
import { eventsParams } from '../contract/quiz-submission-event.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';
import { quizSubmissionPathOf } from '../quiz-submission-path.ts';

interface Uses {
  findQuizSubmission: FindQuizSubmission;
  readPageSessions: ReadPageSessions;
  readAnswersAt: ReadAnswersAt;
  readActivity: ReadActivity;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

export function attemptLogRoutes(server: Server, uses: Uses): void {
  const place = (request: FastifyRequest) =>
    uses.findQuizSubmission(request.caller, quizSubmissionPathOf(request, uses.shard));

  server.get(
    gapsPath,
    {
      schema: {
        tags: ['Quiz Submission Events'],
        summary: 'Ours: what is missing of the log of an attempt',
        description:
          'The page sessions of the attempt, in the order in which they began: what each recorded, and what of it never ' +
          'came. For who may read the log.',
        params: eventsParams,
        querystring: gapsQuery,
        response: { 200: shownPageSessions },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const wanted = { ...(await place(request)), attempt: attemptParam(query.attempt) };
      const read = await uses.readPageSessions(caller, wanted, () => pagination(query));
      const json = JSON.stringify({ page_sessions: read.pageSessions.map(pageSessionJson) });
      return sendList(request, reply, uses.publicUrl, read, json);
    },
  );

  server.get(
    answersAtPath,
    {
      schema: {
        tags: ['Quiz Submission Events'],
        summary: 'Ours: the answers of an attempt at a moment',
        description: 'Rebuilt from the log alone, for who may read it.',
        params: eventsParams,
        querystring: answersAtQuery,
        response: { 200: shownAnswersAt },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { attempt, at } = request.query as Record<string, unknown>;
      const wanted = { ...(await place(request)), attempt: attemptParam(attempt), atMs: momentParam(at) };
      return answersAtJson(await uses.readAnswersAt(caller, wanted));
    },
  );

  server.get(
    activityPath,
    {
      schema: {
        tags: ['Quiz Submission Events'],
        summary: 'Ours: what the log of an attempt adds up to',
        description: 'Absences, time on each question, devices and clocks, for who may read the log.',
        params: eventsParams,
        querystring: activityQuery,
        response: { 200: shownActivity },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { attempt } = request.query as Record<string, unknown>;
      const wanted = { ...(await place(request)), attempt: attemptParam(attempt) };
      return activityJson(await uses.readActivity(caller, wanted));
    },
  );
}
