// Progress on the wire. Core reference §19.

import { type Static, Type } from 'typebox';
import type { Progress } from '../../model/progress.ts';
import { wireTime } from '../../model/time.ts';

export const progressPath = '/api/v1/progress/:id';
export const progressCancelPath = '/api/v1/progress/:id/cancel';

export const progressParams = Type.Object({ id: Type.String({ description: 'Progress id' }) });

export const cancelBody = Type.Object({
  message: Type.Optional(
    Type.Unknown({ description: 'Kept with the progress, to tell a cancel from a failure' }),
  ),
});

export const shownProgress = Type.Object({
  id: Type.Integer(),
  context_id: Type.Integer(),
  context_type: Type.String(),
  user_id: Type.Integer(),
  tag: Type.String(),
  completion: Type.Unsafe<number | null>({ type: ['number', 'null'], description: '0 to 100' }),
  workflow_state: Type.Unsafe<Progress['workflowState']>({
    enum: ['queued', 'running', 'completed', 'failed'],
  }),
  created_at: Type.String(),
  updated_at: Type.String(),
  message: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  results: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  url: Type.String({ description: 'Where to ask again' }),
});

export type ProgressJson = Static<typeof shownProgress>;

export function progressJson(progress: Progress, baseUrl: string): ProgressJson {
  return {
    id: progress.id,
    context_id: progress.contextId,
    context_type: progress.contextType,
    user_id: progress.userId,
    tag: progress.tag,
    completion: progress.completion,
    workflow_state: progress.workflowState,
    created_at: wireTime(progress.createdAtMs),
    updated_at: wireTime(progress.updatedAtMs),
    message: progress.message,
    ...(progress.results === null
      ? {}
      : { results: JSON.parse(progress.results) as Record<string, unknown> }),
    url: `${baseUrl}/api/v1/progress/${progress.id}`,
  };
}
