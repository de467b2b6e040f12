// course_created, course_updated: what is in them and which saves announce one. Source: live events reference §3.0, §3.10.

import { describe, expect, test } from 'vitest';
import { courseCreated, courseUpdated, isCourseUpdate } from '../../src/facts/course-saved.ts';
import type { Course } from '../../src/model/course.ts';

const course: Course = {
  id: 2,
  accountId: 3,
  rootAccountId: 1,
  name: 'Biology 101',
  courseCode: 'BIO101',
  sisCourseId: null,
  integrationId: null,
  uuid: 'course-uuid',
  workflowState: 'claimed',
  startAtMs: null,
  concludeAtMs: null,
  restrictEnrollmentsToCourseDates: 0,
  isPublic: 0,
  isPublicToAuthUsers: 0,
  timeZone: null,
  applyAssignmentGroupWeights: 0,
  hideFinalGrades: 0,
  settings: '{"publicSyllabus":true}',
  createdAtMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  updatedAtMs: Date.UTC(2026, 0, 3, 3, 4, 5, 678),
};
const holder = { id: 3, uuid: 'account-uuid' };
const body = {
  course_id: 2,
  uuid: 'course-uuid',
  account_id: 3,
  account_uuid: 'account-uuid',
  name: 'Biology 101',
  created_at: '2026-01-02T03:04:05Z',
  updated_at: '2026-01-03T03:04:05Z',
  workflow_state: 'claimed',
};

test('a new course is created and updated, in this order', () => {
  expect(courseCreated(holder, course)).toEqual(
    ['course_created', 'course_updated'].map((eventName) => ({
      eventName,
      courseId: 2,
      assignmentId: null,
      userId: null,
      body,
    })),
  );
});

test('an update says what the course is now', () => {
  const { eventName, body: now } = courseUpdated(holder, { ...course, workflowState: 'deleted' });
  expect([eventName, now]).toEqual(['course_updated', { ...body, workflow_state: 'deleted' }]);
});

describe('a save is announced', () => {
  const changes: Partial<Course>[] = [
    { name: 'Other' },
    { courseCode: 'B' },
    { accountId: 4 },
    { sisCourseId: 'S' },
    { integrationId: 'I' },
    { workflowState: 'available' },
    { startAtMs: 1 },
    { concludeAtMs: 1 },
    { restrictEnrollmentsToCourseDates: 1 },
    { isPublic: 1 },
    { isPublicToAuthUsers: 1 },
    { timeZone: 'Europe/Paris' },
    { applyAssignmentGroupWeights: 1 },
    { hideFinalGrades: 1 },
    { settings: '{"publicSyllabus":false}' },
    { settings: '{"publicSyllabus":true,"license":"cc"}' },
  ];
  test.each(changes)('when it changes %j', (change) => {
    expect(isCourseUpdate(course, { ...course, ...change, updatedAtMs: 0 })).toBe(true);
  });
  test.each([{}, { updatedAtMs: 0 }, { settings: '{"publicSyllabus":true,"postManually":true}' }])(
    'but not when it changes %j',
    (change) => {
      expect(isCourseUpdate(course, { ...course, ...change })).toBe(false);
    },
  );
});
