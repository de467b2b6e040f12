// Standard Caliper of every live event that has a form: what kind of event, of what, and strictly valid whatever a Canvas
// sent. How quiz events look is in test/http/caliper-attempt.test.ts. Source: Caliper reference §5, §12; docs/caliper.md.

import { validate } from '@quizwire/caliper';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caliperMessage } from '../../src/format/caliper/caliper-message.ts';
import { eventIdOf } from '../../src/format/caliper/event-uuids.ts';
import { forms } from '../../src/format/caliper/forms.ts';
import type { LiveEvent } from '../../src/model/live-event.ts';

const sentAtMs = Date.UTC(2026, 8, 1, 10);
const baseUrl = 'https://quizwire.example';
const api = `${baseUrl}/api/v1`;
const uuid = 'c9ec7d52-9f3c-4b9e-8d0a-0d2f6f4b8a11';
const gid = (local: number) => `1${String(local).padStart(13, '0')}`;

const teacher = {
  user_id: gid(42),
  context_type: 'Course',
  context_id: gid(1),
  context_role: 'TeacherEnrollment',
  request_id: '1dd9dc6f-2fb0-4c19-a6c5-7ee1bf3ed295',
  session_id: 'ef686f8ed684abf78cbfa1f6a58112b5',
  hostname: 'canvas.example',
};

type Values = Record<string, unknown>;

interface Given extends Partial<Omit<LiveEvent, 'metadata' | 'body' | 'details'>> {
  metadata?: Values;
  body?: Values;
  details?: Values;
}

function liveEvent({ metadata = teacher, body = {}, details, ...given }: Given): LiveEvent {
  return {
    id: 1,
    position: 1,
    uuid,
    source: 'quizwire',
    eventName: 'grade_change',
    eventTimeMs: Date.UTC(2026, 8, 1, 9),
    courseId: 1,
    assignmentId: null,
    userId: null,
    ...given,
    metadata: JSON.stringify(metadata),
    body: JSON.stringify(body),
    details: details === undefined ? null : JSON.stringify(details),
  };
}

/** How 2.0 is written, and what is not known of every attempt and result. */
const expectedWarnings: ReadonlySet<string> = new Set(['decimal-form', 'recommended-key']);

/** The events of the envelope, which is valid. */
function rendered(given: Given) {
  const message = caliperMessage(liveEvent(given), sentAtMs, baseUrl);
  if (message === null) return null;
  const { faults, isValid } = validate(message, { mode: 'strict' });
  expect(faults.filter(({ rule }) => !expectedWarnings.has(rule))).toEqual([]);
  expect(isValid).toBe(true);
  return JSON.parse(message).data;
}

const grade: Values = {
  submission_id: gid(9),
  assignment_id: gid(2),
  assignment_name: 'Essay',
  grade: '8',
  old_grade: '7',
  score: 8,
  old_score: 7,
  points_possible: 10,
  old_points_possible: 10,
  grader_id: gid(42),
  student_id: gid(3),
  user_id: gid(3),
  grading_complete: true,
  muted: false,
};
const work: Values = {
  submission_id: gid(9),
  assignment_id: gid(2),
  user_id: gid(3),
  submission_type: 'online_text_entry',
  attempt: 2,
  submitted_at: '2026-09-01T08:59:59Z',
  updated_at: '2026-09-01T09:00:00Z',
  workflow_state: 'submitted',
};
const assignment: Values = {
  assignment_id: gid(2),
  title: 'Essay',
  points_possible: 10,
  workflow_state: 'published',
};
const quiz: Values = { quiz_id: gid(7), title: 'Cells', points_possible: 5, workflow_state: 'available' };
const enrollment: Values = {
  enrollment_id: gid(5),
  course_id: gid(1),
  course_section_id: gid(6),
  user_id: gid(3),
  type: 'StudentEnrollment',
  workflow_state: 'active',
};
const scores: Values = { user_id: '3', course_id: '1', current_score: 80, old_current_score: 70 };

