// Ours: all attempts of a quiz, with what their logs add up to, and all their events in one file.

import type { FastifyRequest } from 'fastify';
import type { ExportClass } from '../../operations/attempts/export-class.ts';
import type { ListAttempts } from '../../operations/attempts/list-attempts.ts';
import type { QuizPath } from '../../operations/quizzes/quiz-standing.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import {
  attemptsJson,
  attemptsPath,
  attemptsQuery,
  classCsvHeader,
  classEventCsv,
  classEventLine,
  classEventsPath,
  classParams,
  shownAttempts,
} from '../contract/class-attempt.ts';
import type { Server } from '../fastify.ts';
import { untilEnded } from '../open-streams.ts';
import { sendList } from '../paged-list.ts';
import { sendExport } from '../streamed-export.ts';

interface Uses {
  listAttempts: ListAttempts;
  exportClass: ExportClass;
  /** How long a reader of an export may take nothing. */
  exportStallMs: number;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Quiz Submission Events'];

export function quizAttemptRoutes(server: Server, uses: Uses): void {
  const place = (request: FastifyRequest): QuizPath => {
    const { course_id, quiz_id } = request.params as { course_id: string; quiz_id: string };
    return { course: parseLookup(course_id, 'course', uses.shard), quizId: leadingInteger(quiz_id) };
  };

  server.get(
    attemptsPath,
    {
      schema: {
        tags,
        summary: 'Ours: all attempts of a quiz',
        description:
          'Each begun attempt of the students in the sections that the caller sees, by quiz submission and attempt, with ' +
          'what its log adds up to. For who may read the log.',
        params: classParams,
        querystring: attemptsQuery,
        response: { 200: shownAttempts },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const { attempts, ...page } = await uses.listAttempts(caller, place(request), () => pagination(query));
      return sendList(request, reply, uses.publicUrl, page, JSON.stringify(attemptsJson(attempts)));
    },
  );

  server.get(
    classEventsPath,
    {
      schema: {
        tags,
        summary: 'Ours: the events of all attempts of a quiz',
        description:
          'Streamed without paging, attempt after attempt: NDJSON, or with `Accept: text/csv` a table. `X-Total-Count` has ' +
          'the number of events when the export began. For who may read the log.',
        params: classParams,
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { total, chunks } = await uses.exportClass(caller, place(request), untilEnded(reply));
      reply.header('X-Total-Count', total);
      return request.headers.accept?.includes('text/csv')
        ? sendExport(
            reply,
            'text/csv; charset=utf-8',
            classCsvHeader,
            chunks,
            classEventCsv,
            uses.exportStallMs,
          )
        : sendExport(reply, 'application/x-ndjson', '', chunks, classEventLine, uses.exportStallMs);
    },
  );
}
