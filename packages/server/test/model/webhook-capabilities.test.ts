// What capabilities let a tool subscribe to. Source: live events reference §6.2.

import { describe, expect, test } from 'vitest';
import { isWebhookCapability, mayToolSubscribe } from '../../src/model/webhook-capabilities.ts';

const root = 'vnd.instructure.webhooks.root_account';
const assignment = 'vnd.instructure.webhooks.assignment';

describe('a capability of webhooks', () => {
  test.each([
    `${root}.all`,
    `${root}.quiz_submitted`,
    `${root}.grade_change`,
    `${root}.quizwire.attempt_started`,
    `${assignment}.quiz_submitted`,
    `${assignment}.attachment_created`,
    `${assignment}.submission_created`,
    `${assignment}.submission_updated`,
    `${assignment}.plagiarism_resubmit`,
  ])('%s is one', (text) => {
    expect(isWebhookCapability(text)).toBe(true);
  });

  test.each([
    '',
    'all',
    root,
    `${root}.`,
    `${root}.*`,
    `${root}.Grade_change`,
    `${root}.grade change`,
    `${root}.grade_change\n`,
    ` ${root}.all`,
    `${assignment}.all`,
    `${assignment}.grade_change`,
    `${assignment}.`,
    'vnd.instructure.webhooks.course.quiz_submitted',
    'Canvas.placements.similarityDetection',
  ])('%j is none', (text) => {
    expect(isWebhookCapability(text)).toBe(false);
  });
});

describe('a tool may subscribe', () => {
  test.each([
    [[`${root}.all`], 'root_account', ['grade_change', 'quizwire.attempt_started']],
    [[`${root}.all`], 'assignment', ['*']],
    [[`${root}.all`], 'course', ['*']],
    [[`${root}.grade_change`], 'root_account', ['grade_change']],
    [[`${root}.grade_change`], 'course', ['grade_change']],
    [[`${root}.grade_change`], 'assignment', ['grade_change']],
    [
      [`${root}.grade_change`, `${assignment}.quiz_submitted`],
      'assignment',
      ['quiz_submitted', 'grade_change'],
    ],
    [[`${assignment}.quiz_submitted`], 'assignment', ['quiz_submitted']],
  ] as const)('with %j in the context %s to %j', (capabilities, contextType, names) => {
    expect(mayToolSubscribe(capabilities, contextType, names)).toBe(true);
  });

  test.each([
    [[], 'assignment', ['quiz_submitted']],
    [[`${root}.grade_change`], 'root_account', ['quiz_submitted']],
    [[`${root}.grade_change`], 'root_account', ['grade_change', 'quiz_submitted']],
    [[`${root}.grade_change`], 'root_account', ['*']],
    [[`${assignment}.quiz_submitted`], 'root_account', ['quiz_submitted']],
    [[`${assignment}.quiz_submitted`], 'course', ['quiz_submitted']],
    [[`${assignment}.quiz_submitted`], 'assignment', ['submission_created']],
    [[`${assignment}.quiz_submitted`], 'assignment', ['*']],
    [[`${assignment}.all`], 'assignment', ['quiz_submitted']],
  ] as const)('but not with %j in the context %s to %j', (capabilities, contextType, names) => {
    expect(mayToolSubscribe(capabilities, contextType, names)).toBe(false);
  });
});
