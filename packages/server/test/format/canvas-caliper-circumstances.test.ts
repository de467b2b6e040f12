// Who, where and by which request, which is the same for every event of Canvas's Caliper.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canvasCaliperMessage } from '../../src/format/canvas-caliper/canvas-caliper-message.ts';
import { caliperEvent, jobMetadata, requestMetadata, sendTimeMs, toldEvent } from '../support/canvas-told.ts';

const canvas = 'com.instructure.canvas';
const urn = 'urn:instructure:canvas';
const handedIn = { submission_id: '77', quiz_id: '3' };
const submission = { submission_id: '41', assignment_id: '5', user_id: '48' };
const system = { id: 'http://oxana.instructure.com/', type: 'SoftwareApplication' };
const vendor = { id: 'http://www.canvaslms.com/', type: 'SoftwareApplication' };

/** Metadata of a request without these keys. */
function without(...keys: (keyof typeof requestMetadata)[]): object {
  return Object.fromEntries(
    Object.entries(requestMetadata).filter(([key]) => !keys.some((gone) => gone === key)),
  );
}

test('the envelope says who sends, when and in which version, and holds one event', () => {
  const message = canvasCaliperMessage(toldEvent('quiz_submitted', handedIn), sendTimeMs);
  const { data, ...envelope } = JSON.parse(message ?? '');
  expect(envelope).toEqual({
    sensor: 'http://oxana.instructure.com/',
    sendTime: '2019-11-16T02:09:06.543Z',
    dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p1',
  });
  expect(data).toHaveLength(1);
  expect(data[0]['@context']).toBe('http://purl.imsglobal.org/ctx/caliper/v1p1');
  expect(data[0].id).toBe('urn:uuid:319f0132-0584-4efd-9489-4959b7101731');
});

test('the actor is the user of the request, with login, SIS id and root account', () => {
  expect(JSON.stringify(caliperEvent('quiz_submitted', handedIn).actor)).toBe(
    JSON.stringify({
      id: `${urn}:user:21070000000000987`,
      type: 'Person',
      extensions: {
        [canvas]: {
          user_login: 'oxana@example.com',
          user_sis_id: '456-T45',
          root_account_id: '21070000000000001',
          root_account_lti_guid: 'account-guid.oxana.instructure.com',
          root_account_uuid: 'account-uuid',
          entity_id: '21070000000000987',
        },
      },
    }),
  );
});

test('a user who acts as another is told', () => {
  const { actor } = caliperEvent('quiz_submitted', handedIn, { ...requestMetadata, real_user_id: '6' });
  expect(actor).toHaveProperty(['extensions', canvas, 'real_user_id'], '6');
});

test('a login and an SIS id that are null are left out', () => {
  const { actor } = caliperEvent('quiz_submitted', handedIn, {
    ...requestMetadata,
    user_login: null,
    user_sis_id: null,
  });
  expect(Object.keys((actor as { extensions: Record<string, object> }).extensions[canvas] ?? {})).toEqual([
    ...['root_account_id', 'root_account_lti_guid', 'root_account_uuid', 'entity_id'],
  ]);
});

test('work that a tool hands in without a user is its student’s, whose login is not told', () => {
  const metadata = without('user_id', 'user_login', 'user_sis_id', 'context_role');
  const { actor, membership } = caliperEvent('submission_created', submission, metadata);
  expect(actor).toEqual({
    id: `${urn}:user:48`,
    type: 'Person',
    extensions: {
      [canvas]: {
        root_account_id: '21070000000000001',
        root_account_lti_guid: 'account-guid.oxana.instructure.com',
        root_account_uuid: 'account-uuid',
        entity_id: '48',
      },
    },
  });
  expect(membership).toHaveProperty('id', `${urn}:course:21070000000000565:user:48`);
});

test('a change without a user is the application’s', () => {
  const event = caliperEvent('submission_updated', submission, without('user_id'));
  expect(event.actor).toEqual(system);
  expect(event).toHaveProperty('group');
  expect(event).not.toHaveProperty('membership');
});