describe('the kind of each event', () => {
  test.each<[string, Given, string[]]>([
    [
      'a grade',
      { eventName: 'grade_change', body: grade },
      [`GradeEvent Graded Attempt ${api}/courses/1/assignments/2/submissions/3/attempts/0`],
    ],
    [
      'work handed in',
      { eventName: 'submission_created', body: work },
      [`AssignableEvent Submitted AssignableDigitalResource ${api}/courses/1/assignments/2`],
    ],
    [
      'work changed',
      { eventName: 'submission_updated', body: work },
      [`Event Modified Attempt ${api}/courses/1/assignments/2/submissions/3/attempts/2`],
    ],
    [
      'an assignment made and published',
      { eventName: 'assignment_created', body: assignment },
      [
        `Event Created AssignableDigitalResource ${api}/courses/1/assignments/2`,
        `AssignableEvent Activated AssignableDigitalResource ${api}/courses/1/assignments/2`,
      ],
    ],
    [
      'an assignment made as a draft',
      { eventName: 'assignment_created', body: { ...assignment, workflow_state: 'unpublished' } },
      [`Event Created AssignableDigitalResource ${api}/courses/1/assignments/2`],
    ],
    [
      'an assignment published',
      { eventName: 'assignment_updated', body: assignment, details: { old_workflow_state: 'unpublished' } },
      [
        `Event Modified AssignableDigitalResource ${api}/courses/1/assignments/2`,
        `AssignableEvent Activated AssignableDigitalResource ${api}/courses/1/assignments/2`,
      ],
    ],
    [
      'an assignment renamed',
      { eventName: 'assignment_updated', body: assignment, details: { old_workflow_state: 'published' } },
      [`Event Modified AssignableDigitalResource ${api}/courses/1/assignments/2`],
    ],
    [
      'an assignment deleted',
      {
        eventName: 'assignment_updated',
        body: { ...assignment, workflow_state: 'deleted' },
        details: { old_workflow_state: 'published' },
      },
      [
        `Event Deleted AssignableDigitalResource ${api}/courses/1/assignments/2`,
        `AssignableEvent Deactivated AssignableDigitalResource ${api}/courses/1/assignments/2`,
      ],
    ],
    [
      'an assignment published by a job',
      {
        eventName: 'assignment_updated',
        body: assignment,
        details: { old_workflow_state: 'unpublished' },
        metadata: { job_tag: 'Job#do' },
      },
      [`Event Modified AssignableDigitalResource ${api}/courses/1/assignments/2`],
    ],
    [
      'an assignment group',
      { eventName: 'assignment_group_updated', body: { assignment_group_id: '4', name: 'Quizzes' } },
      [`Event Modified DigitalResourceCollection ${api}/courses/1/assignment_groups/4`],
    ],
    [
      'a quiz made',
      { eventName: 'quiz_created', body: quiz },
      [`Event Created Assessment ${api}/courses/1/quizzes/7`],
    ],
    [
      'a quiz changed',
      { eventName: 'quiz_updated', body: quiz },
      [`Event Modified Assessment ${api}/courses/1/quizzes/7`],
    ],
    [
      'a course deleted',
      {
        eventName: 'course_updated',
        body: { course_id: gid(1), name: 'Biology', workflow_state: 'deleted' },
      },
      [`Event Deleted CourseOffering ${api}/courses/1`],
    ],
    [
      'a section',
      { eventName: 'course_section_created', body: { course_section_id: '6', course_id: '1', name: 'A' } },
      [`Event Created CourseSection ${api}/courses/1/sections/6`],
    ],
    [
      'an enrollment',
      { eventName: 'enrollment_created', body: enrollment },
      [`Event Created Membership ${api}/accounts/1/enrollments/5`],
    ],
    [
      'a person',
      { eventName: 'user_updated', body: { user_id: gid(3), name: 'Ada' } },
      [`Event Modified Person ${api}/users/3`],
    ],
    ['a login', { eventName: 'logged_in' }, [`SessionEvent LoggedIn SoftwareApplication ${baseUrl}/`]],
    ['a logout', { eventName: 'logged_out' }, [`SessionEvent LoggedOut SoftwareApplication ${baseUrl}/`]],
    [
      'a course grade',
      { eventName: 'course_grade_change', body: scores },
      [`Event Modified Result ${api}/courses/1/users/3/results/computed`],
    ],
    [
      'a grade put in its place',
      {
        eventName: 'grade_override',
        body: { user_id: '3', course_id: '1', enrollment_id: '5', override_score: 90 },
      },
      [`Event Modified Result ${api}/courses/1/users/3/results/override`],
    ],
  ])('%s', (_what, given, expected) => {
    const events = rendered(given) ?? [];
    expect(
      events.map(
        ({ type, action, object }: { type: string; action: string; object: { type: string; id: string } }) =>
          `${type} ${action} ${object.type} ${object.id}`,
      ),
    ).toEqual(expected);
  });

  test.each<[string, Given]>([
    ['a comment', { eventName: 'submission_comment_created', body: { submission_comment_id: '1' } }],
    [
      'a quiz as work',
      { eventName: 'submission_created', body: { ...work, submission_type: 'online_quiz' } },
    ],
    ['an event of another kind', { eventName: 'wiki_page_created', source: 'canvas' }],
    ['an event without its ids', { eventName: 'grade_change', body: {} }],
    ['a login of nobody', { eventName: 'logged_in', metadata: {} }],
  ])('%s has none', (_what, given) => {
    expect(rendered(given)).toBeNull();
  });
});

