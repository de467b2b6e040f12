// Who may do what, as whole tables: every right by role, by the state of the course and by that of the enrollment.
// Source: core reference §2 (rights), §14.4 (quizzes); quiz reference §1.6 (events), §2.3 (quiz submissions).

import { describe, expect, test } from 'vitest';
import type { Course } from '../../src/model/course.ts';
import { type EnrollmentState, type EnrollmentType, enrollmentStates } from '../../src/model/enrollment.ts';
import {
  type CourseFacts,
  type CourseRight,
  type CourseStanding,
  type EnrollmentFacts,
  hasCourseRight,
  hasUserRight,
  isAccountAdmin,
  type UserRight,
} from '../../src/model/policy.ts';
import { quizTypes } from '../../src/model/quiz.ts';
import {
  mayReadQuiz,
  mayReadQuizSubmission,
  mayRecordEvents,
  maySubmitQuiz,
  mayViewLog,
  type QuizFacts,
  type RecordingFacts,
} from '../../src/model/quiz-policy.ts';

const nowMs = Date.UTC(2026, 8, 1, 9);
const [before, after] = [nowMs - 1, nowMs + 1];

/** A sub-account's course; its root account is 1. */
const course: CourseFacts = {
  accountId: 7,
  rootAccountId: 1,
  workflowState: 'available',
  startAtMs: null,
  concludeAtMs: null,
  restrictEnrollmentsToCourseDates: 0,
  isPublic: 0,
  isPublicToAuthUsers: 0,
};

const typeOf: Record<string, EnrollmentType> = {
  T: 'TeacherEnrollment',
  A: 'TaEnrollment',
  D: 'DesignerEnrollment',
  S: 'StudentEnrollment',
  O: 'ObserverEnrollment',
};
const roles = Object.keys(typeOf);

const [callerId, observedId, strangerId] = [10, 11, 12];

function enrollment(role: string, given: Partial<EnrollmentFacts> = {}): EnrollmentFacts {
  return {
    type: typeOf[role] ?? 'StudentEnrollment',
    workflowState: 'active',
    associatedUserId: role === 'O' ? observedId : null,
    startAtMs: null,
    endAtMs: null,
    ...given,
  };
}

const caller = { userId: callerId, adminAccountIds: [] as number[] };

function inRole(
  role: string,
  courseGiven: Partial<CourseFacts> = {},
  given: Partial<EnrollmentFacts> = {},
): CourseStanding {
  return { caller, course: { ...course, ...courseGiven }, enrollments: [enrollment(role, given)] };
}

const adminOf = (...adminAccountIds: number[]): CourseStanding => ({
  caller: { ...caller, adminAccountIds },
  course,
  enrollments: [],
});
const withoutEnrollment: CourseStanding = { caller, course, enrollments: [] };
const anonymous: CourseStanding = { caller: null, course, enrollments: [] };

/** The rights in Canvas's table: teacher, TA, designer, student, observer; and what is left of them when it is over. */
const table: Record<CourseRight, [running: string, over: string]> = {
  read: ['TADSO', 'TADSO'],
  read_as_admin: ['TAD', 'TAD'],
  participate_as_student: ['S', ''],
  manage_courses_publish: ['TD', ''],
  manage_courses_conclude: ['TD', ''],
  manage_courses_delete: ['T', ''],
  manage_courses_admin: ['', ''],
  manage_course_content_edit: ['TAD', ''],
  manage_sections: ['TD', ''],
  add_staff_to_course: ['T', ''],
  add_student_to_course: ['TAD', ''],
  manage_assignments: ['TAD', ''],
  manage_grades: ['TA', ''],
  view_all_grades: ['TA', 'TA'],
  read_roster: ['TADS', 'TA'],
  read_reports: ['TAD', ''],
  read_sis: ['T', 'T'],
  manage_sis: ['', ''],
  view_user_logins: ['TA', ''],
  read_email_addresses: ['TA', ''],
  manage_feature_flags: ['TAD', ''],
};
const rights = Object.keys(table) as CourseRight[];

const staffOf = (letters: string) => letters.replace(/[SO]/g, '');

const restricted: Partial<CourseFacts> = { restrictEnrollmentsToCourseDates: 1 };

