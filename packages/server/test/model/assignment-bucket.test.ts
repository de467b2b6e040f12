// Which assignments are in which bucket. Source: core reference §9.

import { expect, test } from 'vitest';
import { type AssignmentBucket, assignmentBuckets, isInBucket } from '../../src/model/assignment-bucket.ts';

const nowMs = 1_000_000_000_000;
const week = 604_800_000;
const untouched = { isHandedIn: false, isGraded: false, maySubmit: true, needsGradingCount: 0 };

const bucketsOf = (
  dueAtMs: number | null,
  progress: Partial<typeof untouched> = {},
  submissionTypes = 'online_url',
) =>
  assignmentBuckets.filter((bucket) =>
    isInBucket(bucket, { dueAtMs, submissionTypes }, { ...untouched, ...progress }, nowMs),
  );

test.each([
  [nowMs - 1, ['past', 'overdue', 'unsubmitted']],
  [nowMs, ['unsubmitted', 'upcoming', 'future']],
  [nowMs + week, ['unsubmitted', 'upcoming', 'future']],
  [nowMs + week + 1, ['unsubmitted', 'future']],
  [null, ['undated', 'unsubmitted', 'future']],
] as [number | null, AssignmentBucket[]][])('due at %s it is in %j', (dueAtMs, expected) => {
  expect(bucketsOf(dueAtMs)).toEqual(expected);
});

test('what was handed in is not unsubmitted, what is graded is not overdue', () => {
  expect(bucketsOf(nowMs - 1, { isHandedIn: true })).toEqual(['past', 'overdue']);
  expect(bucketsOf(nowMs - 1, { isHandedIn: true, isGraded: true })).toEqual(['past']);
  expect(bucketsOf(nowMs - 1, { isGraded: true })).toEqual(['past', 'unsubmitted']);
  expect(bucketsOf(nowMs - 1, { maySubmit: false })).toEqual(['past', 'unsubmitted']);
});

test('what waits for a grade is ungraded where something is handed in', () => {
  expect(bucketsOf(nowMs, { isHandedIn: true, needsGradingCount: 2 })).toContain('ungraded');
  expect(bucketsOf(nowMs - 1, { needsGradingCount: 2 }, 'on_paper')).toEqual(['past']);
  expect(bucketsOf(nowMs - 1, {}, 'none')).toEqual(['past']);
});