describe('a grade', () => {
  test('of a person is theirs, with a score of its own and what Caliper has no word for', () => {
    expect(rendered({ body: grade })).toEqual([
      {
        '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p1',
        id: `urn:uuid:${uuid}`,
        type: 'GradeEvent',
        action: 'Graded',
        eventTime: '2026-09-01T09:00:00.000Z',
        actor: { id: `${api}/users/42`, type: 'Person' },
        object: {
          id: `${api}/courses/1/assignments/2/submissions/3/attempts/0`,
          type: 'Attempt',
          assignee: `${api}/users/3`,
          assignable: `${api}/courses/1/assignments/2`,
          extensions: { 'com.quizwire': { submission_id: '9', assignment_id: '2' } },
        },
        generated: {
          id: `${api}/courses/1/assignments/2/submissions/3/attempts/0/scores/${uuid}`,
          type: 'Score',
          attempt: {
            id: `${api}/courses/1/assignments/2/submissions/3/attempts/0`,
            type: 'Attempt',
            assignee: `${api}/users/3`,
            assignable: `${api}/courses/1/assignments/2`,
          },
          maxScore: 10,
          scoreGiven: 8,
          scoredBy: `${api}/users/42`,
          extensions: { 'com.quizwire': { grade: '8' } },
        },
        edApp: { id: `${baseUrl}/`, type: 'SoftwareApplication' },
        group: { id: `${api}/courses/1`, type: 'CourseOffering' },
        membership: {
          id: `${api}/courses/1/users/42`,
          type: 'Membership',
          member: `${api}/users/42`,
          organization: `${api}/courses/1`,
          roles: ['Instructor'],
          status: 'Active',
        },
        session: {
          id: `${baseUrl}/sessions/ef686f8ed684abf78cbfa1f6a58112b5`,
          type: 'Session',
          user: `${api}/users/42`,
        },
        extensions: {
          'com.quizwire': {
            event_name: 'grade_change',
            request_id: '1dd9dc6f-2fb0-4c19-a6c5-7ee1bf3ed295',
            grade: '8',
            old_grade: '7',
            old_score: 7,
            old_points_possible: 10,
            grading_complete: true,
            muted: false,
            assignment_name: 'Essay',
          },
        },
      },
    ]);
  });

  test('of nobody is the application’s, which is no member of anything', () => {
    const [event] = rendered({ body: { ...grade, grader_id: undefined } });
    expect(event.actor).toEqual({ id: `${baseUrl}/`, type: 'SoftwareApplication' });
    expect(event.generated.scoredBy).toBe(`${baseUrl}/`);
    expect(Object.keys(event)).not.toContain('membership');
    expect(Object.keys(event)).not.toContain('session');
  });

  test('of a quiz is of the attempt at the quiz', () => {
    const details = { quiz_id: gid(7), quiz_submission_id: gid(70), attempt: 2 };
    const [event] = rendered({ body: grade, details });
    expect(event.object).toMatchObject({
      id: `${api}/courses/1/quizzes/7/submissions/70/attempts/2`,
      assignable: `${api}/courses/1/quizzes/7`,
      count: 2,
    });
  });

  test('of a quiz whose policy counts another attempt, or all, is no score of this one: the result is modified', () => {
    const details = { quiz_id: gid(7), quiz_submission_id: gid(70), attempt: 2, counts_another: true };
    const [event] = rendered({ body: grade, details });
    expect(event).toMatchObject({ type: 'Event', action: 'Modified', actor: { id: `${api}/users/42` } });
    expect(event.object).toEqual({
      id: `${api}/courses/1/assignments/2/submissions/3/result`,
      type: 'Result',
      resultScore: 8,
      maxResultScore: 10,
      extensions: { 'com.quizwire': { submission_id: '9', assignment_id: '2' } },
    });
    expect(event.target).toEqual({ id: `${api}/users/3`, type: 'Person' });
    expect(event).not.toHaveProperty('generated');
    const [ofNobody] = rendered({ body: { ...grade, grader_id: undefined }, details });
    expect(ofNobody.actor).toEqual({ id: `${baseUrl}/`, type: 'SoftwareApplication' });
  });

  test('that is taken away modifies the result', () => {
    const [event] = rendered({ body: { ...grade, grade: undefined, score: undefined } });
    expect(event).toMatchObject({
      type: 'Event',
      action: 'Modified',
      actor: { id: `${api}/users/42` },
      object: {
        id: `${api}/courses/1/assignments/2/submissions/3/result`,
        type: 'Result',
        maxResultScore: 10,
        attempt: { type: 'Attempt' },
      },
      extensions: { 'com.quizwire': { old_score: 7 } },
    });
    expect(event.object).not.toHaveProperty('resultScore');
  });
});