/** Each state of a course, and whom of those with a right in a running course it leaves that right. */
const courseStates: [name: string, Partial<CourseFacts>, (running: string, over: string) => string][] = [
  ['available', {}, (running) => running],
  [
    'available with dates that restrict nobody',
    { startAtMs: after, concludeAtMs: before },
    (running) => running,
  ],
  [
    'available within its dates',
    { ...restricted, startAtMs: nowMs, concludeAtMs: after },
    (running) => running,
  ],
  ['unpublished', { workflowState: 'claimed' }, staffOf],
  ['not begun', { ...restricted, startAtMs: after }, staffOf],
  ['concluded by hand', { workflowState: 'completed' }, (_, over) => over],
  ['concluded by its end', { ...restricted, concludeAtMs: nowMs }, (_, over) => over],
  [
    'unpublished and past its end',
    { ...restricted, workflowState: 'claimed', concludeAtMs: before },
    (_, over) => staffOf(over),
  ],
];

describe.each(courseStates)('in a course that is %s', (_, given, left) => {
  test.each(rights)('%s', (right) => {
    const [running, over] = table[right];
    const holders = roles.filter((role) => hasCourseRight(inRole(role, given), right, nowMs));
    expect(holders.join('')).toBe(left(running, over));
  });
});

/** What an enrollment in a running course gives in each of its own states. */
const enrollmentGives: Record<EnrollmentState, 'running' | 'over' | 'nothing'> = {
  active: 'running',
  invited: 'nothing',
  creation_pending: 'nothing',
  rejected: 'nothing',
  completed: 'over',
  inactive: 'nothing',
  deleted: 'nothing',
};

const enrollmentCases: [name: string, Partial<EnrollmentFacts>, 'running' | 'over' | 'nothing'][] = [
  ...enrollmentStates.map(
    (workflowState): [string, Partial<EnrollmentFacts>, 'running' | 'over' | 'nothing'] => [
      workflowState,
      { workflowState },
      enrollmentGives[workflowState],
    ],
  ),
  ['active, begun and not ended', { startAtMs: nowMs, endAtMs: after }, 'running'],
  ['active, not begun', { startAtMs: after }, 'nothing'],
  ['active, ended', { endAtMs: nowMs }, 'over'],
  ['completed, with its end ahead', { workflowState: 'completed', endAtMs: after }, 'over'],
  ['invited, ended', { workflowState: 'invited', endAtMs: before }, 'nothing'],
  ['deleted, ended', { workflowState: 'deleted', endAtMs: before }, 'nothing'],
];

describe.each(enrollmentCases)('with an enrollment that is %s', (_, given, gives) => {
  test.each(rights)('%s', (right) => {
    const [running, over] = table[right];
    const holders = roles.filter((role) => hasCourseRight(inRole(role, {}, given), right, nowMs));
    expect(holders.join('')).toBe({ running, over, nothing: '' }[gives]);
  });
});

describe('in a course', () => {
  test.each(rights)('several enrollments add up: %s', (right) => {
    const enrollments = [enrollment('S'), enrollment('T', { workflowState: 'completed' }), enrollment('D')];
    const [running, over] = table[right];
    const expected = running.includes('S') || running.includes('D') || over.includes('T');
    expect(hasCourseRight({ caller, course, enrollments }, right, nowMs)).toBe(expected);
  });

  test.each(rights)('an admin has every right but to take part as a student: %s', (right) => {
    const expected = right !== 'participate_as_student';
    for (const workflowState of ['claimed', 'available', 'completed'] as const) {
      for (const standing of [adminOf(1), adminOf(7), adminOf(3, 7)]) {
        const there = { ...standing, course: { ...course, workflowState } };
        expect(hasCourseRight(there, right, nowMs)).toBe(expected);
      }
    }
  });

  test.each(rights)('an admin of another account, a stranger and nobody have no right: %s', (right) => {
    for (const standing of [adminOf(3), withoutEnrollment, anonymous]) {
      expect(hasCourseRight(standing, right, nowMs)).toBe(false);
    }
  });

  const open: [string, Partial<CourseFacts>, stranger: boolean, anonymous: boolean][] = [
    ['public', { isPublic: 1 }, true, true],
    ['public to who has a login', { isPublicToAuthUsers: 1 }, true, false],
    ['public and unpublished', { isPublic: 1, workflowState: 'claimed' }, false, false],
    ['public and concluded', { isPublic: 1, workflowState: 'completed' }, false, false],
    ['public and not begun', { isPublic: 1, ...restricted, startAtMs: after }, false, false],
  ];
  test.each(open)(
    'that is %s a stranger reads: %s, nobody in particular: %s',
    (_, given, stranger, nobody) => {
      const there = { ...course, ...given };
      expect(hasCourseRight({ ...withoutEnrollment, course: there }, 'read', nowMs)).toBe(stranger);
      expect(hasCourseRight({ ...anonymous, course: there }, 'read', nowMs)).toBe(nobody);
      for (const right of rights.filter((other) => other !== 'read')) {
        expect(hasCourseRight({ ...withoutEnrollment, course: there }, right, nowMs)).toBe(false);
      }
    },
  );
});

