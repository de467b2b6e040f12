// Each event that Canvas tells in Caliper but content: its type, its action and its object, in the order of the keys.

import { expect, test } from 'vitest';
import { eventKinds } from '../../src/facts/event-names.ts';
import { canvasCaliperMessage } from '../../src/format/canvas-caliper/canvas-caliper-message.ts';
import { forms } from '../../src/format/canvas-caliper/forms.ts';
import {
  caliperEvent,
  contentEvents,
  requestMetadata,
  sendTimeMs,
  toldEvent,
} from '../support/canvas-told.ts';

const canvas = 'com.instructure.canvas';
const urn = 'urn:instructure:canvas';

const submission = {
  submission_id: '41',
  assignment_id: '5',
  user_id: '48',
  submitted_at: '2019-11-01T19:11:21.419Z',
  updated_at: '2019-11-06T16:46:46Z',
  submission_type: 'online_text_entry',
  body: 'An "essay"',
  url: 'https://work.example',
  attempt: 12,
  late: false,
  workflow_state: 'submitted',
};
const ofStudent = {
  assignee: { id: `${urn}:user:48`, type: 'Person' },
  assignable: { id: `${urn}:assignment:5`, type: 'AssignableDigitalResource' },
};
const submissionExtensions = {
  extensions: {
    [canvas]: { submission_type: 'online_text_entry', url: 'https://work.example', entity_id: '41' },
  },
};

const quiz = {
  quiz_id: '3',
  title: 'Chapter 5',
  quiz_type: 'assignment',
  points_possible: 12.5,
  unlock_at: '2019-11-01T00:00:00Z',
  due_at: '2019-11-05T06:38:00-07:00',
  time_limit: 30,
  access_code: true,
  workflow_state: 'available',
  updated_at: '2019-11-05T13:38:00.218Z',
};
const quizRest = {
  extensions: {
    [canvas]: {
      quiz_type: 'assignment',
      time_limit: 30,
      access_code: true,
      workflow_state: 'available',
      entity_id: '3',
    },
  },
  dateToShow: '2019-11-01T00:00:00.000Z',
  dateToSubmit: '2019-11-05T13:38:00.000Z',
  maxScore: 12.5,
};

const assignment = {
  assignment_id: '5',
  title: 'Essay',
  description: '<p>Write</p>',
  lock_at: '2018-10-01T05:59:59Z',
  unlock_at: '2018-09-24T06:00:00Z',
  due_at: '2018-10-01T05:59:59Z',
  points_possible: 100,
  updated_at: '2018-10-03T14:50:31Z',
  workflow_state: 'published',
};
const assignmentDates = {
  dateToShow: '2018-09-24T06:00:00.000Z',
  dateToSubmit: '2018-10-01T05:59:59.000Z',
  maxScore: 100,
};

const override = {
  assignment_override_id: '8',
  assignment_id: '1035',
  due_at: '2018-10-01T05:59:59Z',
  unlock_at: '2018-09-24T06:00:00Z',
  lock_at: '2018-10-01T05:59:59Z',
  all_day: false,
  all_day_date: '2018-10-01',
  type: 'CourseSection',
  course_section_id: '11',
  workflow_state: 'active',
};
const overrideObject = {
  id: `${urn}:assignment_override:8`,
  type: 'Entity',
  extensions: {
    [canvas]: {
      lock_at: '2018-10-01T05:59:59.000Z',
      entity_id: '8',
      assignment_id: '1035',
      all_day: false,
      all_day_date: '2018-10-01T00:00:00.000Z',
      type: 'CourseSection',
      course_section_id: '11',
      workflow_state: 'active',
    },
  },
  dateToShow: '2018-09-24T06:00:00.000Z',
  dateToSubmit: '2018-10-01T05:59:59.000Z',
};

const enrollment = {
  enrollment_id: '9',
  course_id: '565',
  user_id: '48',
  user_name: 'Isaac Newton',
  type: 'StudentEnrollment',
  created_at: '2019-10-11T13:16:23Z',
  updated_at: '2019-11-01T19:11:18Z',
  limit_privileges_to_course_section: false,
  course_section_id: '11',
  workflow_state: 'invited',
};
const enrollmentExtensions = {
  extensions: {
    [canvas]: {
      course_id: `${urn}:course:565`,
      course_section_id: `${urn}:course:565:section:11`,
      limit_privileges_to_course_section: false,
      type: 'StudentEnrollment',
      user_id: `${urn}:user:48`,
      user_name: 'Isaac Newton',
      workflow_state: 'invited',
      entity_id: '9',
    },
  },
};

const enrollmentState = {
  enrollment_id: '9',
  state: 'pending_invited',
  state_started_at: '2019-10-05 05:38:00 -0800',
  state_is_current: true,
  state_valid_until: null,
  restricted_access: false,
  access_is_current: true,
};
const enrollmentStateObject = {
  id: `${urn}:enrollment:9`,
  type: 'Entity',
  extensions: {
    [canvas]: {
      access_is_current: true,
      restricted_access: false,
      state: 'pending_invited',
      state_is_current: true,
      entity_id: '9',
    },
  },
  startedAtTime: '2019-10-05T13:38:00.000Z',
};

