// Canvas: Quiz Extensions API and Course Quiz Extensions API. Quiz reference §2.10.

import type { ExtendQuizzes } from '../../operations/attempts/extend-quizzes.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import {
  courseQuizExtensionsParams,
  courseQuizExtensionsPath,
  extensionsJson,
  extensionsOf,
  postedExtensions,
  quizExtensionsParams,
  quizExtensionsPath,
  shownExtensions,
} from '../contract/quiz-extension.ts';
import type { Server } from '../fastify.ts';

interface Uses {
  extendQuizzes: ExtendQuizzes;
  shard: number;
}

type Body = Record<string, unknown>;

export function quizExtensionRoutes(server: Server, { extendQuizzes, shard }: Uses): void {
  server.post(
    quizExtensionsPath,
    {
      schema: {
        tags: ['Quiz Extensions'],
        summary: 'Set extensions for student quiz submissions',
        description: 'More attempts, more time, a later end; for all of the students or for none.',
        params: quizExtensionsParams,
        body: postedExtensions,
        response: { 200: shownExtensions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { course_id, quiz_id } = request.params;
      const course = parseLookup(course_id, 'course', shard);
      const asked = () => extensionsOf(request.body as Body);
      return extensionsJson(await extendQuizzes(caller, course, leadingInteger(quiz_id), asked));
    },
  );

  server.post(
    courseQuizExtensionsPath,
    {
      schema: {
        tags: ['Course Quiz Extensions'],
        summary: 'Set extensions for student quiz submissions',
        description: 'On every quiz of the course; quiz by quiz in the answer.',
        params: courseQuizExtensionsParams,
        body: postedExtensions,
        response: { 200: shownExtensions },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const course = parseLookup(request.params.course_id, 'course', shard);
      const asked = () => extensionsOf(request.body as Body);
      return extensionsJson(await extendQuizzes(caller, course, null, asked));
    },
  );
}