test.each([
  [[1], { id: 1, rootAccountId: null }, true],
  [[1], { id: 7, rootAccountId: 1 }, true],
  [[7], { id: 7, rootAccountId: 1 }, true],
  [[7], { id: 1, rootAccountId: null }, false],
  [[7], { id: 8, rootAccountId: 1 }, false],
  [[], { id: 1, rootAccountId: null }, false],
])('an admin of accounts %o is one of account %o: %s', (adminAccountIds, account, expected) => {
  expect(isAccountAdmin({ adminAccountIds }, account)).toBe(expected);
});

describe('on a person', () => {
  const own: UserRight[] = [
    'read',
    'read_full_profile',
    'rename',
    'read_email_addresses',
    'view_user_logins',
    'manage_access_tokens',
  ];
  const all: UserRight[] = [...own, 'manage_user_details', 'read_sis'];
  /** By a running course whose roster the person is on. */
  const shared: Partial<Record<UserRight, string>> = {
    read: 'TADS',
    read_email_addresses: 'TA',
    view_user_logins: 'TA',
    read_sis: 'T',
  };

  test.each(all)('who it is, and an admin of the root account, have the right: %s', (right) => {
    const self = { caller, userId: callerId, sharedCourses: [] };
    expect(hasUserRight(self, right, nowMs)).toBe(own.includes(right));
    for (const userId of [callerId, strangerId]) {
      const rootAdmin = { caller: { ...caller, adminAccountIds: [1] }, userId, sharedCourses: [] };
      expect(hasUserRight(rootAdmin, right, nowMs)).toBe(true);
    }
    const subAdmin = { caller: { ...caller, adminAccountIds: [7] }, userId: strangerId, sharedCourses: [] };
    expect(hasUserRight(subAdmin, right, nowMs)).toBe(false);
    expect(hasUserRight({ caller, userId: strangerId, sharedCourses: [] }, right, nowMs)).toBe(false);
  });

  test.each(all)('a course in common gives the right: %s', (right) => {
    const holders = roles.filter((role) =>
      hasUserRight({ caller, userId: strangerId, sharedCourses: [inRole(role)] }, right, nowMs),
    );
    expect(holders.join('')).toBe(shared[right] ?? '');
  });

  test('a course that is over gives what is left of its roster', () => {
    const past = (role: string) => [inRole(role, { workflowState: 'completed' })];
    const holders = (right: UserRight) =>
      roles.filter((role) =>
        hasUserRight({ caller, userId: strangerId, sharedCourses: past(role) }, right, nowMs),
      );
    expect(holders('read').join('')).toBe('TA');
    expect(holders('read_sis').join('')).toBe('T');
    expect(holders('view_user_logins').join('')).toBe('');
  });
});

const quiz: QuizFacts = {
  workflowState: 'available',
  quizType: 'assignment',
  timeLimitMinutes: null,
  disableTimerAutosubmission: 0,
  onlyVisibleToOverrides: 0,
  lockAtMs: null,
};

/** Letters of those who may, by a check of one standing. */
function whoMay(check: (standing: CourseStanding) => boolean, given: Partial<CourseFacts> = {}): string {
  const others: [string, CourseStanding][] = [
    ['m', adminOf(1)],
    ['x', withoutEnrollment],
    ['-', anonymous],
  ];
  const named = [...roles.map((role): [string, CourseStanding] => [role, inRole(role)]), ...others];
  return named
    .filter(([, standing]) => check({ ...standing, course: { ...standing.course, ...given } }))
    .map(([letter]) => letter)
    .join('');
}

