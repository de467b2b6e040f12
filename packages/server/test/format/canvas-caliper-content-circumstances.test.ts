// Who made content and where, in Canvas's Caliper: Canvas's examples have requests in no context, whose files and groups are
// told in the course that the body names.

import { expect, test } from 'vitest';
import { caliperEvent, jobMetadata, requestMetadata } from '../support/canvas-told.ts';

const canvas = 'com.instructure.canvas';
const urn = 'urn:instructure:canvas';
const actorUrn = `${urn}:user:21070000000000987`;

const nowhere = { ...requestMetadata, context_type: null, context_id: null, context_role: null };
const byNobody = { ...nowhere, user_id: null, user_login: null, user_sis_id: null };

/** Events whose record names its own context. */
const ofRecord: [eventName: string, ids: object][] = [
  ['attachment_created', { attachment_id: '1' }],
  ['attachment_updated', { attachment_id: '1' }],
  ['attachment_deleted', { attachment_id: '1' }],
  ['discussion_topic_created', { discussion_topic_id: '1' }],
  ['group_category_created', { group_category_id: '1' }],
  ['group_created', { group_id: '1' }],
];

/** Events that happened where their request was. */
const ofRequest: [eventName: string, ids: object][] = [
  ['asset_accessed', { asset_id: '1', asset_type: 'course' }],
  ['discussion_entry_created', { discussion_entry_id: '1', discussion_topic_id: '2' }],
  ['group_membership_created', { group_membership_id: '1', group_id: '2', user_id: '3' }],
  ['wiki_page_created', { wiki_page_id: '1' }],
  ['wiki_page_updated', { wiki_page_id: '1' }],
  ['wiki_page_deleted', { wiki_page_id: '1' }],
];

function courseText(courseId: string): object {
  return {
    id: `${urn}:course:${courseId}`,
    type: 'CourseOffering',
    extensions: { [canvas]: { context_type: 'Course', entity_id: courseId } },
  };
}

test.each(ofRecord)('%s is in the course of its record, wherever the request was', (eventName, ids) => {
  const body = { ...ids, context_type: 'Course', context_id: '77' };
  const event = caliperEvent(eventName, body, nowhere);
  expect(event.group).toEqual(courseText('77'));
  expect(event.membership).toEqual({
    id: `${urn}:course:77:user:21070000000000987`,
    type: 'Membership',
    member: { id: actorUrn, type: 'Person' },
    organization: { id: `${urn}:course:77`, type: 'CourseOffering' },
  });
  const inCourse = caliperEvent(eventName, body);
  expect(inCourse.group).toEqual(courseText('77'));
  expect(inCourse.membership).toHaveProperty('id', `${urn}:course:77:Instructor:21070000000000987`);
});

test.each(ofRecord)('%s of a record elsewhere than in a course has no group', (eventName, ids) => {
  for (const context_type of ['User', 'Group', 'Account']) {
    const event = caliperEvent(eventName, { ...ids, context_type, context_id: '77' });
    expect(event).not.toHaveProperty('group');
    expect(event).not.toHaveProperty('membership');
  }
});

test.each([...ofRecord, ...ofRequest])(
  '%s of a body without a context is where its request was',
  (eventName, ids) => {
    const event = caliperEvent(eventName, ids);
    expect(event.group).toEqual(courseText('21070000000000565'));
    expect(event.membership).toHaveProperty('roles', ['Instructor']);
    expect(caliperEvent(eventName, ids, nowhere)).not.toHaveProperty('group');
  },
);

test('the syllabus has a member of its course and no group', () => {
  const event = caliperEvent('syllabus_updated', { course_id: '565' }, nowhere);
  expect(event).not.toHaveProperty('group');
  expect(JSON.stringify(event.membership)).toBe(
    JSON.stringify({
      id: `${urn}:course:565:user:21070000000000987`,
      type: 'Membership',
      member: { id: actorUrn, type: 'Person' },
      organization: { id: `${urn}:course:565`, type: 'CourseOffering' },
    }),
  );
  const inCourse = caliperEvent('syllabus_updated', { course_id: '565' });
  expect(inCourse).not.toHaveProperty('group');
  expect(inCourse.membership).toHaveProperty('id', `${urn}:course:565:Instructor:21070000000000987`);
  expect(caliperEvent('syllabus_updated', { course_id: '565' }, jobMetadata)).not.toHaveProperty(
    'membership',
  );
});

test.each([
  ['attachment_created', { attachment_id: '1' }],
  ['attachment_updated', { attachment_id: '1' }],
  ['attachment_deleted', { attachment_id: '1' }],
  ['discussion_entry_created', { discussion_entry_id: '1', discussion_topic_id: '2' }],
])('%s is done by the request’s user, or else by whom the body names', (eventName, ids) => {
  const body = { ...ids, user_id: '48' };
  expect(caliperEvent(eventName, body).actor).toHaveProperty('id', actorUrn);
  expect(caliperEvent(eventName, body, byNobody).actor).toEqual({
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
  expect(caliperEvent(eventName, ids, byNobody).actor).toHaveProperty('type', 'SoftwareApplication');
});

test('who is put into a group does not do it', () => {
  const body = { group_membership_id: '1', group_id: '2', user_id: '3' };
  expect(caliperEvent('group_membership_created', body).actor).toHaveProperty('id', actorUrn);
  expect(caliperEvent('group_membership_created', body, byNobody).actor).toEqual({
    id: 'http://oxana.instructure.com/',
    type: 'SoftwareApplication',
  });
});
