// The life of a course, cell by cell, and what comes of what callers set. Source: core reference §6.

import { describe, expect, test } from 'vitest';
import {
  type CourseEvent,
  type CourseState,
  courseEvents,
  courseStateAfter,
} from '../../src/model/course.ts';
import { applyCourseDraft, blankCourse, courseCodeOf } from '../../src/model/course-draft.ts';

describe('the life of a course', () => {
  const cells: [CourseState, CourseEvent, CourseState][] = [
    ['claimed', 'claim', 'claimed'],
    ['claimed', 'offer', 'available'],
    ['claimed', 'conclude', 'completed'],
    ['claimed', 'delete', 'deleted'],
    ['claimed', 'undelete', 'claimed'],
    ['available', 'claim', 'claimed'],
    ['available', 'offer', 'available'],
    ['available', 'conclude', 'completed'],
    ['available', 'delete', 'deleted'],
    ['available', 'undelete', 'available'],
    ['completed', 'claim', 'claimed'],
    ['completed', 'offer', 'available'],
    ['completed', 'conclude', 'completed'],
    ['completed', 'delete', 'deleted'],
    ['completed', 'undelete', 'completed'],
    ['deleted', 'claim', 'deleted'],
    ['deleted', 'offer', 'deleted'],
    ['deleted', 'conclude', 'deleted'],
    ['deleted', 'delete', 'deleted'],
    ['deleted', 'undelete', 'claimed'],
  ];

  test.each(cells)('%s, %s: %s', (state, event, after) => {
    expect(courseStateAfter(state, event)).toBe(after);
  });

  test('the table above is whole', () => {
    expect(new Set(cells.map(([state, event]) => `${state} ${event}`)).size).toBe(4 * courseEvents.length);
  });
});

describe('the code of a course', () => {
  test.each([
    ['Biology 101', 'Biology 101'],
    ['Intro to Biology 101 and 102', 'Intro 101'],
    ['Biology', 'Biology'],
    ['101 Ways', '101'],
    ['General  Chemistry\tII', 'General'],
  ])('of %j is %j', (name, code) => {
    expect(courseCodeOf(name)).toBe(code);
  });
});

describe('a draft', () => {
  const applied = (draft: Parameters<typeof applyCourseDraft>[1]) => applyCourseDraft(blankCourse, draft);

  test('of nothing makes an unnamed course', () => {
    expect(applied({ settings: {} })).toEqual({
      ...blankCourse,
      name: 'Unnamed Course',
      courseCode: 'Unnamed',
    });
  });

  test('leaves alone what it does not name, and clears what is null', () => {
    const course = applied({
      name: 'A',
      courseCode: 'B',
      sisCourseId: 'S',
      settings: { license: 'private' },
    });
    expect(applyCourseDraft(course, { settings: {} })).toEqual(course);
    const cleared = applyCourseDraft(course, { sisCourseId: null, name: null, settings: { license: null } });
    expect(cleared).toMatchObject({ name: 'Unnamed Course', courseCode: 'B', sisCourseId: null });
    expect(JSON.parse(cleared.settings)).toEqual({ license: null });
  });

  test('keeps dates only with the restriction to them, and drops them with it', () => {
    const dates = { startAtMs: 1_000, concludeAtMs: 2_000, settings: {} };
    expect(applied(dates)).toMatchObject({ startAtMs: null, concludeAtMs: null });
    const restricted = applied({ ...dates, restrictEnrollmentsToCourseDates: true });
    expect(restricted).toMatchObject({ startAtMs: 1_000, concludeAtMs: 2_000 });
    const freed = applyCourseDraft(restricted, { restrictEnrollmentsToCourseDates: false, settings: {} });
    expect(freed).toMatchObject({ startAtMs: null, concludeAtMs: null });
  });

  test('mends the case of a time zone', () => {
    expect(applied({ timeZone: 'europe/LONDON', settings: {} }).timeZone).toBe('Europe/London');
  });

  test('is refused with every fault', () => {
    const long = '😀'.repeat(256);
    expect(() =>
      applied({
        name: long,
        courseCode: long,
        sisCourseId: long,
        integrationId: long,
        startAtMs: 2,
        concludeAtMs: 1,
        restrictEnrollmentsToCourseDates: true,
        timeZone: '+01:00',
        settings: {},
      }),
    ).toThrow(
      expect.objectContaining({
        reason: {
          kind: 'record_invalid',
          faults: [
            ...['name', 'course_code', 'sis_source_id', 'integration_id'].map((field) => ({
              field,
              type: 'too_long',
              message: 'is too long (maximum is 255 characters)',
            })),
            {
              field: 'conclude_at',
              type: 'End date cannot be before start date',
              message: 'End date cannot be before start date',
            },
            { field: 'time_zone', type: 'inclusion', message: 'is not a known time zone' },
          ],
        },
      }),
    );
    const name = { field: 'name', type: 'too_long', message: 'is too long (maximum is 255 characters)' };
    expect(() => applied({ name: long, settings: {} })).toThrow(
      expect.objectContaining({ reason: { kind: 'record_invalid', faults: [name] } }),
    );
  });

  test('may be as long as the columns, counted in characters', () => {
    expect(applied({ name: '😀'.repeat(255), settings: {} }).name).toHaveLength(510);
  });
});
