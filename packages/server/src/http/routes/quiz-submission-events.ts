// Canvas: Quiz Submission Events API. Reference §1.

import type { FastifyRequest } from 'fastify';
import type { TimedQuizEvent } from '../../model/quiz-event.ts';
import { eventBatchBytesMax } from '../../model/quiz-log-limits.ts';
import { malformed } from '../../model/refusal.ts';
import type { ReadAnswersAt } from '../../operations/attempts/answers-at.ts';
import type { EventsWanted } from '../../operations/attempts/event-selection.ts';
import type { FindQuizSubmission } from '../../operations/attempts/find-quiz-submission.ts';
import type { ReadActivity } from '../../operations/attempts/read-activity.ts';
import type { ReadEvents } from '../../operations/attempts/read-events.ts';
import type { ReadPageSessions } from '../../operations/attempts/read-page-sessions.ts';
import type { RecordEvents } from '../../operations/attempts/record-events.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { attemptParam, stringListParam, timeParam } from '../canvas-wire/params.ts';
import { clientAddressOf } from '../client-address.ts';
import {
  answersAtJson,
  answersAtPath,
  answersAtQuery,
  momentParam,
  shownAnswersAt,
} from '../contract/answers-at.ts';
import { activityJson, activityPath, activityQuery, shownActivity } from '../contract/attempt-activity.ts';
import { gapsPath, gapsQuery, pageSessionJson, shownPageSessions } from '../contract/page-session.ts';
import {
  csvHeader,
  detailedEventJson,
  eventCsv,
  eventsJson,
  eventsParams,
  eventsPath,
  eventsQuery,
  postedBatch,
  shownEvents,
} from '../contract/quiz-submission-event.ts';
import type { Server } from '../fastify.ts';
import { untilEnded } from '../open-streams.ts';
import { sendList } from '../paged-list.ts';
import { sendExport } from '../streamed-export.ts';

interface Uses {
  findQuizSubmission: FindQuizSubmission;
  recordEvents: RecordEvents;
  readEvents: ReadEvents;
  readPageSessions: ReadPageSessions;
  readAnswersAt: ReadAnswersAt;
  readActivity: ReadActivity;
  /** How long a reader of an export may take nothing. */
  exportStallMs: number;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

interface Params {
  course_id: string;
  quiz_id: string;
  id: string;
}

export function quizSubmissionEventRoutes(server: Server, uses: Uses): void {
  const place = (request: FastifyRequest) => {
    const { course_id, quiz_id, id } = request.params as Params;
    return uses.findQuizSubmission(request.caller, {
      course: parseLookup(course_id, 'course', uses.shard),
      quizId: leadingInteger(quiz_id),
      quizSubmission: id === 'self' ? 'self' : leadingInteger(id),
    });
  };

  // A scope of its own, because here a JSON body stays unread until the caller is known to have the right.
  server.register(async (scope) => {
    scope.removeContentTypeParser(['application/json', 'application/vnd.api+json']);
    scope.addContentTypeParser(
      ['application/json', 'application/vnd.api+json'],
      { parseAs: 'buffer', bodyLimit: eventBatchBytesMax },
      (_request, bytes, done) => done(null, bytes),
    );
    scope.post(
      eventsPath,
      {
        bodyLimit: eventBatchBytesMax,
        validatorCompiler: () => () => true,
        schema: {
          tags: ['Quiz Submission Events'],
          summary: 'Submit captured events',
          description:
            'Stores a batch of events of the current attempt, or an earlier one, all or none. 204 means they are on disk.',
          params: eventsParams,
          body: postedBatch,
          response: { 204: { type: 'null', description: 'Kept' } },
        },
      },
      async (request, reply) => {
        const sender = {
          clientAddress: clientAddressOf(request),
          userAgent: request.headers['user-agent'] ?? '',
        };
        // A form is written as the JSON that it stands for: there is one reader of batches.
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.from(JSON.stringify(request.body));
        await uses.recordEvents(request.caller, await place(request), sender, body);
        return reply.code(204).send();
      },
    );
  });

  server.get(
    eventsPath,
    {
      schema: {
        tags: ['Quiz Submission Events'],
        summary: 'Retrieve captured events',
        description:
          'The events of one attempt, oldest first. With `Accept: text/csv` or `application/x-ndjson` the whole attempt ' +
          'is streamed, without paging, with details.',
        params: eventsParams,
        querystring: eventsQuery,
        response: { 200: shownEvents },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const wanted = { ...(await place(request)), ...wantedOf(query) };
      const { accept = '' } = request.headers;
      const sendAll = async (contentType: string, head: string, write: (event: TimedQuizEvent) => string) => {
        const chunks = await uses.readEvents.stream(caller, wanted, untilEnded(reply));
        return sendExport(reply, contentType, head, chunks, write, uses.exportStallMs);
      };
      if (accept.includes('text/csv')) return sendAll('text/csv; charset=utf-8', csvHeader, eventCsv);
      if (accept.includes('application/x-ndjson')) {
        return sendAll('application/x-ndjson', '', (event) => `${detailedEventJson(event)}\n`);
      }
      const { events, pageSessions, ...page } = await uses.readEvents.page(caller, wanted, () => ({
        ...pagination(query),
        withDetails: (stringListParam(query.include, 'include') ?? []).includes('details'),
      }));
      return sendList(request, reply, uses.publicUrl, page, eventsJson(events, pageSessions));
    },
  );

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

function wantedOf(
  query: Record<string, unknown>,
): Pick<EventsWanted, 'attempt' | 'order' | 'eventTypes' | 'sinceMs' | 'untilMs'> {
  const { attempt, order = 'created_at' } = query;
  if (order !== 'created_at' && order !== 'occurred_at')
    throw malformed('order must be created_at or occurred_at');
  return {
    attempt: attemptParam(attempt),
    order,
    eventTypes: stringListParam(query.event_types, 'event_types') ?? [],
    sinceMs: timeParam(query.since, 'since') ?? null,
    untilMs: timeParam(query.until, 'until') ?? null,
  };
}