const table: [eventName: string, body: object, type: string, action: string, object: object][] = [
  [
    'quiz_submitted',
    { submission_id: '77', quiz_id: '3' },
    'AssessmentEvent',
    'Submitted',
    {
      id: `${urn}:submission:77`,
      type: 'Attempt',
      extensions: { [canvas]: { entity_id: '77' } },
      assignee: { id: `${urn}:user:21070000000000987`, type: 'Person' },
      assignable: { id: `${urn}:quiz:3`, type: 'Assessment' },
    },
  ],
  [
    'submission_created',
    submission,
    'AssignableEvent',
    'Submitted',
    {
      id: `${urn}:submission:41`,
      type: 'Attempt',
      dateCreated: '2019-11-01T19:11:21.419Z',
      ...submissionExtensions,
      ...ofStudent,
      count: 12,
      body: 'An "essay"',
    },
  ],
  [
    'submission_updated',
    submission,
    'Event',
    'Modified',
    {
      id: `${urn}:submission:41`,
      type: 'Attempt',
      dateModified: '2019-11-06T16:46:46.000Z',
      ...submissionExtensions,
      ...ofStudent,
      count: 12,
      body: 'An "essay"',
    },
  ],
  [
    'quiz_created',
    quiz,
    'Event',
    'Created',
    {
      id: `${urn}:quiz:3`,
      type: 'Assessment',
      name: 'Chapter 5',
      dateCreated: '2019-11-05T13:38:00.218Z',
      ...quizRest,
    },
  ],
  [
    'quiz_updated',
    quiz,
    'Event',
    'Modified',
    {
      id: `${urn}:quiz:3`,
      type: 'Assessment',
      name: 'Chapter 5',
      dateModified: '2019-11-05T13:38:00.218Z',
      ...quizRest,
    },
  ],
  [
    'assignment_created',
    assignment,
    'Event',
    'Created',
    {
      id: `${urn}:assignment:5`,
      type: 'AssignableDigitalResource',
      name: 'Essay',
      description: '<p>Write</p>',
      dateCreated: '2018-10-03T14:50:31.000Z',
      extensions: { [canvas]: { lock_at: '2018-10-01T05:59:59.000Z', entity_id: '5' } },
      ...assignmentDates,
    },
  ],
  [
    'assignment_updated',
    assignment,
    'Event',
    'Modified',
    {
      id: `${urn}:assignment:5`,
      type: 'AssignableDigitalResource',
      name: 'Essay',
      description: '<p>Write</p>',
      dateModified: '2018-10-03T14:50:31.000Z',
      extensions: {
        [canvas]: { lock_at: '2018-10-01T05:59:59.000Z', workflow_state: 'published', entity_id: '5' },
      },
      ...assignmentDates,
    },
  ],
  ['assignment_override_created', override, 'Event', 'Created', overrideObject],
  ['assignment_override_updated', override, 'Event', 'Modified', overrideObject],
  [
    'course_created',
    { course_id: '56', name: 'Linear Algebra', workflow_state: 'claimed' },
    'Event',
    'Created',
    {
      id: `${urn}:course:56`,
      type: 'CourseOffering',
      name: 'Linear Algebra',
      extensions: { [canvas]: { entity_id: '56' } },
    },
  ],
  [
    'course_updated',
    { course_id: '56', name: 'Linear Algebra', workflow_state: 'available' },
    'Event',
    'Modified',
    {
      id: `${urn}:course:56`,
      type: 'CourseOffering',
      name: 'Linear Algebra',
      extensions: { [canvas]: { entity_id: '56', workflow_state: 'available' } },
    },
  ],
  [
    'enrollment_created',
    enrollment,
    'Event',
    'Created',
    {
      id: `${urn}:enrollment:9`,
      type: 'Entity',
      dateCreated: '2019-10-11T13:16:23.000Z',
      ...enrollmentExtensions,
    },
  ],
  [
    'enrollment_updated',
    enrollment,
    'Event',
    'Modified',
    {
      id: `${urn}:enrollment:9`,
      type: 'Entity',
      dateCreated: '2019-10-11T13:16:23.000Z',
      dateModified: '2019-11-01T19:11:18.000Z',
      ...enrollmentExtensions,
    },
  ],
  ...(['created', 'updated'] as const).map((what): (typeof table)[number] => [
    `enrollment_state_${what}`,
    enrollmentState,
    'Event',
    what === 'created' ? 'Created' : 'Modified',
    enrollmentStateObject,
  ]),
  [
    'logged_in',
    { redirect_url: 'https://oxana.instructure.com/' },
    'SessionEvent',
    'LoggedIn',
    {
      id: 'http://oxana.instructure.com/',
      type: 'SoftwareApplication',
      extensions: { [canvas]: { redirect_url: 'https://oxana.instructure.com/' } },
    },
  ],
  [
    'logged_out',
    {},
    'SessionEvent',
    'LoggedOut',
    { id: 'http://oxana.instructure.com/', type: 'SoftwareApplication' },
  ],
  [
    'user_account_association_created',
    {
      user_id: '48',
      account_id: '1',
      created_at: '2019-11-01T19:11:00Z',
      updated_at: '2019-11-01T19:11:00Z',
      is_admin: false,
    },
    'Event',
    'Created',
    {
      id: `${urn}:account:1`,
      type: 'Entity',
      dateCreated: '2019-11-01T19:11:00.000Z',
      dateModified: '2019-11-01T19:11:00.000Z',
      extensions: { [canvas]: { is_admin: false, user_id: `${urn}:user:48` } },
    },
  ],
];

