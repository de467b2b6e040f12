// When assignment_created and assignment_updated are announced, and what they say. Source: live events reference §3.9.

import { describe, expect, test } from 'vitest';
import { assignmentCreated, assignmentUpdated } from '../../src/facts/assignment-saved.ts';
import { bodyText } from '../../src/facts/message-text.ts';
import type { Assignment } from '../../src/model/assignment.ts';
import { blankAssignment } from '../../src/model/assignment-draft.ts';

const course = { id: 2, uuid: 'uuid-of-the-course' };
const shard = 2107;
const createdAtMs = Date.UTC(2026, 8, 1, 9, 0, 0, 123);

const blank: Assignment = {
  ...blankAssignment,
  id: 39,
  courseId: course.id,
  assignmentGroupId: 5,
  position: 1,
  postManually: 0,
  createdAtMs,
  updatedAtMs: createdAtMs,
};

/** Every column of an assignment: another value of it, and whether a change of it alone is announced. */
const columns: { [Column in keyof Assignment]: [Assignment[Column], boolean] } = {
  id: [40, true],
  courseId: [3, true],
  assignmentGroupId: [6, true],
  name: ['Essay', true],
  description: ['<p>Write.</p>', true],
  position: [2, true],
  pointsPossible: [12.5, true],
  gradingType: ['percent', true],
  gradingStandardId: [8, true],
  submissionTypes: ['online_url,online_upload', true],
  dueAtMs: [createdAtMs, true],
  unlockAtMs: [createdAtMs, true],
  lockAtMs: [createdAtMs, true],
  workflowState: ['published', true],
  omitFromFinalGrade: [1, true],
  hideInGradebook: [1, true],
  onlyVisibleToOverrides: [1, true],
  postManually: [1, false],
  anonymousGrading: [1, true],
  allowedAttempts: [2, true],
  sisAssignmentId: ['sis', true],
  integrationId: ['integration', true],
  integrationData: ['{"a":1}', true],
  createdAtMs: [createdAtMs + 1, true],
  updatedAtMs: [createdAtMs + 1, false],
};

describe('a saved assignment', () => {
  test.each(Object.entries(columns))('whose %s alone changed', (column, [value, isAnnounced]) => {
    const after = { ...blank, [column]: value };
    expect(after[column as keyof Assignment]).not.toBe(blank[column as keyof Assignment]);
    const fact = assignmentUpdated(course, blank, after);
    expect(fact?.eventName ?? null).toBe(isAnnounced ? 'assignment_updated' : null);
  });

  test('that is deleted is an update, and remembers what it was', () => {
    const fact = assignmentUpdated(
      course,
      { ...blank, workflowState: 'published' },
      { ...blank, workflowState: 'deleted' },
    );
    expect(fact?.body.workflow_state).toBe('deleted');
    expect(fact?.details).toEqual({
      created_at: '2026-09-01T09:00:00.123Z',
      old_workflow_state: 'published',
    });
  });
});

describe('the body', () => {
  test('of an assignment about which nothing is said leaves out what is null', () => {
    const { eventName, courseId, assignmentId, userId, body, details } = assignmentCreated(course, blank);
    expect([eventName, courseId, assignmentId, userId]).toEqual(['assignment_created', 2, 39, null]);
    expect(JSON.parse(bodyText(body, shard))).toEqual({
      anonymous_grading: false,
      assignment_group_id: '21070000000000005',
      assignment_id: '21070000000000039',
      context_id: '21070000000000002',
      context_type: 'Course',
      context_uuid: 'uuid-of-the-course',
      created_on_blueprint_sync: false,
      points_possible: 0,
      submission_types: 'none',
      title: 'Assignment',
      updated_at: '2026-09-01T09:00:00Z',
      workflow_state: 'unpublished',
      anonymous_participants: false,
    });
    expect(details).toEqual({ created_at: '2026-09-01T09:00:00.123Z', old_workflow_state: null });
  });

  test('of one that has everything', () => {
    const values = Object.entries(columns).map(([column, [value]]) => [column, value]);
    const full: Assignment = { ...Object.fromEntries(values), id: 39, courseId: 2 };
    expect(JSON.parse(bodyText(assignmentCreated(course, full).body, shard))).toEqual({
      anonymous_grading: true,
      assignment_group_id: '21070000000000006',
      assignment_id: '21070000000000039',
      context_id: '21070000000000002',
      context_type: 'Course',
      context_uuid: 'uuid-of-the-course',
      created_on_blueprint_sync: false,
      description: '<p>Write.</p>',
      due_at: '2026-09-01T09:00:00Z',
      lock_at: '2026-09-01T09:00:00Z',
      points_possible: 12.5,
      submission_types: 'online_url,online_upload',
      title: 'Essay',
      unlock_at: '2026-09-01T09:00:00Z',
      updated_at: '2026-09-01T09:00:00Z',
      workflow_state: 'published',
      anonymous_participants: false,
    });
  });
});
