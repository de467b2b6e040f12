// enrollment_created, enrollment_updated: what is in them and which saves announce one. Source: live events reference §3.10.

import { describe, expect, test } from 'vitest';
import { enrollmentCreated, enrollmentUpdated } from '../../src/facts/enrollment-saved.ts';
import type { Enrollment } from '../../src/model/enrollment.ts';

const enrollment: Enrollment = {
  id: 5,
  userId: 6,
  courseId: 2,
  courseSectionId: 3,
  type: 'StudentEnrollment',
  workflowState: 'active',
  associatedUserId: null,
  limitPrivilegesToCourseSection: 0,
  startAtMs: null,
  endAtMs: null,
  createdAtMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  updatedAtMs: Date.UTC(2026, 0, 3, 3, 4, 5, 678),
};
const parties = { course: { uuid: 'course-uuid' }, user: { uuid: 'user-uuid', name: 'Ada Lovelace' } };
const body = {
  enrollment_id: 5,
  course_id: 2,
  course_uuid: 'course-uuid',
  user_id: 6,
  user_uuid: 'user-uuid',
  user_name: 'Ada Lovelace',
  type: 'StudentEnrollment',
  created_at: '2026-01-02T03:04:05Z',
  updated_at: '2026-01-03T03:04:05Z',
  limit_privileges_to_course_section: false,
  course_section_id: 3,
  workflow_state: 'active',
  associated_user_id: null,
};

test('a new enrollment says who is enrolled where', () => {
  expect(enrollmentCreated(parties, enrollment)).toEqual({
    eventName: 'enrollment_created',
    courseId: 2,
    assignmentId: null,
    userId: 6,
    body,
  });
});

test("an observer's says whom they observe", () => {
  const observer: Enrollment = { ...enrollment, type: 'ObserverEnrollment', associatedUserId: 7 };
  expect(enrollmentCreated(parties, observer).body).toEqual({
    ...body,
    type: 'ObserverEnrollment',
    associated_user_id: 7,
  });
});

describe('a save is announced', () => {
  const changes: Partial<Enrollment>[] = [
    { workflowState: 'completed' },
    { workflowState: 'deleted' },
    { limitPrivilegesToCourseSection: 1 },
    { startAtMs: 1 },
    { endAtMs: 1 },
  ];
  test.each(changes)('when it changes %j', (change) => {
    const fact = enrollmentUpdated(parties, enrollment, { ...enrollment, ...change });
    expect(fact?.eventName).toBe('enrollment_updated');
  });
  test('but not when nothing changes but the time', () => {
    expect(enrollmentUpdated(parties, enrollment, { ...enrollment, updatedAtMs: 0 })).toBeNull();
  });
});
