// A live event as Canvas tells it, and what Canvas's Caliper makes of it, for tests of the formats.

import { canvasCaliperMessage } from '../../src/format/canvas-caliper/canvas-caliper-message.ts';
import type { LiveEvent } from '../../src/model/live-event.ts';

export const sendTimeMs = Date.UTC(2019, 10, 16, 2, 9, 6, 543);

export const requestMetadata = {
  root_account_uuid: 'account-uuid',
  root_account_id: '21070000000000001',
  root_account_lti_guid: 'account-guid.oxana.instructure.com',
  user_login: 'oxana@example.com',
  user_account_id: '21070000000000001',
  user_sis_id: '456-T45',
  user_id: '21070000000000987',
  time_zone: 'America/Denver',
  context_type: 'Course',
  context_id: '21070000000000565',
  context_sis_source_id: null,
  context_account_id: '21070000000000079',
  context_role: 'TeacherEnrollment',
  request_id: '1dd9dc6f-2fb0-4c19-a6c5-7ee1bf3ed295',
  session_id: 'ef686f8ed684abf78cbfa1f6a58112b5',
  hostname: 'oxana.instructure.com',
  http_method: 'POST',
  user_agent: 'Browser/1.0',
  client_ip: '93.184.216.34',
  url: 'https://oxana.instructure.com/courses/565',
  referrer: 'https://oxana.instructure.com/courses/565/gradebook',
  producer: 'canvas',
  event_time: '2019-11-01T19:11:05.222Z',
};

export const jobMetadata = {
  root_account_uuid: 'account-uuid',
  root_account_id: '21070000000000001',
  root_account_lti_guid: 'account-guid.oxana.instructure.com',
  job_id: '21070000000000003',
  job_tag: 'Assignment#regrade',
  producer: 'canvas',
  event_time: '2019-11-01T19:11:05.222Z',
};

/** Of all that has a form: what a course is made of, who talks and joins there, and what is looked at. */
export const contentEvents: readonly string[] = [
  'asset_accessed',
  ...['attachment_created', 'attachment_deleted', 'attachment_updated'],
  ...['discussion_entry_created', 'discussion_topic_created'],
  ...['group_category_created', 'group_created', 'group_membership_created'],
  'syllabus_updated',
  ...['wiki_page_created', 'wiki_page_deleted', 'wiki_page_updated'],
];

export function toldEvent(
  eventName: string,
  body: object,
  metadata: object = requestMetadata,
  source: LiveEvent['source'] = 'quizwire',
): LiveEvent {
  return {
    id: 7,
    position: 7,
    uuid: '319f0132-0584-4efd-9489-4959b7101731',
    source,
    eventName,
    eventTimeMs: Date.UTC(2019, 10, 1, 19, 11, 5, 222),
    courseId: null,
    assignmentId: null,
    userId: null,
    metadata: JSON.stringify(metadata),
    body: JSON.stringify(body),
    details: null,
  };
}

/** The one event in the envelope. */
export function caliperEvent(
  eventName: string,
  body: object,
  metadata: object = requestMetadata,
): CaliperEvent {
  const message = canvasCaliperMessage(toldEvent(eventName, body, metadata), sendTimeMs);
  if (message === null) throw new Error(`${eventName} has no form`);
  const { data } = JSON.parse(message) as { data: [CaliperEvent] };
  return data[0];
}

export type CaliperEvent = Record<string, unknown>;
