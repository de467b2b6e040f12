// Grades in Canvas's Caliper. Canvas: live events reference §7.6.

import { graderOrSystem } from './actor.ts';
import type { CaliperForm } from './caliper-form.ts';
import { canvasExtensions, entityText, urn, urnText } from './canvas-entity.ts';
import { type CanvasMessage, idOf, textOf } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { member } from './json-text.ts';

/** The score bears the name of the attempt. A grade that was cleared is a score without one. */
export function gradeChange({ metadata, body }: CanvasMessage): CaliperForm | null {
  const submissionId = idOf(body.submission_id);
  const assignmentId = idOf(body.assignment_id);
  const studentId = idOf(body.student_id) ?? idOf(body.user_id);
  if (submissionId === undefined || assignmentId === undefined || studentId === undefined) return null;
  const graderId = idOf(body.grader_id);
  const grade = textOf(body.grade);
  const attemptUrn = urn('submission', submissionId);
  const extensions = canvasExtensions(member('grade', grade), member('entity_id', `"${submissionId}"`));
  const sisId = canvasExtensions(member('sis_id', textOf(body.student_sis_id)));
  const assignee = member('assignee', entityText(urn('user', studentId), 'Person', sisId));
  const assignable = member(
    'assignable',
    entityText(urn('assignment', assignmentId), 'AssignableDigitalResource'),
  );
  return {
    type: 'GradeEvent',
    actor: graderOrSystem(metadata, graderId),
    action: 'Graded',
    object: entityText(attemptUrn, 'Attempt', extensions, assignee, assignable),
    generated: entityText(
      attemptUrn,
      'Score',
      extensions,
      member(
        'attempt',
        entityText(attemptUrn, 'Attempt', canvasExtensions(member('grade', grade)), assignee, assignable),
      ),
      member('maxScore', textOf(body.points_possible)),
      member('scoreGiven', textOf(body.score)),
      member('scoredBy', urnText('user', graderId)),
    ),
    group: courseOf(metadata),
  };
}
