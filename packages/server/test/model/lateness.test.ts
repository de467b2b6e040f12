// Late and missing, to the second. Source: core reference §20.

import { describe, expect, test } from 'vitest';
import { expectsSubmission, isLate, isMissing, secondsLate } from '../../src/model/lateness.ts';
import type { LatePolicyStatus } from '../../src/model/submission.ts';

const dueAtMs = 1_000_000;
const empty = {
  excused: 0,
  submittedAtMs: null,
  submissionType: null,
  graderId: null,
  latePolicyStatus: null,
  secondsLateOverride: null,
} as const;
const text = { submissionTypes: 'online_text_entry' };

test.each([
  ['on the second', 'online_text_entry', 0, 0],
  ['a moment later', 'online_text_entry', 999, 0],
  ['a second later', 'online_text_entry', 1000, 1],
  ['just before', 'online_text_entry', -1, 0],
  ['a quiz within its minute', 'online_quiz', 60_999, 0],
  ['a quiz past its minute', 'online_quiz', 61_000, 1],
])('%s', (_what, submissionType, afterMs, seconds) => {
  const submission = { ...empty, submissionType, submittedAtMs: dueAtMs + afterMs };
  expect(secondsLate(submission, dueAtMs, 0)).toBe(seconds);
  expect(isLate(submission, dueAtMs, 0)).toBe(seconds > 0);
  expect(isMissing(submission, text, dueAtMs, Number.MAX_SAFE_INTEGER)).toBe(false);
});

describe('what was not handed in', () => {
  test.each([
    ['before it is due', {}, text, 0, false],
    ['once it was due', {}, text, 1000, true],
    ['once it was due, on paper', {}, { submissionTypes: 'on_paper' }, 1000, false],
    ['graded', { graderId: 5 }, text, 1000, false],
    ['graded by the server', { graderId: -5 }, text, 1000, false],
    ['excused', { excused: 1 }, text, 1000, false],
  ] as const)('%s', (_what, more, assignment, afterMs, missing) => {
    const submission = { ...empty, ...more };
    expect(isMissing(submission, assignment, dueAtMs, dueAtMs + afterMs)).toBe(missing);
    expect(isLate(submission, dueAtMs, dueAtMs + afterMs)).toBe(false);
  });

  test('is never late or missing without a date', () => {
    expect(secondsLate(empty, null, Number.MAX_SAFE_INTEGER)).toBe(0);
    expect(isMissing(empty, text, null, Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});

test.each<[LatePolicyStatus, boolean, boolean]>([
  ['late', true, false],
  ['missing', false, true],
  ['extended', false, false],
  ['none', false, false],
])('the status %s counts before the dates', (latePolicyStatus, late, missing) => {
  const submission = { ...empty, latePolicyStatus, graderId: 5, secondsLateOverride: 30 };
  const assignment = { submissionTypes: 'on_paper' };
  for (const submittedAtMs of [null, dueAtMs + 5000]) {
    expect(isLate({ ...submission, submittedAtMs }, dueAtMs, dueAtMs)).toBe(late);
    expect(isMissing({ ...submission, submittedAtMs }, assignment, dueAtMs, dueAtMs)).toBe(missing);
  }
  expect(secondsLate(submission, null, dueAtMs)).toBe(late ? 30 : 0);
  expect(isLate({ ...submission, excused: 1 }, null, dueAtMs)).toBe(false);
  expect(isMissing({ ...submission, excused: 1 }, assignment, null, dueAtMs)).toBe(false);
});

test('what is handed in elsewhere is not expected here', () => {
  const types = ['', 'none', 'not_graded', 'on_paper', 'external_tool', 'wiki_page'];
  for (const submissionTypes of types) expect(expectsSubmission({ submissionTypes })).toBe(false);
  for (const submissionTypes of ['online_quiz', 'online_upload', 'online_url,on_paper', 'discussion_topic']) {
    expect(expectsSubmission({ submissionTypes })).toBe(true);
  }
});
