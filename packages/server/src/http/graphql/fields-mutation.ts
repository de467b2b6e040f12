// What GraphQL changes: post policies, who sees grades, final grades. Core reference §11. Each operation checks the right.

import { notFound } from '../../model/refusal.ts';
import type { PostedGrades } from '../../operations/gradebook/post-grades.ts';
import { type Arguments, type Fields, type GraphqlContext, objectArgument } from './fields.ts';
import { lookupsIn } from './lookups.ts';
import { idArgument, idListArgument } from './node-ids.ts';

type Selection = Parameters<GraphqlContext['postGrades']['post']>[1];

export const mutationFields: Fields<unknown> = seenAnew({
  postAssignmentGrades: (_source, args, { caller, postGrades, shard }) =>
    postGrades.post(caller, selectionOf(args, false, shard)),
  postAssignmentGradesForSections: (_source, args, { caller, postGrades, shard }) =>
    postGrades.post(caller, selectionOf(args, true, shard)),
  hideAssignmentGrades: (_source, args, { caller, postGrades, shard }) =>
    postGrades.hide(caller, selectionOf(args, false, shard)),
  hideAssignmentGradesForSections: (_source, args, { caller, postGrades, shard }) =>
    postGrades.hide(caller, selectionOf(args, true, shard)),

  async setAssignmentPostPolicy(_source, args, { caller, setPostPolicy, lookups, shard }) {
    const input = objectArgument(args, 'input');
    const id = idArgument(input, 'assignmentId', 'Assignment', shard);
    const { id: changed } = await setPostPolicy.ofAssignment(caller, id, input.postManually === true);
    const assignment = await lookups.assignment(changed);
    return { postPolicy: assignment && { assignment } };
  },
  async setCoursePostPolicy(_source, args, { caller, setPostPolicy, lookups, shard }) {
    const input = objectArgument(args, 'input');
    const id = idArgument(input, 'courseId', 'Course', shard);
    const { id: changed } = await setPostPolicy.ofCourse(caller, id, input.postManually === true);
    const course = await lookups.course(changed);
    return { postPolicy: course && { course } };
  },
  async setOverrideScore(_source, args, { caller, overrideGrade, shard }) {
    const input = objectArgument(args, 'input');
    // There are no grading periods, so none has this id.
    if (input.gradingPeriodId != null) throw notFound();
    const { overrideScore } = input;
    const score = typeof overrideScore === 'number' ? overrideScore + 0 : null;
    const id = idArgument(input, 'enrollmentId', 'Enrollment', shard);
    return { grades: await overrideGrade(caller, id, score) };
  },
});

/** Of what posting and hiding answer; what was wrong with the input is told as an error of the request. */
export const postedGradesFields: Fields<PostedGrades> = {
  assignment: ({ assignment }, _args, { lookups }) => lookups.assignment(assignment.id),
  sections: ({ sections }, _args, { lookups }) =>
    sections === null ? null : Promise.all(sections.map(({ id }) => lookups.section(id))),
};

/** Forgets what was looked up before each of them: they are carried out one after the other, and each changes something. */
function seenAnew(fields: Fields<unknown>): Fields<unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, resolve]): [string, Fields<unknown>[string]] => [
      name,
      (source, args, context) => {
        context.lookups = lookupsIn(context.graph);
        return resolve(source, args, context);
      },
    ]),
  );
}

function selectionOf(args: Arguments, isBySections: boolean, shard: number): Selection {
  const input = objectArgument(args, 'input');
  return {
    assignmentId: idArgument(input, 'assignmentId', 'Assignment', shard),
    sectionIds: idListArgument(input, 'sectionIds', 'Section', shard),
    onlyStudentIds: idListArgument(input, 'onlyStudentIds', 'User', shard),
    skipStudentIds: idListArgument(input, 'skipStudentIds', 'User', shard),
    gradedOnly: input.gradedOnly === true,
    isBySections,
  };
}
