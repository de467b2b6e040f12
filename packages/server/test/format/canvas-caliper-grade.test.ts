// Grades in Canvas's Caliper, whole.

import { expect, test } from 'vitest';
import { caliperEvent, jobMetadata } from '../support/canvas-told.ts';

const canvas = 'com.instructure.canvas';
const urn = 'urn:instructure:canvas';

const grade = {
  submission_id: '11086',
  assignment_id: '355',
  assignment_name: 'Essay',
  grade: '5',
  old_grade: '4',
  score: 5,
  old_score: 4,
  points_possible: 1,
  old_points_possible: 1,
  grader_id: '21070000000000987',
  student_id: '48',
  student_sis_id: 'ABC.123',
  user_id: '48',
  grading_complete: true,
  muted: false,
};

const assignee = {
  id: `${urn}:user:48`,
  type: 'Person',
  extensions: { [canvas]: { sis_id: 'ABC.123' } },
};
const assignable = { id: `${urn}:assignment:355`, type: 'AssignableDigitalResource' };

test('a grade names its grader, the attempt and a score by the name of the attempt', () => {
  const { actor, object, generated, ...rest } = caliperEvent('grade_change', grade);
  expect([rest.type, rest.action]).toEqual(['GradeEvent', 'Graded']);
  expect(actor).toEqual({ id: `${urn}:user:21070000000000987`, type: 'Person' });
  expect(JSON.stringify(object)).toBe(
    JSON.stringify({
      id: `${urn}:submission:11086`,
      type: 'Attempt',
      extensions: { [canvas]: { grade: '5', entity_id: '11086' } },
      assignee,
      assignable,
    }),
  );
  expect(JSON.stringify(generated)).toBe(
    JSON.stringify({
      id: `${urn}:submission:11086`,
      type: 'Score',
      extensions: { [canvas]: { grade: '5', entity_id: '11086' } },
      attempt: {
        id: `${urn}:submission:11086`,
        type: 'Attempt',
        extensions: { [canvas]: { grade: '5' } },
        assignee,
        assignable,
      },
      maxScore: 1,
      scoreGiven: 5,
      scoredBy: `${urn}:user:21070000000000987`,
    }),
  );
});

test('`generated` stands between the time and the referrer', () => {
  expect(Object.keys(caliperEvent('grade_change', grade))).toEqual([
    ...['@context', 'id', 'type', 'actor', 'action', 'object', 'eventTime', 'generated', 'referrer'],
    ...['edApp', 'group', 'membership', 'session', 'extensions'],
  ]);
});

test('what the server graded by itself is graded by the application, which is a member of nothing', () => {
  const event = caliperEvent('grade_change', { ...grade, grader_id: null });
  expect(event.actor).toEqual({ id: 'http://oxana.instructure.com/', type: 'SoftwareApplication' });
  expect(event.generated).not.toHaveProperty('scoredBy');
  expect(event).toHaveProperty('group');
  expect(event).not.toHaveProperty('membership');
});

test('a grade that was cleared is a score without one', () => {
  const { object, generated } = caliperEvent('grade_change', {
    ...grade,
    grade: null,
    score: null,
    student_sis_id: undefined,
  });
  const person = { id: `${urn}:user:48`, type: 'Person' };
  expect(object).toEqual({
    id: `${urn}:submission:11086`,
    type: 'Attempt',
    extensions: { [canvas]: { entity_id: '11086' } },
    assignee: person,
    assignable,
  });
  expect(generated).toEqual({
    id: `${urn}:submission:11086`,
    type: 'Score',
    extensions: { [canvas]: { entity_id: '11086' } },
    attempt: { id: `${urn}:submission:11086`, type: 'Attempt', assignee: person, assignable },
    maxScore: 1,
    scoredBy: `${urn}:user:21070000000000987`,
  });
});

test('a score of 0 is told, and so is one beyond the points', () => {
  expect(caliperEvent('grade_change', { ...grade, score: 0 }).generated).toHaveProperty('scoreGiven', 0);
  expect(caliperEvent('grade_change', { ...grade, score: 5.25 }).generated).toHaveProperty(
    'scoreGiven',
    5.25,
  );
});

test('a regrade in a job keeps its grader, whose role nobody knows', () => {
  const metadata = { ...jobMetadata, context_type: 'Course', context_id: '565' };
  const event = caliperEvent('grade_change', grade, metadata);
  expect(event.actor).toEqual({ id: `${urn}:user:21070000000000987`, type: 'Person' });
  expect(event.membership).toEqual({
    id: `${urn}:course:565:user:21070000000000987`,
    type: 'Membership',
    member: { id: `${urn}:user:21070000000000987`, type: 'Person' },
    organization: { id: `${urn}:course:565`, type: 'CourseOffering' },
  });
});