test.each(table)('%s has its type, action and object', (eventName, body, type, action, object) => {
  const event = caliperEvent(eventName, body);
  expect([event.type, event.action]).toEqual([type, action]);
  expect(JSON.stringify(event.object)).toBe(JSON.stringify(object));
});

test('the table has every form but those of grades and content, and ours', () => {
  expect(table.map(([eventName]) => eventName).sort()).toEqual(
    [...forms.keys()]
      .filter((eventName) => eventName !== 'grade_change' && !contentEvents.includes(eventName))
      .filter((eventName) => !eventName.startsWith('quizwire.'))
      .sort(),
  );
});

test('a submission that is not handed in is dated by its change; a value that is null has no key', () => {
  const event = caliperEvent('submission_created', {
    ...submission,
    submitted_at: null,
    body: null,
    url: null,
  });
  expect(JSON.stringify(event.object)).toBe(
    JSON.stringify({
      id: `${urn}:submission:41`,
      type: 'Attempt',
      dateCreated: '2019-11-06T16:46:46.000Z',
      extensions: { [canvas]: { submission_type: 'online_text_entry', entity_id: '41' } },
      ...ofStudent,
      count: 12,
    }),
  );
});

test('values that are false, 0 or empty are told', () => {
  const { object } = caliperEvent('quiz_created', {
    ...{ quiz_id: '3', title: '', access_code: false, points_possible: 0, time_limit: null },
  });
  expect(object).toEqual({
    id: `${urn}:quiz:3`,
    type: 'Assessment',
    name: '',
    extensions: { [canvas]: { access_code: false, entity_id: '3' } },
    maxScore: 0,
  });
});

test('a login that led nowhere in particular has no extensions on the application', () => {
  expect(caliperEvent('logged_in', {}).object).toEqual({
    id: 'http://oxana.instructure.com/',
    type: 'SoftwareApplication',
  });
});

test('of all that we announce, what Canvas tells in its own format only has no Caliper form', () => {
  const withoutForm = Object.keys(eventKinds).filter((eventName) => !forms.has(eventName));
  expect(withoutForm.sort()).toEqual([
    ...['assignment_group_created', 'assignment_group_updated', 'course_grade_change'],
    ...['course_section_created', 'course_section_updated', 'grade_override'],
    ...['quizwire.attempt_closed', 'quizwire.attempt_started', 'quizwire.quiz_event_recorded'],
    ...['submission_comment_created', 'user_created', 'user_updated'],
  ]);
  for (const eventName of [...withoutForm, 'constructor', '__proto__', '']) {
    expect(canvasCaliperMessage(toldEvent(eventName, {}), sendTimeMs)).toBeNull();
  }
});

test('a sensor’s event has none, whatever it is named', () => {
  const event = toldEvent('logged_out', {}, requestMetadata, 'caliper');
  expect(canvasCaliperMessage(event, sendTimeMs)).toBeNull();
});

test('an event received from a Canvas is told as our own; its ids may be numbers', () => {
  const body = { submission_id: 77, quiz_id: 3 };
  const received = canvasCaliperMessage(
    toldEvent('quiz_submitted', body, requestMetadata, 'canvas'),
    sendTimeMs,
  );
  const own = toldEvent('quiz_submitted', { submission_id: '77', quiz_id: '3' });
  expect(received).toBe(canvasCaliperMessage(own, sendTimeMs));
});

test.each([
  ['quiz_submitted', { quiz_id: '3' }],
  ['quiz_submitted', { submission_id: '1', quiz_id: null }],
  ['quiz_submitted', { submission_id: '1"', quiz_id: '3' }],
  ['quiz_submitted', { submission_id: 1.5, quiz_id: '3' }],
  ['quiz_submitted', { submission_id: -1, quiz_id: '3' }],
  ['quiz_submitted', { submission_id: ['1'], quiz_id: '' }],
  ['quiz_created', {}],
  ['grade_change', { submission_id: '1', assignment_id: '2' }],
  ['submission_created', { submission_id: '1', assignment_id: '2' }],
  ['submission_updated', { submission_id: '1', user_id: '2' }],
  ['assignment_created', {}],
  ['assignment_override_created', {}],
  ['course_created', {}],
  ['enrollment_created', { enrollment_id: '1', course_id: '2' }],
  ['enrollment_state_created', {}],
  ['user_account_association_created', {}],
])('%s that came in as %j has no form, because its ids are missing', (eventName, body) => {
  expect(canvasCaliperMessage(toldEvent(eventName, body, requestMetadata, 'canvas'), sendTimeMs)).toBeNull();
});
