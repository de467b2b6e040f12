// The IRIs of things. There are two families: this server's own, which are addresses of its API as far as it has one for the
// thing, and Canvas's URNs for what a Canvas announced.

import { localPart } from '../../model/ids.ts';
import { digitsOf } from './values.ts';

/** An attempt at a quiz. Ids are digits. */
export interface QuizAttemptKey {
  courseId: string;
  quizId: string;
  quizSubmissionId: string;
  /** Undefined where a Canvas does not say. */
  attempt: number | undefined;
}

/** An attempt at any other assignment; ids are digits. */
export interface WorkKey {
  courseId: string;
  assignmentId: string;
  userId: string;
  submissionId: string;
  attempt: number | undefined;
}

export interface Names {
  /** An id from a message as these names have it; undefined for what is none. */
  id(value: unknown): string | undefined;
  app: string;
  user(userId: string): string;
  session(sessionId: string): string;
  course(courseId: string): string;
  section(courseId: string, sectionId: string): string;
  membership(courseId: string, userId: string, role: string | undefined): string;
  enrollment(enrollmentId: string): string;
  quiz(courseId: string, quizId: string): string;
  assignment(courseId: string, assignmentId: string): string;
  assignmentGroup(courseId: string, groupId: string): string;
  quizAttempt(key: QuizAttemptKey): string;
  work(key: WorkKey): string;
  /** What the gradebook shows for a student's work, whatever attempts there were; `attempt` does not matter. */
  workResult(key: WorkKey): string;
  /** What a student has in the course: computed, or as somebody put it in its place. */
  courseResult(courseId: string, userId: string, kind: 'computed' | 'override'): string;
  subscription(uuid: string): string;
}

// The events of one class tell of the same few things again and again, so the last name of each kind is kept.
let namesAtHand: { baseUrl: string; names: Names } | null = null;

/** `baseUrl` is without a slash at its end. */
export function ownNames(baseUrl: string): Names {
  if (namesAtHand?.baseUrl !== baseUrl) namesAtHand = { baseUrl, names: namesUnder(baseUrl) };
  return namesAtHand.names;
}

function namesUnder(baseUrl: string): Names {
  const api = `${baseUrl}/api/v1`;
  const course = keepingLast((id) => `${api}/courses/${id}`);
  return {
    id: (value) => {
      const id = digitsOf(value);
      return id === undefined ? undefined : localPart(id);
    },
    app: `${baseUrl}/`,
    user: keepingLast((id) => `${api}/users/${id}`),
    session: keepingLast((id) => `${baseUrl}/sessions/${encodeURIComponent(id)}`),
    course,
    section: (courseId, id) => `${course(courseId)}/sections/${id}`,
    membership: (courseId, userId) => `${course(courseId)}/users/${userId}`,
    enrollment: (id) => `${api}/accounts/1/enrollments/${id}`,
    quiz: (courseId, id) => `${course(courseId)}/quizzes/${id}`,
    assignment: (courseId, id) => `${course(courseId)}/assignments/${id}`,
    assignmentGroup: (courseId, id) => `${course(courseId)}/assignment_groups/${id}`,
    quizAttempt: ({ courseId, quizId, quizSubmissionId, attempt }) =>
      `${course(courseId)}/quizzes/${quizId}/submissions/${quizSubmissionId}/attempts/${attempt ?? 0}`,
    work: ({ courseId, assignmentId, userId, attempt }) =>
      `${course(courseId)}/assignments/${assignmentId}/submissions/${userId}/attempts/${attempt ?? 0}`,
    workResult: ({ courseId, assignmentId, userId }) =>
      `${course(courseId)}/assignments/${assignmentId}/submissions/${userId}/result`,
    courseResult: (courseId, userId, kind) => `${course(courseId)}/users/${userId}/results/${kind}`,
    subscription: (uuid) => `${baseUrl}/api/lti/subscriptions/${uuid}`,
  };
}

/** Canvas: live events reference §7.3, §7.4. */
export function canvasNames(hostname: unknown): Names {
  const urn = (kind: string, id: string) => `urn:instructure:canvas:${kind}:${id}`;
  const isHost =
    typeof hostname === 'string' && /^[\w.:-]{1,255}$/.test(hostname) && URL.canParse(`http://${hostname}/`);
  return {
    id: digitsOf,
    // Canvas: what comes from a job names this host.
    app: `http://${isHost ? hostname : 'www.canvaslms.com'}/`,
    user: (id) => urn('user', id),
    session: (id) => urn('session', encodeURIComponent(id)),
    course: (id) => urn('course', id),
    section: (courseId, id) => urn(`course:${courseId}:section`, id),
    membership: (courseId, userId, role) => urn(`course:${courseId}:${role ?? 'user'}`, userId),
    enrollment: (id) => urn('enrollment', id),
    quiz: (_courseId, id) => urn('quiz', id),
    assignment: (_courseId, id) => urn('assignment', id),
    assignmentGroup: (_courseId, id) => urn('assignmentGroup', id),
    // Canvas has one URN for both kinds of submission, whatever the attempt; here no two things have one name. It does not
    // say which attempt at a quiz it is, nor which one is graded.
    quizAttempt: ({ quizSubmissionId }) => urn('quiz_submission', quizSubmissionId),
    work: ({ submissionId, attempt }) =>
      urn('submission', attempt === undefined ? submissionId : `${submissionId}:attempt:${attempt}`),
    workResult: ({ submissionId }) => urn('submission', `${submissionId}:result`),
    courseResult: (courseId, userId, kind) => urn(`course:${courseId}:result:${kind}`, userId),
    subscription: (uuid) => `urn:uuid:${uuid}`,
  };
}

function keepingLast(nameOf: (id: string) => string): (id: string) => string {
  let last = '';
  let name = '';
  return (id) => {
    if (id !== last) {
      last = id;
      name = nameOf(id);
    }
    return name;
  };
}
