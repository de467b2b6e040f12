// The life of an enrollment, cell by cell, and what it comes to at a moment. Source: core reference §7.2.

import { describe, expect, test } from 'vitest';
import {
  type EnrollableState,
  type EnrollmentEvent,
  type EnrollmentStanding,
  type EnrollmentState,
  enrollableStates,
  enrollmentStandingAt,
  enrollmentStateAfter,
  enrollmentStates,
  stateEnrolledAgain,
} from '../../src/model/enrollment.ts';
import { type EnrollmentDraft, readEnrollmentDraft } from '../../src/model/enrollment-draft.ts';
import { Refusal } from '../../src/model/refusal.ts';

const events: EnrollmentEvent[] = ['conclude', 'delete', 'deactivate', 'reactivate', 'accept', 'reject'];

const notInactive = 'enrollment not inactive';
const noInvitation = 'no current invitation';
const notActivated = 'membership not activated';

/** State, then what comes of each event in the order of `events`: a state, or the message of the refusal. */
const lifeCycle: Record<Exclude<EnrollmentState, 'deleted'>, string[]> = {
  active: ['completed', 'deleted', 'inactive', notInactive, 'active', noInvitation],
  invited: ['completed', 'deleted', 'inactive', notInactive, 'active', 'rejected'],
  creation_pending: ['completed', 'deleted', 'inactive', notInactive, noInvitation, noInvitation],
  rejected: ['completed', 'deleted', 'inactive', notInactive, 'active', 'rejected'],
  completed: ['completed', 'deleted', 'inactive', notInactive, noInvitation, noInvitation],
  inactive: ['completed', 'deleted', 'inactive', 'active', notActivated, notActivated],
};

describe('the life of an enrollment', () => {
  for (const [state, outcomes] of Object.entries(lifeCycle) as [EnrollmentState, string[]][]) {
    test.each(events.map((event, index) => [event, outcomes[index] ?? '']))(
      `${state}, %s: %s`,
      (event, outcome) => {
        const after = () => enrollmentStateAfter(state, event as EnrollmentEvent);
        if ((enrollmentStates as readonly string[]).includes(outcome)) expect(after()).toBe(outcome);
        else {
          const reason = { kind: 'argument_invalid', shape: 'error', message: outcome };
          expect(after).toThrow(expect.objectContaining({ reason }));
        }
      },
    );
  }

  test.each(events)('deleted, %s: it is not there', (event) => {
    expect(() => enrollmentStateAfter('deleted', event)).toThrow(
      expect.objectContaining({ reason: { kind: 'not_found' } }),
    );
  });

  test('the table above is whole', () => {
    expect(Object.keys(lifeCycle).length + 1).toBe(enrollmentStates.length);
  });
});

describe('enrolling again', () => {
  const cells = enrollmentStates.flatMap((state) =>
    enrollableStates.map((asked): [EnrollmentState, EnrollableState] => [state, asked]),
  );
  test.each(cells)('%s, asked for %s', (state, asked) => {
    expect(stateEnrolledAgain(state, asked)).toBe(state === 'active' ? 'active' : asked);
  });
});

