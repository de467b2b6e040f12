// Canvas: final grade overrides, of the Submissions API and the gradebook's own page. Core reference §13.

import type { FastifyRequest } from 'fastify';
import type { ListGradeOverrides } from '../../operations/gradebook/list-grade-overrides.ts';
import type { OverrideGrades } from '../../operations/gradebook/override-grades.ts';
import { requireCaller } from '../authentication.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import {
  overridesAskedOf,
  overridesJson,
  overridesParams,
  overridesPaths,
  shownOverrides,
  updateOverridesBody,
  updateOverridesPath,
} from '../contract/final-grade-override.ts';
import { progressJson, shownProgress } from '../contract/progress.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf } from '../paged-list.ts';

interface Uses {
  overrideGrades: OverrideGrades;
  listGradeOverrides: ListGradeOverrides;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Final Grade Overrides'];

export function finalGradeOverrideRoutes(server: Server, uses: Uses): void {
  const { overrideGrades, listGradeOverrides, shard, publicUrl } = uses;
  const courseOf = (request: FastifyRequest) =>
    parseLookup((request.params as { course_id: string }).course_id, 'course', shard);

  server.put(
    updateOverridesPath,
    {
      schema: {
        tags,
        summary: 'Bulk update final grade overrides',
        description:
          'Where the feature `final_grades_override` and the setting `allow_final_grade_override` are on. Lines that ' +
          "cannot be followed are in the progress's `results`.",
        params: overridesParams,
        body: updateOverridesBody,
        response: { 200: shownProgress },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const body = request.body as Record<string, unknown>;
      const progress = await overrideGrades(caller, courseOf(request), () => overridesAskedOf(body));
      return progressJson(progress, baseUrlOf(request, publicUrl));
    },
  );

  for (const path of overridesPaths) {
    server.get(
      path,
      {
        config: { takesToken: true },
        schema: {
          tags,
          summary: 'List final grade overrides',
          description:
            'Of everybody who has one. Under `/api/v1` it is ours: Canvas has it for its own pages alone.',
          params: overridesParams,
          response: { 200: shownOverrides },
        },
      },
      async (request) => overridesJson(await listGradeOverrides(requireCaller(request), courseOf(request))),
    );
  }
}
