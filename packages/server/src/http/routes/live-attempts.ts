// Ours: a quiz while it is taken, for whoever may extend its attempts.

import type { WatchQuiz } from '../../operations/attempts/watch-quiz.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { liveNewsText, liveParams, livePath, shownLive } from '../contract/live-attempt.ts';
import type { Server } from '../fastify.ts';
import { asServerSentEvents, openStreams, sendParts } from '../open-streams.ts';

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
          'Server-sent events: `attempts` with the current attempt of every student who has one, then `changed` with those ' +
          'that changed, at most once a second. What pages tell is their word; silence has many causes.',
        params: liveParams,
        response: { 200: shownLive },
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
      return sendParts(asServerSentEvents(reply), news, stallMs, liveNewsText);
    },
  );
}