describe('a quiz', () => {
  const unpublished = { workflowState: 'unpublished' as const };
  const hidden = { onlyVisibleToOverrides: 1 as const };
  test.each<[string, Partial<QuizFacts>, Partial<Course>, string]>([
    ['published', {}, {}, 'TADSOm'],
    ['unpublished', unpublished, {}, 'TADm'],
    ['for a few', hidden, {}, 'TADm'],
    ['published in an unpublished course', {}, { workflowState: 'claimed' }, 'TADm'],
    ['published in a concluded course', {}, { workflowState: 'completed' }, 'TADSOm'],
    ['unpublished in a concluded course', unpublished, { workflowState: 'completed' }, 'TADm'],
    ['published in a public course', {}, { isPublic: 1 }, 'TADSOmx-'],
    ['unpublished in a public course', unpublished, { isPublic: 1 }, 'TADm'],
  ])('that is %s is read by', (_, quizGiven, courseGiven, expected) => {
    const check = (standing: CourseStanding) => mayReadQuiz(standing, { ...quiz, ...quizGiven }, nowMs);
    expect(whoMay(check, courseGiven)).toBe(expected);
  });

  const practice = { quizType: 'practice_quiz' as const };
  test.each<[string, Partial<QuizFacts>, Partial<Course>, excused: boolean, string]>([
    ['published', {}, {}, false, 'TADSm'],
    ['published, to who is excused', {}, {}, true, 'TADm'],
    ['unpublished', unpublished, {}, false, 'TADm'],
    ['for a few', hidden, {}, false, 'TADm'],
    ['published in a concluded course', {}, { workflowState: 'completed' }, false, 'm'],
    ['graded in a public course', {}, { isPublic: 1 }, false, 'TADSm'],
    ['ungraded in a public course', practice, { isPublic: 1 }, false, 'TADSOmx-'],
    ['ungraded in a public course, to who is excused', practice, { isPublic: 1 }, true, 'TADSOmx-'],
    ['ungraded in a course public to who has a login', practice, { isPublicToAuthUsers: 1 }, false, 'TADSm'],
    [
      'ungraded and unpublished in a public course',
      { ...practice, ...unpublished },
      { isPublic: 1 },
      false,
      'TADm',
    ],
    [
      'ungraded in a public, concluded course',
      practice,
      { isPublic: 1, workflowState: 'completed' },
      false,
      'm',
    ],
  ])('that is %s is taken by', (_, quizGiven, courseGiven, excused, expected) => {
    const check = (standing: CourseStanding) =>
      maySubmitQuiz(standing, { ...quiz, ...quizGiven }, excused, nowMs);
    expect(whoMay(check, courseGiven)).toBe(expected);
  });
});

describe('a quiz submission is read by', () => {
  test.each<[string, number | null, Partial<CourseFacts>, string]>([
    ['graders, when it is a stranger\u2019s', strangerId, {}, 'TAm'],
    ['graders and their observer, when it is the observed student\u2019s', observedId, {}, 'TAOm'],
    ['everybody in the role of its owner', callerId, {}, 'TADSOmx'],
    ['graders of old, in a concluded course', strangerId, { workflowState: 'completed' }, 'TAm'],
    ['graders, when it is nobody\u2019s', null, {}, 'TAm'],
  ])('%s', (_, userId, given, expected) => {
    expect(whoMay((standing) => mayReadQuizSubmission(standing, { userId }, nowMs), given)).toBe(expected);
  });

  test.each<[string, Partial<EnrollmentFacts>, boolean]>([
    ['active', {}, true],
    ['ended', { endAtMs: nowMs }, false],
    ['completed', { workflowState: 'completed' }, false],
    ['without a student', { associatedUserId: null }, false],
  ])('an observer whose enrollment is %s: %s', (_, given, expected) => {
    const observer = inRole('O', {}, given);
    expect(mayReadQuizSubmission(observer, { userId: observedId }, nowMs)).toBe(expected);
    expect(mayReadQuizSubmission(observer, { userId: null }, nowMs)).toBe(false);
  });
});

