// Ours: a quiz while it is taken, for whoever may extend its attempts.

import type { FastifyReply } from 'fastify';
import { retryAfterSeconds } from '../../model/limits.ts';
import { Refusal } from '../../model/refusal.ts';
import type { WatchQuiz } from '../../operations/attempts/watch-quiz.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { liveNewsEvent, liveNewsJson, liveParams, livePath, shownNews } from '../contract/live-attempt.ts';
import type { Server } from '../fastify.ts';
import { asServerSentEvents, openStreams, sendParts } from '../open-streams.ts';

const message = 'the quiz could not be looked at; repeat this one later';

interface Uses {
  watchQuiz: WatchQuiz;
  /** How long a reader may take nothing. */
  stallMs: number;
  /** How long the stream says nothing at most; less than `stallMs`. */
  heartbeatMs: number;
  shard: number;
}

export function liveAttemptRoutes(server: Server, uses: Uses): void {
  const { watchQuiz, stallMs, heartbeatMs, shard } = uses;
  const streams = openStreams(server);

  server.get(
    livePath,
    {
      schema: {
        tags: ['Quizzes'],
        summary: 'Ours: watch a quiz while it is taken',
        description:
          'The current attempt of every student who has one, as it is now. With `Accept: text/event-stream` that, as an event ' +
          '`attempts`, and then `changed` with those that changed, at most once a second. What pages tell is their word; ' +
          'silence has many causes.',
        params: liveParams,
        response: { 200: shownNews },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { course_id, quiz_id } = request.params as { course_id: string; quiz_id: string };
      const path = { course: parseLookup(course_id, 'course', shard), quizId: leadingInteger(quiz_id) };
      const news = await watchQuiz(caller, path, {
        quietMs: heartbeatMs,
        findPerson: () => request.findPerson(),
        signal: streams.untilClosed(reply),
      });
      if (request.headers.accept?.includes('text/event-stream'))
        return sendParts(asServerSentEvents(reply), news, stallMs, liveNewsEvent);
      const { value: first } = await news.next();
      await news.return(undefined);
      // For long nothing could be looked at, the right was lost meanwhile, or the server stops.
      if (!first?.isFirst) throw new Refusal({ kind: 'overloaded', message, retryAfterSeconds });
      return sendJson(reply, liveNewsJson(first));
    },
  );
}

function sendJson(reply: FastifyReply, json: string): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(json);
}
