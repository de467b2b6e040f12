// Grades in Canvas's Caliper. Canvas: live events reference §7.6.

import { graderOrSystem } from './actor.ts';
import type { CaliperForm, CanvasMessage } from './caliper-form.ts';
import { entityText, urn, urnText } from './canvas-entity.ts';
import { courseOf } from './group.ts';
import { extensions, member } from './json-text.ts';

/** The score bears the name of the attempt. A grade that was cleared is a score without one. */
export function gradeChange({ metadata, body }: CanvasMessage): CaliperForm | null {
  const submissionId = body.id('submission_id');
  const assignmentId = body.id('assignment_id');
  const studentId = body.id('student_id') ?? body.id('user_id');
  if (submissionId === undefined || assignmentId === undefined || studentId === undefined) return null;
  const graderId = body.id('grader_id');
  const grade = member('grade', body.text('grade'));
  const sisId = extensions(member('sis_id', body.text('student_sis_id')));
  const whose =
    member('assignee', entityText(urn('user', studentId), 'Person', sisId)) +
    member('assignable', entityText(urn('assignment', assignmentId), 'AssignableDigitalResource'));
  const submissionUrn = urn('submission', submissionId);
  const gradeAndId = extensions(grade + member('entity_id', `"${submissionId}"`));
  return {
    type: 'GradeEvent',
    actor: graderOrSystem(metadata, graderId),
    action: 'Graded',
    object: entityText(submissionUrn, 'Attempt', gradeAndId + whose),
    generated: entityText(
      submissionUrn,
      'Score',
      gradeAndId +
        member('attempt', entityText(submissionUrn, 'Attempt', extensions(grade) + whose)) +
        member('maxScore', body.text('points_possible')) +
        member('scoreGiven', body.text('score')) +
        member('scoredBy', urnText('user', graderId)),
    ),
    group: courseOf(metadata),
  };
}