describe('the log of an attempt is read by', () => {
  test.each<[string, Partial<CourseFacts>, string]>([
    ['available', {}, 'TAm'],
    ['unpublished', { workflowState: 'claimed' }, 'TAm'],
    ['concluded', { workflowState: 'completed' }, 'm'],
    ['public', { isPublic: 1 }, 'TAm'],
  ])('graders, in a course that is %s', (_, given, expected) => {
    expect(whoMay((standing) => mayViewLog(standing, nowMs), given)).toBe(expected);
  });
});

describe('events of an attempt are reported', () => {
  const owned: RecordingFacts = {
    userId: callerId,
    workflowState: 'untaken',
    endAtMs: after,
    manuallyUnlocked: 0,
    excused: 0,
  };
  const untimed = { disableTimerAutosubmission: 1 as const };

  test.each<[string, Partial<QuizFacts>, Partial<RecordingFacts>, boolean]>([
    ['while it runs', {}, {}, true],
    ['in its last moment', {}, { endAtMs: nowMs }, true],
    ['past its end', {}, { endAtMs: before }, false],
    ['when it has no end', {}, { endAtMs: null }, true],
    ['when it has a time limit and no end', { timeLimitMinutes: 5 }, { endAtMs: null }, false],
    ['once complete, past its end', {}, { workflowState: 'complete', endAtMs: before }, true],
    ['once waiting for review, past its end', {}, { workflowState: 'pending_review', endAtMs: before }, true],
    ['past its end, when the timer hands nothing in', untimed, { endAtMs: before }, true],
    [
      'past its end and the lock date, when the timer hands nothing in',
      { ...untimed, lockAtMs: before },
      { endAtMs: before },
      false,
    ],
    [
      'past the lock date but not its end, when the timer hands nothing in',
      { ...untimed, lockAtMs: before },
      {},
      true,
    ],
    [
      'past both, when the timer hands nothing in and it was unlocked by hand',
      { ...untimed, lockAtMs: before },
      { endAtMs: before, manuallyUnlocked: 1 },
      true,
    ],
    ['past the lock date alone', { lockAtMs: before }, {}, true],
    ['when excused', {}, { excused: 1 }, false],
    ['when the quiz is unpublished', { workflowState: 'unpublished' }, {}, false],
    ['when the quiz is for a few', { onlyVisibleToOverrides: 1 }, {}, false],
    ['when it is another student\u2019s', {}, { userId: strangerId }, false],
    ['when it is nobody\u2019s', {}, { userId: null }, false],
  ])('by its student %s: %s', (_, quizGiven, given, expected) => {
    const student = inRole('S');
    const [onQuiz, onAttempt] = [
      { ...quiz, ...quizGiven },
      { ...owned, ...given },
    ];
    expect(mayRecordEvents(student, onQuiz, onAttempt, false, nowMs)).toBe(expected);
  });

  test('by nobody else, whatever else they may do', () => {
    const others = (standing: CourseStanding) =>
      mayRecordEvents(standing, quiz, { ...owned, userId: strangerId }, false, nowMs);
    expect(whoMay(others)).toBe('');
    const nobodys = (standing: CourseStanding) =>
      mayRecordEvents(standing, quiz, { ...owned, userId: null }, false, nowMs);
    expect(whoMay(nobodys)).toBe('');
  });

  const publicly = { isPublic: 1 as const };
  test.each(quizTypes)(
    'on a quiz of type %s in a public course, by anybody where that is allowed',
    (quizType) => {
      const past = { ...owned, userId: strangerId, workflowState: 'complete' as const, endAtMs: before };
      const check = (allowed: boolean) => (standing: CourseStanding) =>
        mayRecordEvents(standing, { ...quiz, quizType }, past, allowed, nowMs);
      const isUngraded = quizType === 'practice_quiz' || quizType === 'survey';
      expect(whoMay(check(true), publicly)).toBe(isUngraded ? 'TADSOmx-' : '');
      expect(whoMay(check(true), { isPublicToAuthUsers: 1 })).toBe(isUngraded ? 'TADSOmx' : '');
      expect(whoMay(check(false), publicly)).toBe('');
      expect(whoMay(check(true))).toBe('');
    },
  );
});
