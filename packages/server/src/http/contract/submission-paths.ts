// Where submissions are on the wire: in a course, and the same in one of its sections; how their paths are read.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { EnrollmentPlace } from '../../operations/courses/enrollment-place.ts';
import type { AssignmentPath, SubmissionPath } from '../../operations/gradebook/submission-place.ts';
import { parseLookup } from '../canvas-wire/ids.ts';

const course_id = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const section_id = Type.String({ description: 'Section id, or `sis_section_id:…`' });
const assignment_id = Type.String({ description: 'Assignment id, or `sis_assignment_id:…`' });
const user_id = Type.String({ description: 'Id of the student, `self`, or `sis_user_id:…`' });

/** The course form of each path first. */
const contexts = [
  { base: '/api/v1/courses/:course_id', params: { course_id } },
  { base: '/api/v1/sections/:section_id', params: { section_id } },
] as const;

function inContexts(rest: string, more: Record<string, ReturnType<typeof Type.String>>) {
  return contexts.map(({ base, params }) => ({
    path: `${base}${rest}`,
    params: Type.Object({ ...params, ...more }),
  }));
}

export const submissionsPaths = inContexts('/assignments/:assignment_id/submissions', { assignment_id });
export const submissionPaths = inContexts('/assignments/:assignment_id/submissions/:user_id', {
  assignment_id,
  user_id,
});
export const submissionReadPaths = inContexts('/assignments/:assignment_id/submissions/:user_id/read', {
  assignment_id,
  user_id,
});
export const assignmentGradesPaths = inContexts('/assignments/:assignment_id/submissions/update_grades', {
  assignment_id,
});
export const studentSubmissionsPaths = inContexts('/students/submissions', {});
export const courseGradesPaths = inContexts('/submissions/update_grades', {});

interface PathParams {
  course_id?: string;
  section_id?: string;
  assignment_id?: string;
  user_id?: string;
}

export function placeOf(request: FastifyRequest, shard: number): EnrollmentPlace {
  const { course_id: course, section_id: section } = request.params as PathParams;
  if (course !== undefined) return { course: parseLookup(course, 'course', shard) };
  return { section: parseLookup(section ?? '', 'section', shard) };
}

export function assignmentPathOf(request: FastifyRequest, shard: number): AssignmentPath {
  const { assignment_id: id = '' } = request.params as PathParams;
  return { place: placeOf(request, shard), assignment: parseLookup(id, 'assignment', shard) };
}

export function submissionPathOf(request: FastifyRequest, shard: number): SubmissionPath {
  const { user_id: user = '' } = request.params as PathParams;
  return { ...assignmentPathOf(request, shard), user: parseLookup(user, 'user', shard) };
}
