// Live events as lines for people, in every format, and of messages that would trick a terminal.
import { expect, test } from 'vitest';
import { eventLine, jsonLine, type Paint } from '../../src/cli/event-line.ts';

const plain: Paint = (_, text) => text;
const event_time = '2026-09-01T09:00:00.123Z';

/** What comes behind the time and the name. */
function told(name: string, body: object, metadata: object = {}): string {
  const line = eventLine(name, JSON.stringify({ metadata: { event_time, ...metadata }, body }), plain);
  return line.slice('2026-09-01 00:00:00'.length + 2 + 28 + 2);
}

test.each<[string, object, string]>([
  ['grade_change', { old_score: 4, score: 5, points_possible: 10 }, '4 → 5 of 10'],
  ['grade_change', { score: 5.5 }, '– → 5.5'],
  [
    'grade_change',
    { old_score: 0, old_grade: 'F', points_possible: 1, muted: true },
    '0 → – of 1 (not posted)',
  ],
  ['grade_change', { old_grade: 'B', grade: 'A' }, 'B → A'],
  [
    'grade_change',
    { assignment_id: '10000000000007', student_id: '10000000000005', user_id: '10000000000005' },
    'assignment 7 student 5  – → –',
  ],
  [
    'course_grade_change',
    {
      course_id: '3',
      user_id: '5',
      current_score: 85,
      old_current_score: 80,
      final_score: 40,
      old_final_score: 40,
      unposted_final_score: 41,
    },
    'course 3 student 5  current 80 → 85, unposted final – → 41',
  ],
  ['grade_override', { course_id: '3', user_id: '5', override_score: 90 }, 'course 3 student 5  – → 90'],
  ['grade_override', { old_override_score: 90 }, '90 → –'],
  [
    'submission_updated',
    { user_id: '5', attempt: 2, workflow_state: 'graded' },
    'student 5  attempt 2 graded',
  ],
  ['submission_comment_created', { user_id: '5' }, 'user 5'],
  ['quiz_submitted', { submission_id: '9', quiz_id: '21070000000000004' }, 'quiz 4'],
  [
    'assignment_created',
    {
      context_type: 'Course',
      context_id: '3',
      assignment_id: '7',
      title: 'Essay',
      workflow_state: 'published',
    },
    'course 3 assignment 7  “Essay” published',
  ],
  [
    'enrollment_created',
    { course_id: '3', user_id: '5', user_name: 'Ada', type: 'StudentEnrollment', workflow_state: 'active' },
    'course 3 user 5  “Ada” StudentEnrollment active',
  ],
  ['logged_out', {}, ''],
  [
    'quizwire.target_failing',
    { target: 'https://a.example', failures_in_a_row: 50, last_failure_reason: 'it is late' },
    'https://a.example, failures in a row: 50, the last: it is late',
  ],
  [
    'quizwire.target_disabled',
    {
      target: 'https://a.example',
      failures_in_a_row: 1,
      last_failure_reason: 'the answer was 410',
      disabled_reason: 'gone',
    },
    'https://a.example, failures in a row: 1, the last: the answer was 410 (disabled: gone)',
  ],
  ['quizwire.test', { message: 'A test' }, 'A test'],
])('%s %o is told as %s', (name, body, expected) => {
  expect(told(name, body)).toBe(expected === '' ? '–' : `–  ${expected}`);
});

test.each<[object, string]>([
  [{ user_id: '10000000000005', user_login: 'ada@example.edu' }, 'ada@example.edu'],
  [{ user_id: '10000000000005' }, 'user 5'],
  [{ user_id: '10000000000005', user_login: 'ada', real_user_id: '10000000000001' }, 'user 1 as ada'],
  [{ job_tag: 'OverdueAttempts#close', job_id: '10000000000009' }, 'OverdueAttempts#close'],
  [{ context_type: 'Account', context_id: '1', user_id: '5' }, 'user 5'],
  [{ context_type: 'Course', context_id: '3', user_id: '5' }, 'user 5  course 3'],
])('who caused it is told from %o', (metadata, expected) => {
  expect(told('logged_in', {}, metadata)).toBe(expected);
});

