// The grading schemes of a course: listed and made.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { GradingStandard } from '../../model/grading-standard.ts';
import { type GradingStandardDraft, readGradingStandard } from '../../model/grading-standard-draft.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notPermitted } from '../../model/refusal.ts';
import type { Database } from '../../store/database.ts';
import {
  countGradingStandards,
  insertGradingStandard,
  listGradingStandards,
} from '../../store/grading-standards.ts';
import { courseStanding } from '../courses/course-standing.ts';

export interface GradingStandards {
  /** One page, by id. Raises not_found, not_permitted, and what `readPage` raises. */
  list(
    caller: Caller,
    course: Lookup,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ standards: GradingStandard[]; total: number; page: number; perPage: number }>;
  /** Raises not_found, not_permitted, record_invalid, and what `readDraft` raises. */
  create(caller: Caller, course: Lookup, readDraft: () => GradingStandardDraft): Promise<GradingStandard>;
}

/** Canvas: whoever reads the course reads its schemes, who manages grades makes them. Core reference §10.4. */
export function gradingStandards(database: Database, clock: Clock): GradingStandards {
  const { query } = database;
  return {
    async list(caller, lookup, readPage) {
      const standing = await courseStanding(query, caller, lookup);
      if (!hasCourseRight(standing, 'read', clock())) throw notPermitted();
      const { page, perPage } = readPage();
      const { id } = standing.course;
      const standards = await listGradingStandards(query, id, perPage, (page - 1) * perPage);
      return { standards, total: await countGradingStandards(query, id), page, perPage };
    },

    async create(caller, lookup, readDraft) {
      const nowMs = clock();
      const standing = await courseStanding(query, caller, lookup);
      if (!hasCourseRight(standing, 'manage_grades', nowMs)) throw notPermitted();
      const { title, scheme } = readGradingStandard(readDraft());
      return insertGradingStandard(query, {
        courseId: standing.course.id,
        title,
        scheme: JSON.stringify(scheme),
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      });
    },
  };
}
