// What the web page that takes a quiz calls: saving its form every so often, and handing it in. Quiz reference §2.11.

import type { FastifyRequest } from 'fastify';
import type { HandInForm } from '../../operations/attempts/hand-in-form.ts';
import type { SaveForm } from '../../operations/attempts/save-form.ts';
import type { QuizPath } from '../../operations/quizzes/quiz-standing.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { clientAddressOf } from '../client-address.ts';
import { quizSubmissionsParams } from '../contract/quiz-submission.ts';
import {
  autosavePath,
  backupJson,
  formOf,
  handInPath,
  postedForm,
  shownBackup,
} from '../contract/quiz-submission-form.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf } from '../paged-list.ts';

interface Uses {
  saveForm: SaveForm;
  handInForm: HandInForm;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

const tags = ['Quiz taking page'];

export function quizSubmissionFormRoutes(
  server: Server,
  { saveForm, handInForm, shard, publicUrl }: Uses,
): void {
  const quizOf = (request: FastifyRequest): QuizPath => {
    const { course_id, quiz_id } = request.params as { course_id: string; quiz_id: string };
    return { course: parseLookup(course_id, 'course', shard), quizId: leadingInteger(quiz_id) };
  };

  server.put(
    autosavePath,
    {
      // Canvas: saved without a CSRF token, as the attempt's validation token is asked for.
      config: { takesToken: true, needsNoCsrfToken: true },
      schema: {
        tags,
        summary: 'Save the form of a running attempt',
        description: 'The answer says whether it was saved.',
        params: quizSubmissionsParams,
        body: postedForm,
        response: { 200: shownBackup },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const form = formOf(request.body as Record<string, unknown>, clientAddressOf(request));
      return backupJson(await saveForm(caller, quizOf(request), form));
    },
  );

  server.post(
    handInPath,
    {
      config: { takesToken: true },
      schema: {
        tags,
        summary: 'Hand in the form of a running attempt',
        description: 'Leads to the page of the quiz, also when the attempt was over already.',
        params: quizSubmissionsParams,
        body: postedForm,
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const form = formOf(request.body as Record<string, unknown>, clientAddressOf(request));
      const { courseId, quizId, isPreview } = await handInForm(caller, quizOf(request), form);
      const page = `${baseUrlOf(request, publicUrl)}/courses/${courseId}/quizzes/${quizId}`;
      return reply.redirect(isPreview ? `${page}?preview=1` : page);
    },
  );
}
