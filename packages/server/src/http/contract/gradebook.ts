// The gradebook of a course on the wire. Ours: Canvas's own page puts it together from many answers, each with everything of
// a submission; here is what a grid shows, and what changed since.

import { type Static, Type } from 'typebox';
import type { EnrollmentState } from '../../model/enrollment.ts';
import { nameCharsMax } from '../../model/limits.ts';
import type { LatePolicyStatus, SubmissionState } from '../../model/submission.ts';
import { isGraded } from '../../model/submission-policy.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { GradesOfView } from '../../operations/gradebook/course-grades.ts';
import type {
  GradebookAsked,
  GradebookPage,
  GradebookStudent,
} from '../../operations/gradebook/read-gradebook.ts';
import type { SubmissionView } from '../../operations/gradebook/submission-view.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { pagination } from '../canvas-wire/link-header.ts';
import { stringListParam, timeParam } from '../canvas-wire/params.ts';

export const gradebookStudentsPath = '/api/v1/courses/:course_id/gradebook/students';

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const gradebookParams = Type.Object({
  course_id: Type.String({ description: 'Course id, or `sis_course_id:…`' }),
});

export const gradebookQuery = Type.Object({
  student_ids: optional('`student_ids[]=…`; everybody if absent'),
  changed_since: optional('The `as_of` of an earlier answer: only who and what changed since'),
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const nullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });

const shownGrades = Type.Object({
  current_score: nullableNumber,
  current_grade: nullableText,
  final_score: nullableNumber,
  final_grade: nullableText,
});

const isTrue = (description: string) => Type.Optional(Type.Literal(true, { description }));

const shownCell = Type.Object(
  {
    assignment_id: Type.Integer(),
    version: Type.Integer({
      description: 'Another whenever the submission changes; for `submission[if_version]`',
    }),
    workflow_state: Type.Unsafe<SubmissionState>({ type: 'string' }),
    score: nullableNumber,
    grade: nullableText,
    entered_score: Type.Optional(
      Type.Number({ description: 'Before the late policy, where it took points' }),
    ),
    entered_grade: Type.Optional(Type.String()),
    excused: isTrue('Left out unless true, as the next ones'),
    late: isTrue('Handed in after it was due'),
    missing: isTrue('Due, and nothing was handed in'),
    hidden: isTrue('There is a grade, and the student has not been shown it'),
    regrade: isTrue('Something was handed in after it was graded'),
    late_policy_status: Type.Optional(Type.Unsafe<LatePolicyStatus>({ type: 'string' })),
    submitted_at: Type.Optional(Type.String()),
    quiz_submission_id: Type.Optional(Type.Integer()),
    attempt: Type.Optional(Type.Integer()),
  },
  { description: 'What is nothing or false is left out' },
);

export const shownGradebook = Type.Object({
  as_of: Type.String({ description: 'For `changed_since`: nothing later is missing' }),
  students: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      sortable_name: Type.String(),
      enrollment_id: Type.Integer(),
      enrollment_state: Type.Unsafe<EnrollmentState>({ type: 'string' }),
      section_id: Type.Integer(),
      posted: shownGrades,
      unposted: Type.Object(shownGrades.properties, {
        description: 'With grades that students do not see yet',
      }),
      override_score: nullableNumber,
      override_grade: nullableText,
      submissions: Type.Array(shownCell),
    }),
  ),
});

/** Raises malformed, not_found. */
export function gradebookAskedOf(query: Record<string, unknown>, shard: number): GradebookAsked {
  const ids = stringListParam(query.student_ids, 'student_ids', nameCharsMax) ?? [];
  return {
    students: ids.length === 0 ? 'all' : ids.map((id) => parseLookup(id, 'user', shard)),
    changedAfterMs: timeParam(query.changed_since, 'changed_since') ?? null,
    ...pagination(query),
  };
}

export function gradebookJson({ asOfMs, students }: GradebookPage): Static<typeof shownGradebook> {
  return { as_of: wireTimeMs(asOfMs), students: students.map(studentJson) };
}

function studentJson({ user, enrollment, grades, submissions }: GradebookStudent) {
  return {
    id: user.id,
    name: user.name,
    sortable_name: user.sortableName,
    enrollment_id: enrollment.id,
    enrollment_state: enrollment.workflowState,
    section_id: enrollment.courseSectionId,
    posted: gradesJson(grades),
    unposted: gradesJson(grades?.unposted ?? null),
    override_score: grades?.override?.score ?? null,
    override_grade: grades?.override?.grade ?? null,
    submissions: submissions.map(cellJson),
  };
}

function gradesJson(grades: GradesOfView | null): Static<typeof shownGrades> {
  return {
    current_score: grades?.currentScore ?? null,
    current_grade: grades?.currentGrade ?? null,
    final_score: grades?.finalScore ?? null,
    final_grade: grades?.finalGrade ?? null,
  };
}

function cellJson(view: SubmissionView): Static<typeof shownCell> {
  const { submission: row, enteredScore, enteredGrade } = view;
  const isEntered = enteredScore !== null && enteredScore !== row.score;
  return {
    assignment_id: row.assignmentId,
    version: row.updatedAtMs,
    workflow_state: row.workflowState,
    score: row.score,
    grade: row.grade,
    ...(isEntered ? { entered_score: enteredScore } : {}),
    ...(isEntered && enteredGrade !== null ? { entered_grade: enteredGrade } : {}),
    ...(row.excused === 1 ? { excused: true } : {}),
    ...(view.isLate ? { late: true } : {}),
    ...(view.isMissing ? { missing: true } : {}),
    ...(isGraded(row) && row.postedAtMs === null ? { hidden: true } : {}),
    ...(row.gradeMatchesCurrentSubmission === 0 ? { regrade: true } : {}),
    ...(row.latePolicyStatus === null ? {} : { late_policy_status: row.latePolicyStatus }),
    ...(row.submittedAtMs === null ? {} : { submitted_at: wireTimeMs(row.submittedAtMs) }),
    ...(row.quizSubmissionId === null ? {} : { quiz_submission_id: row.quizSubmissionId }),
    ...(row.attempt === null ? {} : { attempt: row.attempt }),
  };
}
