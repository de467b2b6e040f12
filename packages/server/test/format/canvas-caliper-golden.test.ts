// Canvas's documented Caliper message of quiz_submitted, from the Canvas message that says the same. Source of the fixture:
// Canvas's documentation, Data Services, Live Events, Event Format, Caliper IMS 1.1, Assessment.

import { expect, test } from 'vitest';
import { canvasCaliperMessage } from '../../src/format/canvas-caliper/canvas-caliper-message.ts';
import type { LiveEvent } from '../../src/model/live-event.ts';
import documented from '../fixtures/canvas-caliper/quiz-submitted.json' with { type: 'json' };

const quizSubmitted: LiveEvent = {
  id: 1,
  position: 1,
  uuid: '06e01cb6-fdde-4327-b3f0-4c47a95d0f52',
  source: 'quizwire',
  eventName: 'quiz_submitted',
  eventTimeMs: Date.UTC(2019, 10, 1, 19, 11, 33, 388),
  courseId: 100123,
  assignmentId: null,
  userId: 987123,
  metadata: JSON.stringify({
    root_account_uuid: '01314161-1afc-0f2f-ffbf-1f31f5f0f972',
    root_account_id: '21070000000000123',
    root_account_lti_guid: 'f63324b4e2a0841cbbe2b48abbccedb453becf36.oxana.instructure.com',
    user_login: 'oxana',
    user_account_id: '21070000000000123',
    user_sis_id: '1243245',
    user_id: '21070000000987123',
    time_zone: 'America/Denver',
    context_type: 'Course',
    context_id: '21070000000100123',
    context_sis_source_id: null,
    context_account_id: '21070000000000123',
    context_role: 'StudentEnrollment',
    request_id: '11394325-4220-4a39-8237-f198d193d393',
    session_id: 'dc29809b38908fe0890a8098b8982211',
    hostname: 'oxana.instructure.com',
    http_method: 'POST',
    user_agent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_3) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/73.0.3683.103 Safari/537.36',
    client_ip: '93.184.216.34',
    url: 'https://oxana.instructure.com/courses/100123/quizzes/2223333/submissions?user_id=987123',
    referrer: 'https://oxana.instructure.com/courses/100123/quizzes/2223333/take/questions/47464543',
    producer: 'canvas',
    event_name: 'quiz_submitted',
    event_time: '2019-11-01T19:11:33.388Z',
  }),
  body: JSON.stringify({ submission_id: '11210000013995723', quiz_id: '11210000002223333' }),
  details: null,
};

test('quiz_submitted is the documented message: every key in its place, every value of its type', () => {
  const message = canvasCaliperMessage(quizSubmitted, Date.UTC(2019, 10, 21, 21, 45, 17, 503));
  expect(message).toBe(JSON.stringify(documented));
});
