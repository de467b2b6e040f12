// course_section_created, course_section_updated: what is in them and which saves announce one. Source: live events
// reference §3.10.

import { describe, expect, test } from 'vitest';
import { sectionCreated, sectionUpdated } from '../../src/facts/section-saved.ts';
import type { CourseSection } from '../../src/model/course.ts';

const section: CourseSection = {
  id: 5,
  courseId: 2,
  name: 'Evening',
  sisSectionId: 'EVE',
  integrationId: 'INT',
  defaultSection: 0,
  workflowState: 'active',
  startAtMs: Date.UTC(2026, 8, 1),
  endAtMs: null,
  restrictEnrollmentsToSectionDates: 1,
  createdAtMs: Date.UTC(2026, 0, 2),
  updatedAtMs: Date.UTC(2026, 0, 3),
};
const course = { id: 2, rootAccountId: 1 };
const body = {
  course_section_id: 5,
  sis_source_id: 'EVE',
  course_id: 2,
  root_account_id: 1,
  name: 'Evening',
  default_section: false,
  start_at: '2026-09-01T00:00:00Z',
  end_at: null,
  workflow_state: 'active',
  restrict_enrollments_to_section_dates: true,
  stuck_sis_fields: [],
  integration_id: 'INT',
};

test('a new section says what it is', () => {
  expect(sectionCreated(course, section)).toEqual({
    eventName: 'course_section_created',
    courseId: 2,
    assignmentId: null,
    userId: null,
    body,
  });
});

test('a deleted one says so', () => {
  expect(sectionUpdated(course, section, { ...section, workflowState: 'deleted' })).toEqual({
    eventName: 'course_section_updated',
    courseId: 2,
    assignmentId: null,
    userId: null,
    body: { ...body, workflow_state: 'deleted' },
  });
});

describe('a save is announced', () => {
  const changes: Partial<CourseSection>[] = [
    { name: 'Night' },
    { sisSectionId: null },
    { integrationId: null },
    { defaultSection: 1 },
    { startAtMs: null },
    { endAtMs: 1 },
    { restrictEnrollmentsToSectionDates: 0 },
  ];
  test.each(changes)('when it changes %j', (change) => {
    const fact = sectionUpdated(course, section, { ...section, ...change });
    expect(fact?.eventName).toBe('course_section_updated');
  });
  test('but not when nothing changes but the time', () => {
    expect(sectionUpdated(course, section, { ...section, updatedAtMs: 0 })).toBeNull();
  });
});
