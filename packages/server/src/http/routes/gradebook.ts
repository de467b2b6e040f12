// Ours: the gradebook of a course, as a grid reads it and keeps up with what others change.

import type { ReadGradebook } from '../../operations/gradebook/read-gradebook.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import {
  gradebookAskedOf,
  gradebookJson,
  gradebookParams,
  gradebookQuery,
  gradebookStudentsPath,
  shownGradebook,
} from '../contract/gradebook.ts';
import type { Server } from '../fastify.ts';
import { sendList } from '../paged-list.ts';

interface Uses {
  readGradebook: ReadGradebook;
  shard: number;
  publicUrl: string | null;
}

export function gradebookRoutes(server: Server, { readGradebook, shard, publicUrl }: Uses): void {
  server.get(
    gradebookStudentsPath,
    {
      schema: {
        tags: ['Gradebook'],
        summary: 'List the students of a gradebook with their grades',
        description: 'Ours. For graders, by user id. With `changed_since` only who and what changed since.',
        params: gradebookParams,
        querystring: gradebookQuery,
        response: { 200: shownGradebook },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const query = request.query as Record<string, unknown>;
      const course = parseLookup((request.params as { course_id: string }).course_id, 'course', shard);
      const view = await readGradebook(caller, course, () => gradebookAskedOf(query, shard));
      const { page, perPage, hasNext } = view;
      reply.header('Cache-Control', 'no-store');
      const json = JSON.stringify(gradebookJson(view));
      return sendList(request, reply, publicUrl, { page, perPage, total: null, hasNext }, json);
    },
  );
}