test('the course score is computed by the application, and replaced by a person', () => {
  const [computed] = rendered({ eventName: 'course_grade_change', body: scores });
  expect(computed.actor).toEqual({ id: `${baseUrl}/`, type: 'SoftwareApplication' });
  expect(computed).not.toHaveProperty('membership');
  const [replaced] = rendered({ eventName: 'grade_override', body: { ...scores, override_score: 90 } });
  expect(replaced.actor).toEqual({ id: `${api}/users/42`, type: 'Person' });
});

describe('who is a member of the course', () => {
  const courseMade = (metadata: Values) =>
    rendered({ eventName: 'course_created', body: { course_id: gid(1), name: 'Biology' }, metadata })?.[0];

  test('is whoever has a role in it', () => {
    expect(courseMade(teacher).membership.roles).toEqual(['Instructor']);
  });

  test.each([
    ['in the account', { context_type: 'Account', context_id: gid(1), context_role: 'AccountAdmin' }],
    ['in another course', { context_id: gid(2) }],
  ])('not whoever has one %s', (_what, context) => {
    expect(courseMade({ ...teacher, ...context })).not.toHaveProperty('membership');
  });
});

describe('work', () => {
  test('whose grade was taken away waits again, and is not handed in again', () => {
    const details = { is_waiting_again: true };
    const [event] = rendered({ eventName: 'submission_created', body: work, details }) ?? [];
    expect(event).toMatchObject({ type: 'Event', action: 'Modified', object: { type: 'Attempt', count: 2 } });
  });
});

describe('the address somebody wanted', () => {
  test.each([
    ['https://elsewhere.example/a b', 'https://elsewhere.example/a%20b'],
    ['/courses/1', `${baseUrl}/courses/1`],
    ['/search?q={a}|b^c`d\\e#{f}', `${baseUrl}/search?q=%7Ba%7D%7Cb%5Ec%60d%5Ce#%7Bf%7D`],
    ['javascript:alert(1)', undefined],
    ['http://', undefined],
  ])('%j', (redirect_url, expected) => {
    const [event] = rendered({ eventName: 'logged_in', body: { redirect_url } });
    expect(event.target?.id).toBe(expected);
  });
});

