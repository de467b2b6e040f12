// What the gradebook asks of the server, and how its answers look. It keeps nothing.

import { call } from '../api/client.ts';
import { callAll } from '../api/pages.ts';

export type GradingType = 'points' | 'percent' | 'letter_grade' | 'gpa_scale' | 'pass_fail' | 'not_graded';

export interface Assignment {
  id: number;
  name: string;
  points_possible: number | null;
  grading_type: GradingType;
  due_at: string | null;
  published: boolean;
  post_manually: boolean;
  quiz_id?: number;
}

export interface AssignmentGroup {
  id: number;
  name: string;
  /** Percent. */
  group_weight: number;
  assignments: Assignment[];
}

/** What one student has on one assignment; what is false is left out. */
export interface Cell {
  assignment_id: number;
  /** Another whenever it changes. */
  version: number;
  workflow_state: 'unsubmitted' | 'submitted' | 'graded' | 'pending_review';
  score: number | null;
  grade: string | null;
  entered_score?: number;
  entered_grade?: string;
  excused?: true;
  late?: true;
  missing?: true;
  hidden?: true;
  regrade?: true;
  late_policy_status?: LateStatus;
  submitted_at?: string;
  quiz_submission_id?: number;
  attempt?: number;
}

export type LateStatus = 'late' | 'missing' | 'extended' | 'none';

export interface CourseGrades {
  current_score: number | null;
  current_grade: string | null;
  final_score: number | null;
  final_grade: string | null;
}

export interface StudentAnswer {
  id: number;
  name: string;
  sortable_name: string;
  enrollment_state: string;
  posted: CourseGrades;
  unposted: CourseGrades;
  override_score: number | null;
  override_grade: string | null;
  submissions: Cell[];
}

export interface StudentsAnswer {
  /** To be asked with next time. */
  asOf: string;
  students: StudentAnswer[];
}

export interface GradebookCourse {
  id: number;
  name: string;
  groups: AssignmentGroup[];
  mayGrade: boolean;
  mayOverride: boolean;
}

/** What `PUT …/submissions/:user_id` takes as `submission`. */
export interface GradeAsked {
  posted_grade?: string;
  /** `false` as text: a JSON `false` is passed over. */
  excuse?: true | 'false';
  late_policy_status?: LateStatus | '';
}

export interface Comment {
  id: number;
  author_name: string | null;
  comment: string;
  created_at: string;
}

/** What is read of one submission beside its cell. */
export interface Work {
  submission_type: string | null;
  /** Safe HTML of a text that was handed in; of a quiz it is no text for people. */
  body: string | null;
  url: string | null;
  submission_comments: Comment[];
}

export interface GradeVersion {
  grade: string | null;
  score: number | null;
  excused: boolean;
  grader: string;
  graded_at: string | null;
}

const api = (courseId: string): string => `/api/v1/courses/${courseId}`;

export async function askCourse(courseId: string): Promise<GradebookCourse> {
  const [course, groups, settings, rights] = await Promise.all([
    call<{ id: number; name: string }>('GET', api(courseId)),
    askGroups(courseId),
    call<{ allow_final_grade_override: boolean }>('GET', `${api(courseId)}/settings`),
    call<{ manage_grades?: boolean }>('GET', `${api(courseId)}/permissions?permissions[]=manage_grades`),
  ]);
  const mayGrade = rights.manage_grades === true;
  return {
    id: course.id,
    name: course.name,
    groups,
    mayGrade,
    mayOverride: mayGrade && settings.allow_final_grade_override,
  };
}

export function askGroups(courseId: string): Promise<AssignmentGroup[]> {
  return callAll(`${api(courseId)}/assignment_groups?include[]=assignments&per_page=100`);
}

/** Everybody, page after page; a page has so many students that the server is not long at it. */
export function askStudents(courseId: string, assignments: number): Promise<StudentsAnswer> {
  const perPage = Math.min(100, Math.max(10, Math.floor(cellsAtOnce / Math.max(assignments, 1))));
  return students(courseId, '', perPage);
}

