// Canvas: Quiz Submission Events API. Reference §1.

import type { FastifyRequest } from 'fastify';
import type { TimedQuizEvent } from '../../model/quiz-event.ts';
import { eventBatchBytesMax } from '../../model/quiz-log-limits.ts';
import { malformed } from '../../model/refusal.ts';
import type { EventsWanted } from '../../operations/attempts/event-selection.ts';
import type { FindQuizSubmission } from '../../operations/attempts/find-quiz-submission.ts';
import type { ReadEvents } from '../../operations/attempts/read-events.ts';
import type { FindReporter, RecordEvents, Reporter } from '../../operations/attempts/record-events.ts';
import { requireCaller } from '../authentication.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { attemptParam, stringListParam, timeParam } from '../canvas-wire/params.ts';
import { clientAddressOf } from '../client-address.ts';
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
import { quizSubmissionPathOf } from '../quiz-submission-path.ts';
import { sendExport } from '../streamed-export.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Found with the access token of a batch, and when, on the clock of `performance.now`. */
    reporter: { found: Reporter; atMs: number } | null;
  }
}

/** A body may take its time to arrive; what was found when its head came is worth nothing by then. */
const reporterFreshForMs = 1_000;

interface Uses {
  findQuizSubmission: FindQuizSubmission;
  findReporter: FindReporter;
  recordEvents: RecordEvents;
  readEvents: ReadEvents;
  /** How long a reader of an export may take nothing. */
  exportStallMs: number;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

export function quizSubmissionEventRoutes(server: Server, uses: Uses): void {
  const place = (request: FastifyRequest) =>
    uses.findQuizSubmission(request.caller, quizSubmissionPathOf(request, uses.shard));

  /** The caller, and in the same go what it takes to know whether they may report, where the path names it by ids. */
  function findToken(
    request: FastifyRequest,
  ): ((digest: string) => Promise<Reporter['token'] | undefined>) | undefined {
    const { course, quizId, quizSubmission } = quizSubmissionPathOf(request, uses.shard);
    if (course.by !== 'id' || quizSubmission === 'self') return undefined;
    return async (digest) => {
      const found = await uses.findReporter(digest, {
        courseId: course.id,
        quizId,
        quizSubmissionId: quizSubmission,
      });
      if (found !== undefined) request.reporter = { found, atMs: performance.now() };
      return found?.token;
    };
  }

  // A scope of its own, because here a JSON body stays unread until the caller is known to have the right.
  server.register(async (scope) => {
    scope.decorateRequest('reporter', null);
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
        config: { findToken },
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
        const { reporter } = request;
        const isFresh = reporter !== null && performance.now() - reporter.atMs < reporterFreshForMs;
        await uses.recordEvents(
          request.caller,
          await place(request),
          sender,
          body,
          isFresh ? reporter.found : null,
        );
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