test('who hands in a quiz without being known is the user 0, a member of nothing', () => {
  const event = caliperEvent('quiz_submitted', handedIn, without('user_id', 'user_login', 'context_role'));
  expect(event.actor).toEqual({ id: `${urn}:user:0`, type: 'Person' });
  expect(event.object).toHaveProperty('assignee', { id: `${urn}:user:0`, type: 'Person' });
  expect(event).not.toHaveProperty('membership');
  expect(caliperEvent('logged_out', {}, without('user_id')).actor).toEqual(event.actor);
});

test('the group is the course', () => {
  expect(JSON.stringify(caliperEvent('quiz_submitted', handedIn).group)).toBe(
    JSON.stringify({
      id: `${urn}:course:21070000000000565`,
      type: 'CourseOffering',
      extensions: { [canvas]: { context_type: 'Course', entity_id: '21070000000000565' } },
    }),
  );
});

test.each([
  ['Account', requestMetadata.context_id],
  ['User', requestMetadata.context_id],
  ['Course', null],
  [undefined, undefined],
])('in the context %j with the id %j there is neither group nor membership', (context_type, context_id) => {
  const event = caliperEvent(
    'assignment_created',
    { assignment_id: '5' },
    {
      ...requestMetadata,
      context_type,
      context_id,
    },
  );
  expect(event).not.toHaveProperty('group');
  expect(event).not.toHaveProperty('membership');
});

test.each([
  ['course_created', { course_id: '565' }],
  ['course_updated', { course_id: '565' }],
  ['logged_in', {}],
  ['logged_out', {}],
  ['user_account_association_created', { account_id: '1' }],
])('%s happens in no course, whatever the request did', (eventName, body) => {
  const event = caliperEvent(eventName, body);
  expect(event).not.toHaveProperty('group');
  expect(event).not.toHaveProperty('membership');
});

test.each([
  ['TeacherEnrollment', 'Instructor'],
  ['StudentEnrollment', 'Learner'],
])('the role %s is told as %s', (context_role, role) => {
  const { membership } = caliperEvent('quiz_submitted', handedIn, { ...requestMetadata, context_role });
  expect(JSON.stringify(membership)).toBe(
    JSON.stringify({
      id: `${urn}:course:21070000000000565:${role}:21070000000000987`,
      type: 'Membership',
      member: { id: `${urn}:user:21070000000000987`, type: 'Person' },
      organization: { id: `${urn}:course:21070000000000565`, type: 'CourseOffering' },
      roles: [role],
    }),
  );
});

test.each(['TaEnrollment', 'DesignerEnrollment', 'ObserverEnrollment', 'AccountAdmin', 'My Role', null])(
  'the role %j has no Caliper name that is known',
  (context_role) => {
    const { membership } = caliperEvent('quiz_submitted', handedIn, { ...requestMetadata, context_role });
    expect(membership).toEqual({
      id: `${urn}:course:21070000000000565:user:21070000000000987`,
      type: 'Membership',
      member: { id: `${urn}:user:21070000000000987`, type: 'Person' },
      organization: { id: `${urn}:course:21070000000000565`, type: 'CourseOffering' },
    });
  },
);

test('an enrollment is of a section, in which the one who enrolls is a member', () => {
  const body = { enrollment_id: '9', course_id: '565', course_section_id: '11', user_id: '48' };
  const { group, membership } = caliperEvent('enrollment_updated', body, {
    ...requestMetadata,
    context_id: '565',
  });
  expect(group).toEqual({
    id: `${urn}:course:565:section:11`,
    type: 'CourseSection',
    extensions: { [canvas]: { context_type: 'Course', entity_id: '565' } },
  });
  expect(JSON.stringify(membership)).toBe(
    JSON.stringify({
      id: `${urn}:course:565:section:11:Instructor:21070000000000987`,
      type: 'Membership',
      member: { id: `${urn}:user:21070000000000987`, type: 'Person' },
      organization: {
        id: `${urn}:course:565:section:11`,
        type: 'CourseSection',
        subOrganizationOf: { id: `${urn}:course:565`, type: 'CourseOffering' },
      },
      roles: ['Instructor'],
    }),
  );
  const inAccount = { ...requestMetadata, context_type: 'Account' };
  expect(caliperEvent('enrollment_created', body, inAccount)).not.toHaveProperty('group');
});