describe('what an enrollment comes to', () => {
  const nowMs = 1_000;
  const published = {
    workflowState: 'available',
    restrictEnrollmentsToCourseDates: 0,
    startAtMs: null,
    concludeAtMs: null,
  } as const;
  const unpublished = { ...published, workflowState: 'claimed' } as const;
  const early = { ...published, restrictEnrollmentsToCourseDates: 1, startAtMs: nowMs + 1 } as const;
  const past = { ...published, restrictEnrollmentsToCourseDates: 1, concludeAtMs: nowMs } as const;
  const concluded = { ...published, workflowState: 'completed' } as const;
  const deleted = { ...published, workflowState: 'deleted' } as const;

  const student = { type: 'StudentEnrollment', startAtMs: null, endAtMs: null } as const;
  const teacher = { ...student, type: 'TeacherEnrollment' } as const;

  const rows: [
    string,
    Parameters<typeof enrollmentStandingAt>[0],
    Parameters<typeof enrollmentStandingAt>[1],
    EnrollmentStanding,
  ][] = [
    ['active student, published', { ...student, workflowState: 'active' }, published, 'active'],
    ['active student, unpublished', { ...student, workflowState: 'active' }, unpublished, 'pending_active'],
    [
      'invited student, unpublished',
      { ...student, workflowState: 'invited' },
      unpublished,
      'pending_invited',
    ],
    ['active teacher, unpublished', { ...teacher, workflowState: 'active' }, unpublished, 'active'],
    ['active student, not begun', { ...student, workflowState: 'active' }, early, 'pending_active'],
    ['active teacher, not begun', { ...teacher, workflowState: 'active' }, early, 'active'],
    ['active student, past its end', { ...student, workflowState: 'active' }, past, 'completed'],
    ['invited student, concluded', { ...student, workflowState: 'invited' }, concluded, 'completed'],
    ['inactive student, concluded', { ...student, workflowState: 'inactive' }, concluded, 'inactive'],
    ['active student, deleted', { ...student, workflowState: 'active' }, deleted, 'deleted'],
    [
      'own start ahead',
      { ...teacher, workflowState: 'active', startAtMs: nowMs + 1 },
      published,
      'pending_active',
    ],
    ['own start reached', { ...teacher, workflowState: 'active', startAtMs: nowMs }, published, 'active'],
    ['own end reached', { ...teacher, workflowState: 'active', endAtMs: nowMs }, published, 'completed'],
    ['own end ahead', { ...teacher, workflowState: 'active', endAtMs: nowMs + 1 }, published, 'active'],
    ['rejected', { ...student, workflowState: 'rejected' }, published, 'rejected'],
    ['pending', { ...student, workflowState: 'creation_pending' }, published, 'creation_pending'],
  ];
  test.each(rows)('%s', (_name, enrollment, course, standing) => {
    expect(enrollmentStandingAt(enrollment, course, nowMs)).toBe(standing);
  });
});

describe('a draft of an enrollment', () => {
  const blank: EnrollmentDraft = {
    user: { by: 'id', id: 7 },
    type: null,
    roleId: null,
    role: null,
    selfEnrollmentCode: null,
    isForSelf: false,
    section: null,
    state: null,
    associatedUser: null,
    limitPrivilegesToCourseSection: undefined,
    startAtMs: undefined,
    endAtMs: undefined,
  };
  const noUser =
    "Can't create an enrollment without a user. Include enrollment[user_id] to create an enrollment";

  test.each([
    ['nothing', {}, 'StudentEnrollment'],
    ['a type', { type: 'TaEnrollment' }, 'TaEnrollment'],
    ['the id of a role', { roleId: 4 }, 'TeacherEnrollment'],
    ['the name of a role', { role: 'ObserverEnrollment' }, 'ObserverEnrollment'],
    ['an id and a wrong name', { roleId: 6, role: 'Guest' }, 'DesignerEnrollment'],
    ['a role and its type', { roleId: 3, type: 'StudentEnrollment' }, 'StudentEnrollment'],
  ])('with %s is of type %3$s', (_name, draft, type) => {
    expect(readEnrollmentDraft({ ...blank, ...draft })).toMatchObject({ type, user: { by: 'id', id: 7 } });
  });

  test.each<[string, Partial<EnrollmentDraft> | null, string]>([
    ['nothing at all', null, 'No parameters given'],
    ['no user', { user: null }, noUser],
    ['an unknown type', { type: 'GuestEnrollment' }, 'Invalid type'],
    ['an unknown role id', { roleId: 1 }, 'Invalid role'],
    ['an unknown role', { role: 'Guest' }, 'Invalid role'],
    [
      'a role of another type',
      { roleId: 4, type: 'StudentEnrollment' },
      'The specified type must match the base type for the role',
    ],
    ['two faults', { type: 'X', user: null }, `Invalid type, ${noUser}`],
    ['a code', { selfEnrollmentCode: 'x', isForSelf: true }, 'enrollment[self_enrollment_code] is invalid'],
    [
      'a code for somebody else',
      { selfEnrollmentCode: 'x' },
      "enrollment[self_enrollment_code] is invalid, enrollment[user_id] must be 'self' when self-enrolling",
    ],
  ])('with %s is refused', (_name, draft, message) => {
    const read = () => readEnrollmentDraft(draft === null ? null : { ...blank, ...draft });
    expect(read).toThrow(Refusal);
    expect(read).toThrow(
      expect.objectContaining({ reason: { kind: 'argument_invalid', shape: 'message', message } }),
    );
  });
});
