// Canvas: Progress API. Core reference §19.

import type { FastifyRequest } from 'fastify';
import { bodyBytesMax } from '../../model/limits.ts';
import type { ShowProgress } from '../../operations/gradebook/show-progress.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { stringParam } from '../canvas-wire/params.ts';
import {
  cancelBody,
  progressCancelPath,
  progressJson,
  progressParams,
  progressPath,
  shownProgress,
} from '../contract/progress.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf } from '../paged-list.ts';

interface Uses {
  showProgress: ShowProgress;
  publicUrl: string | null;
}

const tags = ['Progress'];

export function progressRoutes(server: Server, { showProgress, publicUrl }: Uses): void {
  const idOf = (request: FastifyRequest) => leadingInteger((request.params as { id: string }).id);

  server.get(
    progressPath,
    {
      schema: { tags, summary: 'Query progress', params: progressParams, response: { 200: shownProgress } },
    },
    async (request) => {
      const caller = requireCaller(request);
      return progressJson(await showProgress.one(caller, idOf(request)), baseUrlOf(request, publicUrl));
    },
  );

  server.post(
    progressCancelPath,
    {
      schema: {
        tags,
        summary: 'Cancel progress',
        description: 'A job that is over stays as it is.',
        params: progressParams,
        body: cancelBody,
        response: { 200: shownProgress },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { message } = request.body as Record<string, unknown>;
      const progress = await showProgress.cancel(
        caller,
        idOf(request),
        stringParam(message, 'message', bodyBytesMax) ?? null,
      );
      return progressJson(progress, baseUrlOf(request, publicUrl));
    },
  );
}
