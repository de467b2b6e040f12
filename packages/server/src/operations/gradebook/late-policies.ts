// The late policy of a course: read, made and changed. A change is felt at once by the work that was late.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Course } from '../../model/course.ts';
import type { LatePolicy } from '../../model/late-policy.ts';
import {
  applyLatePolicyDraft,
  blankLatePolicy,
  type LatePolicyDraft,
  type LatePolicyFields,
} from '../../model/late-policy-draft.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import { listAssignmentsOf } from '../../store/assignments.ts';
import type { Query } from '../../store/database.ts';
import { findLatePolicy, insertLatePolicy, updateLatePolicy } from '../../store/late-policies.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import { courseStanding } from '../courses/course-standing.ts';
import { retryLostRace } from '../retry-lost-race.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';
import { regradeSubmissions } from './regrade-submissions.ts';

export interface LatePolicies {
  /** Raises not_found, also when there is none; not_permitted. */
  show(caller: Caller, course: Lookup): Promise<LatePolicy>;
  /** Raises not_found, not_permitted, argument_invalid when there is one, late_policy_invalid, and as `readDraft` does. */
  create(caller: Caller, course: Lookup, readDraft: () => LatePolicyDraft): Promise<LatePolicy>;
  /** Raises not_found, also when there is none; not_permitted, late_policy_invalid, and what `readDraft` raises. */
  change(caller: Caller, course: Lookup, readDraft: () => LatePolicyDraft): Promise<void>;
}

/** Canvas: core reference §20. */
export function latePolicies(database: AnnouncingDatabase, clock: Clock): LatePolicies {
  const { query } = database;
  return {
    async show(caller, lookup) {
      const standing = await courseStanding(query, caller, lookup);
      if (!mayReadAllGrades(standing, clock())) throw notPermitted();
      const policy = await findLatePolicy(query, standing.course.id);
      if (policy === undefined) throw notFound();
      return policy;
    },

    create: (caller, lookup, readDraft) =>
      retryLostRace(database, caller, async (transaction) => {
        const nowMs = clock();
        const course = await gradedCourse(transaction, caller, lookup, nowMs);
        if ((await findLatePolicy(transaction, course.id)) !== undefined) {
          const message = 'only one late policy per course is allowed';
          throw new Refusal({ kind: 'argument_invalid', shape: 'status', message });
        }
        const fields = applyLatePolicyDraft(blankLatePolicy, readDraft());
        const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
        const policy = await insertLatePolicy(transaction, { ...fields, courseId: course.id, ...times });
        await reapply(transaction, course, blankLatePolicy, policy, nowMs);
        return policy;
      }),

    change: (caller, lookup, readDraft) =>
      database.transaction(caller, async (transaction) => {
        const nowMs = clock();
        const course = await gradedCourse(transaction, caller, lookup, nowMs);
        const before = await findLatePolicy(transaction, course.id, 'change');
        if (before === undefined) throw notFound();
        const fields = applyLatePolicyDraft(before, readDraft());
        const policy = await updateLatePolicy(transaction, before.id, { ...fields, updatedAtMs: nowMs });
        await reapply(transaction, course, before, policy, nowMs);
      }),
  };
}

async function gradedCourse(
  transaction: Query,
  caller: Caller,
  lookup: Lookup,
  nowMs: number,
): Promise<Course> {
  const standing = await courseStanding(transaction, caller, lookup);
  if (!hasCourseRight(standing, 'manage_grades', nowMs)) throw notPermitted();
  return standing.course;
}

/** Only what is published: other work has no grade that anybody counts on. */
async function reapply(
  transaction: Transaction,
  course: Course,
  before: LatePolicyFields,
  after: LatePolicyFields,
  nowMs: number,
): Promise<void> {
  const fields = Object.keys(blankLatePolicy) as (keyof LatePolicyFields)[];
  if (fields.every((field) => before[field] === after[field])) return;
  const assignments = await listAssignmentsOf(transaction, course.id, null, 'share');
  const published = assignments.filter(({ workflowState }) => workflowState === 'published');
  await regradeSubmissions(
    transaction,
    course,
    published.map((assignment) => ({ before: assignment, after: assignment, isDerivedAnew: false })),
    nowMs,
  );
  await recomputeCourseScores(transaction, course, null, nowMs);
}