test('an envelope of Caliper is told by its first item', () => {
  const item = {
    type: 'GradeEvent',
    action: 'Graded',
    eventTime: event_time,
    actor: { id: 'https://q.test/users/5', type: 'Person', name: 'Tea Cher' },
    object: { id: 'https://q.test/attempts/1', type: 'Attempt' },
    generated: { type: 'Score', scoreGiven: 5, maxScore: 10 },
  };
  const line = eventLine('grade_change', JSON.stringify({ sensor: 's', data: [item] }), plain);
  expect(line).toMatch(
    /^2026-\S+ \S+ {2}grade_change {18}Tea Cher {2}GradeEvent Graded Attempt {2}https:\/\/q\.test\/attempts\/1 {2}5 of 10$/,
  );
});

test.each([
  ['https://q.test/lms/api/v1/users/3', 'users/3'],
  ['https://q.test/users/3', 'https://q.test/users/3'],
  ['https://q.test/api/v1/', 'https://q.test/api/v1/'],
  ['urn:instructure:canvas:user:21070000000000003', 'user:3'],
  ['urn:uuid:1', 'urn:uuid:1'],
])('without a name it is told by an id: %s as %s', (id, short) => {
  for (const actor of [id, { id }]) {
    const line = eventLine('grade_change', JSON.stringify({ data: [{ type: 'Event', actor }] }), plain);
    expect(line.endsWith(`  ${short}  Event`)).toBe(true);
  }
});

test('what has nothing more to tell ends without colours of nothing', () => {
  const message = '{"metadata":{},"body":{"quiz_id":"1"}}';
  expect(eventLine('quiz_submitted', message, (_, text) => `<${text}>`)).toMatch(/ {2}quiz 1$/);
});

test('as JSON a message stays what it is, without what a terminal obeys', () => {
  const value = { 'a\u009b2J': ['b\u2028\u202e\u2066\u007f', 'é–𝄞 \u001b'] };
  const line = jsonLine(`\t${JSON.stringify(value)}`);
  expect(JSON.parse(line)).toEqual(value);
  expect(line).not.toMatch(/[\u007f-\u009f\u2028\u202e\u2066]/);
  expect(jsonLine('{ "a" :\t"é–𝄞" }')).toBe('{ "a" :\t"é–𝄞" }');
});

test('nothing that a message says moves the cursor, colours or turns text round', () => {
  const title = 'a\u001b[2Jb\u0007c\r\nd\u202ee\u2066f\u009bg\u2028h';
  expect(told('quiz_created', { title })).toBe('–  “a [2Jb c d e f g h”');
  const line = eventLine('x\u001b[0m', JSON.stringify({ metadata: { user_login: 'a\nb' }, body: {} }), plain);
  expect(line).not.toMatch(/\p{Cc}/u);
});

test.each([
  '{}',
  '{"metadata":null,"body":[]}',
  '{"data":[]}',
  '{"data":[null]}',
  '{"data":{"type":1,"actor":3}}',
  '{"metadata":{"event_time":"soon","user_id":{}}}',
  '{"metadata":{"user_id":{"toString":1},"real_user_id":{"toString":1},"job_tag":{"toString":1}}}',
  '{"body":{"course_id":{"toString":1},"attempt":{"toString":1}}}',
  '{"data":{"generated":{"scoreGiven":{"toString":1},"maxScore":{"toString":1}}}}',
])('a message like %s has a line, too', (message) => {
  expect(eventLine('odd', message, plain)).toContain('odd');
});

test.each([
  ['grade_change', { score: { toString: 1 }, points_possible: { toString: 1 } }],
  ['grade_override', { old_override_score: { toString: 1 } }],
  ['course_grade_change', { current_score: { toString: 1 } }],
])('%s tells of numbers also what they are instead', (name, body) => {
  expect(told(name, body)).toContain('{"toString":1}');
});

test('time, name and numbers are painted, each as a whole', () => {
  const painted = eventLine(
    'grade_change',
    JSON.stringify({ metadata: {}, body: { score: 1 } }),
    (style, text) => `<${String(style)}>${text}</>`,
  );
  expect(painted).toMatch(/^<dim> {19}<\/> {2}<cyan>grade_change {16}<\/> {2}– {2}<bold>– → 1<\/>$/);
});