test('the request is told: session, referrer and extensions', () => {
  const event = caliperEvent('quiz_submitted', handedIn);
  expect(event.session).toEqual({
    id: `${urn}:session:ef686f8ed684abf78cbfa1f6a58112b5`,
    type: 'Session',
  });
  expect(event.referrer).toBe('https://oxana.instructure.com/courses/565/gradebook');
  expect(event.edApp).toEqual(system);
  expect(JSON.stringify(event.extensions)).toBe(
    JSON.stringify({
      [canvas]: {
        hostname: 'oxana.instructure.com',
        request_id: '1dd9dc6f-2fb0-4c19-a6c5-7ee1bf3ed295',
        user_agent: 'Browser/1.0',
        client_ip: '93.184.216.34',
        request_url: 'https://oxana.instructure.com/courses/565',
        version: '1.0.0',
      },
    }),
  );
});

test('a request without session, user agent and referrer has no such keys', () => {
  const metadata = { ...without('session_id', 'user_agent'), referrer: null };
  const event = caliperEvent('quiz_submitted', handedIn, metadata);
  expect(event).not.toHaveProperty('session');
  expect(event).not.toHaveProperty('referrer');
  expect(event.extensions).not.toHaveProperty([canvas, 'user_agent']);
});

test('a job has no host, so that the vendor’s name is used, and tells its id and tag', () => {
  const event = caliperEvent('assignment_updated', { assignment_id: '5' }, jobMetadata);
  expect(Object.keys(event)).toEqual([
    ...['@context', 'id', 'type', 'actor', 'action', 'object', 'eventTime', 'edApp', 'extensions'],
  ]);
  expect(event.actor).toEqual(vendor);
  expect(event.edApp).toEqual(vendor);
  expect(event.extensions).toEqual({
    [canvas]: { job_id: '21070000000000003', job_tag: 'Assignment#regrade', version: '1.0.0' },
  });
});

test.each([
  ['2019-11-01T19:11:05.222Z', '2019-11-01T19:11:05.222Z'],
  ['2019-11-01T19:11:05Z', '2019-11-01T19:11:05.000Z'],
  ['2019-11-01T12:11:05-07:00', '2019-11-01T19:11:05.000Z'],
  ['2019-11-01 11:11:05 -0800', '2019-11-01T19:11:05.000Z'],
  ['2019-11-01T19:11:05.222333Z', '2019-11-01T19:11:05.222Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2016-12-31t23:59:59Z', '2016-12-31T23:59:59.000Z'],
  ['2019-13-01T19:11:05Z', '2019-11-01T19:11:05.222Z'],
  [undefined, '2019-11-01T19:11:05.222Z'],
])('the event time %j is told as %s', (event_time, told) => {
  expect(caliperEvent('quiz_submitted', handedIn, { ...requestMetadata, event_time }).eventTime).toBe(told);
});

test('any text comes through, and any value where a text is expected leaves JSON that can be read', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, fc.jsonValue(), (agent, title, value) => {
      const metadata = {
        ...requestMetadata,
        user_agent: agent,
        ...{ hostname: value, session_id: value, context_role: value, event_time: value, referrer: value },
      };
      const event = caliperEvent(
        'assignment_created',
        { assignment_id: '5', title, due_at: value },
        metadata,
      );
      expect(event.object).toHaveProperty('name', title);
      expect(event.extensions).toHaveProperty([canvas, 'user_agent'], agent);
    }),
  );
});
