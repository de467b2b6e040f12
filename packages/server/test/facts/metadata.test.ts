// The metadata of a live event, situation by situation. Source: live events reference §2.

import { describe, expect, test } from 'vitest';
import { type EventName, eventKinds } from '../../src/facts/event-names.ts';
import { metadataText } from '../../src/facts/message-text.ts';
import { metadataOf, type Setting } from '../../src/facts/metadata.ts';
import type { Caller } from '../../src/model/caller.ts';
import type { Cause, Job } from '../../src/model/cause.ts';
import type { RequestFacts } from '../../src/model/request-facts.ts';
import { callerNamed } from '../support/direct-call.ts';

const eventTimeMs = Date.UTC(2019, 10, 1, 19, 11, 5, 222);

const setting: Setting = {
  rootAccount: { id: 1, uuid: 'root-uuid', ltiGuid: 'root-guid' },
  announcer: {
    timeZone: 'America/Denver',
    pseudonym: { uniqueId: 'oxana@example.com', accountId: 1, sisUserId: '456-T45' },
  },
  course: { id: 565, accountId: 79, sisCourseId: '2017.100', role: 'TeacherEnrollment' },
  place: null,
};

const teacher = callerNamed(987);
const inRequest = (request: Partial<RequestFacts>, caller: Partial<Caller> = {}): Caller => ({
  ...teacher,
  ...caller,
  request: { ...teacher.request, ...request },
});
const inSession = inRequest({}, { accessTokenId: null, sessionId: 'ef686f8ed684abf78cbfa1f6a58112b5' });
const job: Job = { jobTag: 'OverdueAttempts#close', jobId: 12 };

const metadata = (cause: Cause, changed: Partial<Setting> = {}, name: EventName = 'quiz_submitted') =>
  JSON.parse(metadataText(metadataOf(cause, { ...setting, ...changed }, name, eventTimeMs), 2107)) as Record<
    string,
    unknown
  >;

const rootKeys = {
  root_account_uuid: 'root-uuid',
  root_account_id: '21070000000000001',
  root_account_lti_guid: 'root-guid',
};
const userKeys = {
  user_login: 'oxana@example.com',
  user_account_id: '21070000000000001',
  user_sis_id: '456-T45',
  user_id: '21070000000000987',
  time_zone: 'America/Denver',
};
const courseKeys = {
  context_type: 'Course',
  context_id: '21070000000000565',
  context_sis_source_id: '2017.100',
  context_account_id: '21070000000000079',
};
const requestKeys = {
  request_id: '00000000-0000-4000-8000-000000000000',
  hostname: 'quizwire.test',
  http_method: 'POST',
  user_agent: 'test/1',
  client_ip: '127.0.0.1',
  url: 'http://quizwire.test/',
  referrer: null,
};
const eventKeys = {
  producer: 'canvas',
  event_name: 'quiz_submitted',
  event_time: '2019-11-01T19:11:05.222Z',
};

test('of a request in a session has every key but that of a developer key', () => {
  expect(metadata(inSession)).toEqual({
    ...rootKeys,
    ...userKeys,
    ...courseKeys,
    context_role: 'TeacherEnrollment',
    ...requestKeys,
    session_id: 'ef686f8ed684abf78cbfa1f6a58112b5',
    ...eventKeys,
  });
});

test('of a request with an access token has the developer key and no session', () => {
  expect(metadata(teacher)).toEqual({
    ...rootKeys,
    ...userKeys,
    ...courseKeys,
    context_role: 'TeacherEnrollment',
    developer_key_id: '21070000000000001',
    ...requestKeys,
    ...eventKeys,
  });
});

test('of a job has what the job is, and nothing of a user or a request', () => {
  expect(metadata(job, { announcer: null })).toEqual({
    ...rootKeys,
    job_id: '21070000000000012',
    job_tag: 'OverdueAttempts#close',
    ...eventKeys,
  });
});

test('names who really acts beside whom they act as', () => {
  const masked = metadata(inRequest({}, { realUserId: 1 }));
  expect(masked).toMatchObject({ user_id: '21070000000000987', real_user_id: '21070000000000001' });
  expect(metadata(teacher)).not.toHaveProperty('real_user_id');
});

test('of somebody without a login has their id alone', () => {
  const said = metadata(teacher, { announcer: { timeZone: 'Etc/UTC', pseudonym: null } });
  expect(Object.keys(said).filter((key) => key.startsWith('user_') && key !== 'user_agent')).toEqual([
    'user_id',
  ]);
  expect(said.time_zone).toBe('Etc/UTC');
});

test('keeps what is null', () => {
  const said = metadata(inRequest({ referrer: null }), {
    announcer: { timeZone: 'Etc/UTC', pseudonym: { uniqueId: 'a', accountId: 1, sisUserId: null } },
    course: { id: 565, accountId: 79, sisCourseId: null, role: null },
  });
  expect(said).toMatchObject({ referrer: null, user_sis_id: null, context_sis_source_id: null });
  expect(said).not.toHaveProperty('context_role');
});

test('leaves out the user agent of a client that has none', () => {
  expect(metadata(inRequest({ userAgent: null }))).not.toHaveProperty('user_agent');
});

describe('the context', () => {
  const contextOf = (cause: Cause, changed: Partial<Setting>, name?: EventName) =>
    Object.fromEntries(
      Object.entries(metadata(cause, changed, name)).filter(([key]) => key.startsWith('context_')),
    );
  const named = { by: 'self' } as const;

  test('of a request in an account is the account', () => {
    const inAccount = inRequest({ context: { type: 'Account', named } });
    const place = { type: 'Account', id: 3, sisAccountId: 'SCI', isAdmin: true } as const;
    const said = {
      context_type: 'Account',
      context_id: '21070000000000003',
      context_sis_source_id: 'SCI',
      context_account_id: '21070000000000003',
    };
    expect(contextOf(inAccount, { place })).toEqual({ ...said, context_role: 'AccountAdmin' });
    expect(contextOf(inAccount, { place: { ...place, isAdmin: false } })).toEqual(said);
  });

  test('of a request about a person is the person, who has no account and no SIS id', () => {
    const aboutUser = inRequest({ context: { type: 'User', named } });
    expect(contextOf(aboutUser, { place: { type: 'User', id: 5 } })).toEqual({
      context_type: 'User',
      context_id: '21070000000000005',
      context_account_id: null,
    });
  });

  test('of a request in nothing is none', () => {
    expect(contextOf(inRequest({ context: null }), {})).toEqual({});
  });

  test('of a request in a course is none for what happened in no course', () => {
    expect(contextOf(teacher, { course: null })).toEqual({});
  });

  const names = Object.keys(eventKinds) as EventName[];
  const tellsCourse: EventName[] = [
    'grade_change',
    'course_grade_change',
    'grade_override',
    'submission_created',
    'submission_updated',
  ];
  test.each(names)('of %s from a request in nothing, in an account and from a job', (name) => {
    const inAccount = inRequest({ context: { type: 'Account', named } });
    const place = { type: 'Account', id: 3, sisAccountId: null, isAdmin: false } as const;
    const types = [
      contextOf(inRequest({ context: null }), {}, name),
      contextOf(inAccount, { place }, name),
      contextOf(job, { announcer: null }, name),
    ].map(({ context_type }) => context_type);
    expect(types).toEqual(
      tellsCourse.includes(name) ? ['Course', 'Course', 'Course'] : [undefined, 'Account', undefined],
    );
  });

  test('that a job tells has no role', () => {
    expect(contextOf(job, { announcer: null }, 'grade_change')).toEqual(courseKeys);
  });
});
