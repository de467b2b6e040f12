// Whatever a Canvas sends and we take, every format has a form for or has none: never JSON that cannot be read, since the
// messages of a page are put together as text.

import { validate } from '@quizwire/caliper';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventKinds } from '../../src/facts/event-names.ts';
import { forms } from '../../src/format/canvas-caliper/forms.ts';
import { renderMessage } from '../../src/format/render-message.ts';
import { canvasEventsOf } from '../../src/http/canvas-wire/canvas-events.ts';
import { messageFormats } from '../../src/model/live-event.ts';

const isCanvas = (name: string) => !name.startsWith('quizwire.');
const announced = Object.keys(eventKinds).filter(isCanvas);
const names = [...new Set([...announced, ...[...forms.keys()].filter(isCanvas)])];

const metadataKeys = [
  ...['context_account_id', 'http_method', 'developer_key_id'],
  ...['context_type', 'context_id', 'context_role', 'user_id', 'user_login', 'user_sis_id', 'real_user_id'],
  ...[
    'hostname',
    'referrer',
    'session_id',
    'request_id',
    'url',
    'client_ip',
    'user_agent',
    'job_id',
    'job_tag',
  ],
  ...['root_account_id', 'root_account_uuid', 'root_account_lti_guid'],
];

const bodyKeys = [
  ...['submission_id', 'assignment_id', 'user_id', 'student_id', 'grader_id', 'quiz_id', 'course_id'],
  ...[
    'enrollment_id',
    'course_section_id',
    'account_id',
    'student_sis_id',
    'score',
    'grade',
    'points_possible',
  ],
  ...['title', 'name', 'description', 'body', 'url', 'redirect_url', 'type', 'attempt', 'workflow_state'],
  ...['due_at', 'unlock_at', 'lock_at', 'created_at', 'updated_at', 'submitted_at', 'submission_type'],
  ...['old_score', 'time_limit', 'access_code'],
  ...['asset_id', 'asset_type', 'asset_subtype', 'asset_name', 'filename', 'domain', 'display_name'],
  ...[
    'attachment_id',
    'context_id',
    'context_type',
    'folder_id',
    'content_type',
    'wiki_page_id',
    'syllabus_body',
  ],
  ...['discussion_topic_id', 'discussion_entry_id', 'text', 'is_announcement', 'group_category_id'],
  ...['group_category_name', 'group_id', 'group_name', 'group_membership_id'],
];

const values = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('21070000000000012', 'Course', 'TeacherEnrollment', '2019-11-01T00:08:55Z', '9'.repeat(30)),
  fc.constantFrom('a"b\\c', 'x y', '\u2028', '\ud800', 5, -1, 1.5, '', ':', 'http://[', '2019-06-31'),
);

test('every message is JSON, and every standard one Caliper', () => {
  const events = fc.record({
    name: fc.constantFrom(...names),
    metadata: fc.dictionary(fc.constantFrom(...metadataKeys), values),
    body: fc.dictionary(fc.constantFrom(...bodyKeys), values),
  });
  fc.assert(
    fc.property(events, ({ name, metadata, body }) => {
      const told = { ...metadata, event_name: name, event_time: '2019-11-01T00:08:55.123Z' };
      for (const event of canvasEventsOf(JSON.stringify({ metadata: told, body }), 2107)) {
        const row = { ...event, id: 1, position: 1, uuid, source: 'canvas' as const, details: null };
        for (const format of messageFormats) {
          const message = renderMessage(row, format, 0, 'https://quizwire.test');
          if (message === null) continue;
          const json: unknown = JSON.parse(message);
          if (format === 'canvas') expect(json).toEqual(JSON.parse(JSON.stringify({ metadata: told, body })));
          if (format === 'caliper') expect(faultsOf(json)).toEqual([]);
        }
      }
    }),
    { numRuns: 3_000 },
  );
});

const uuid = '27734504-068d-4596-861c-2315be33a2a2';

function faultsOf(json: unknown): unknown[] {
  return validate(json).faults.filter(({ severity }) => severity === 'error');
}