const cellsAtOnce = 3_000;

export function askStudent(courseId: string, userId: number): Promise<StudentsAnswer> {
  return students(courseId, `&student_ids[]=${userId}`);
}

export function askChanges(courseId: string, since: string): Promise<StudentsAnswer> {
  return students(courseId, `&changed_since=${encodeURIComponent(since)}`);
}

async function students(courseId: string, query: string, perPage = 100): Promise<StudentsAnswer> {
  let asOf: string | undefined;
  const all = await callAll<StudentAnswer>(
    `${api(courseId)}/gradebook/students?per_page=${perPage}${query}`,
    (answer) => {
      const page = answer as { as_of: string; students: StudentAnswer[] };
      // Of the first page: what changed while the others came is asked for again.
      asOf ??= page.as_of;
      return page.students;
    },
  );
  return { asOf: asOf ?? '', students: all };
}

const submission = (courseId: string, userId: number, assignmentId: number): string =>
  `${api(courseId)}/assignments/${assignmentId}/submissions/${userId}`;

/** Nothing is done when the submission is not of this version any more: ApiError with 409. */
export async function grade(
  courseId: string,
  userId: number,
  assignmentId: number,
  asked: GradeAsked,
  ifVersion: number | null,
): Promise<void> {
  const body = { submission: { ...asked, ...(ifVersion === null ? {} : { if_version: ifVersion }) } };
  await call('PUT', submission(courseId, userId, assignmentId), { body });
}

export async function override(courseId: string, userId: number, score: number | null): Promise<void> {
  const body = { override_scores: [{ student_id: userId, override_score: score }] };
  const progress = await call<{ results?: { errors?: unknown[] } }>(
    'PUT',
    `${api(courseId)}/update_final_grade_overrides`,
    { body },
  );
  if ((progress.results?.errors?.length ?? 0) > 0) throw new Error('That is no final grade.');
}

export function askWork(courseId: string, userId: number, assignmentId: number): Promise<Work> {
  return call('GET', `${submission(courseId, userId, assignmentId)}?include[]=submission_comments`);
}

export async function comment(
  courseId: string,
  userId: number,
  assignmentId: number,
  text: string,
): Promise<void> {
  const body = { comment: { text_comment: text } };
  await call('PUT', submission(courseId, userId, assignmentId), { body });
}

/** The newest first. */
export function askHistory(courseId: string, userId: number, assignmentId: number): Promise<GradeVersion[]> {
  const of = `assignment_id=${assignmentId}&user_id=${userId}`;
  return callAll(`${api(courseId)}/gradebook_history/feed?${of}&per_page=100`);
}

/** Students see the grades of the assignment from now on, or do not any more. */
export async function postGrades(assignmentId: number, isPosted: boolean): Promise<void> {
  const name = isPosted ? 'postAssignmentGrades' : 'hideAssignmentGrades';
  const input = `${isPosted ? 'Post' : 'Hide'}AssignmentGradesInput`;
  const query = `mutation ($input: ${input}!) { ${name}(input: $input) { errors { message } } }`;
  await mutate(query, name, { assignmentId: String(assignmentId) });
}

/** Whether grades given from now on wait until somebody posts them. */
export async function setPostPolicy(assignmentId: number, postManually: boolean): Promise<void> {
  const name = 'setAssignmentPostPolicy';
  const query = `mutation ($input: SetAssignmentPostPolicyInput!) { ${name}(input: $input) { errors { message } } }`;
  await mutate(query, name, { assignmentId: String(assignmentId), postManually });
}

interface GraphqlAnswer {
  data?: Record<string, { errors: { message: string }[] | null } | null> | null;
  errors?: { message: string }[];
}

async function mutate(query: string, name: string, input: object): Promise<void> {
  const answer = await call<GraphqlAnswer>('POST', '/api/graphql', { body: { query, variables: { input } } });
  const [error] = [...(answer.errors ?? []), ...(answer.data?.[name]?.errors ?? [])];
  if (error !== undefined) throw new Error(error.message);
}