describe('what a Canvas announced', () => {
  const fromCanvas = { source: 'canvas', courseId: null } as const;

  test('keeps the names that Canvas has for things', () => {
    const body = { submission_id: '21070000000000117', quiz_id: '21070000000000002' };
    const metadata = {
      ...teacher,
      user_id: '21070000000000098',
      context_id: '21070000000000565',
      context_role: 'StudentEnrollment',
    };
    const [event] = rendered({ ...fromCanvas, eventName: 'quiz_submitted', body, metadata });
    expect(event).toMatchObject({
      type: 'AssessmentEvent',
      actor: { id: 'urn:instructure:canvas:user:21070000000000098', type: 'Person' },
      object: { id: 'urn:instructure:canvas:quiz:21070000000000002', type: 'Assessment' },
      generated: { id: 'urn:instructure:canvas:quiz_submission:21070000000000117', type: 'Attempt' },
      group: { id: 'urn:instructure:canvas:course:21070000000000565', type: 'CourseOffering' },
      membership: {
        id: 'urn:instructure:canvas:course:21070000000000565:Learner:21070000000000098',
        roles: ['Learner'],
      },
      session: { id: 'urn:instructure:canvas:session:ef686f8ed684abf78cbfa1f6a58112b5' },
      edApp: { id: 'http://canvas.example/' },
    });
  });

  test('attempts at one piece of work are told apart, and from those at quizzes', () => {
    const attempts = [1, 2].map((attempt) => ({
      eventName: 'submission_created',
      body: { ...work, attempt },
    }));
    const atQuiz = { eventName: 'quiz_submitted', body: { submission_id: gid(9), quiz_id: gid(7) } };
    const ids = [...attempts, atQuiz].map((given) => rendered({ ...fromCanvas, ...given })?.[0].generated.id);
    expect(ids).toEqual([
      `urn:instructure:canvas:submission:${gid(9)}:attempt:1`,
      `urn:instructure:canvas:submission:${gid(9)}:attempt:2`,
      `urn:instructure:canvas:quiz_submission:${gid(9)}`,
    ]);
  });

  test('its details are not believed', () => {
    const [event] = rendered({
      ...fromCanvas,
      eventName: 'assignment_updated',
      body: { ...assignment, workflow_state: 'unpublished' },
      details: { old_workflow_state: 'published' },
    });
    expect(event.action).toBe('Modified');
  });

  const anyValue = fc.oneof(
    fc.constantFrom(gid(3), '7', 7, -1, null, '', 'deleted', 'published', '\ud800', 'Course', true),
    fc.constantFrom('2026-09-01T09:00:00Z', '2026-09-01 09:00:00 -0800', 'yesterday', 0, 2.5, []),
    fc.jsonValue(),
  );
  const keys = [
    ...new Set([...Object.keys({ ...grade, ...work, ...assignment, ...quiz, ...enrollment, ...scores })]),
    'course_section_id',
    'redirect_url',
    'created_at',
    'due_at',
    'allowed_attempts',
    'assignment_group_id',
    'context_type',
    'context_id',
  ];
  const anyObject = fc.oneof(
    fc.record(Object.fromEntries(keys.map((key) => [key, anyValue])), { requiredKeys: [] }),
    fc.record(Object.fromEntries([...Object.keys(teacher), 'job_tag'].map((key) => [key, anyValue])), {
      requiredKeys: [],
    }),
  );

  test('a number that is too large for one is left out', () => {
    const event = liveEvent({ ...fromCanvas, body: grade });
    const body = event.body.replace('"score":8', '"score":1e400');
    const message = caliperMessage({ ...event, body }, sentAtMs, baseUrl) ?? '';
    expect(validate(message).isValid).toBe(true);
    expect(JSON.parse(message).data[0].generated).not.toHaveProperty('scoreGiven');
  });

  test('never breaks anything, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...forms.keys()),
        anyObject,
        anyObject,
        fc.constantFrom('canvas' as const, 'quizwire' as const),
        (eventName, metadata, body, source) => {
          const message = caliperMessage(liveEvent({ source, eventName, metadata, body }), sentAtMs, baseUrl);
          if (message === null) return;
          const { faults } = validate(message, { mode: 'strict' });
          expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('what another sensor sent', () => {
  const item = `{ "@context":"http://purl.imsglobal.org/ctx/caliper/v1p1",  "id" : "urn:uuid:1", "n": 1.0 }`;

  test('goes on as it came, in an envelope of ours', () => {
    const event = { ...liveEvent({ source: 'caliper', eventName: 'caliper.Event' }), body: item };
    expect(caliperMessage(event, sentAtMs, baseUrl)).toBe(
      `{"sensor":"${baseUrl}/","sendTime":"2026-09-01T10:00:00.000Z",` +
        `"dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p1","data":[${item}]}`,
    );
  });

  test.each([
    ['"http://purl.imsglobal.org/ctx/caliper/v1p2"', 'v1p2'],
    ['["https://schema.org","http://purl.imsglobal.org/ctx/caliper/v1p2"]', 'v1p2'],
    ['"http://purl.imsglobal.org/ctx/caliper/v1p1","x":"http://purl.imsglobal.org/ctx/caliper/v1p2"', 'v1p1'],
  ])('says which version it follows: %s', (context, version) => {
    const body = `{"@context":${context}}`;
    const event = { ...liveEvent({ source: 'caliper', eventName: 'caliper.Event' }), body };
    const { dataVersion } = JSON.parse(caliperMessage(event, sentAtMs, baseUrl) ?? '');
    expect(dataVersion).toBe(`http://purl.imsglobal.org/ctx/caliper/${version}`);
  });
});

describe('the ids of several events', () => {
  test('the first is the live event’s own, all are different, stable and of version 4', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), (own) => {
        const ids = Array.from({ length: 1_000 }, (_, index) => eventIdOf(own, index));
        expect(ids[0]).toBe(`urn:uuid:${own}`);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !/^urn:uuid:.{8}-.{4}-4.{3}-[89ab].{3}-.{12}$/.test(id))).toEqual([]);
        expect(eventIdOf(own, 7)).toBe(ids[7]);
      }),
      { numRuns: 20 },
    );
  });

  test('only the time of sending differs from one sending to the next', () => {
    const event = liveEvent({ body: grade });
    const [one, other] = [sentAtMs, sentAtMs + 1].map((atMs) => caliperMessage(event, atMs, baseUrl));
    expect(other).toBe(one?.replace('10:00:00.000Z', '10:00:00.001Z'));
  });
});
