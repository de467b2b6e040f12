// Grades in Canvas's Caliper. Canvas: live events reference §7.6.

import { graderOrSystem } from './actor.ts';
import type { CaliperForm } from './caliper-form.ts';
import { entityText, urn, urnText } from './canvas-entity.ts';
import { type CanvasMessage, idOf, textOf } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { extensionsText } from './json-text.ts';

/** The score bears the name of the attempt. A grade that was cleared is a score without one. */
export function gradeChange({ metadata, body }: CanvasMessage): CaliperForm | null {
  const submissionId = idOf(body.submission_id);
  const assignmentId = idOf(body.assignment_id);
  const studentId = idOf(body.student_id) ?? idOf(body.user_id);
  if (submissionId === undefined || assignmentId === undefined || studentId === undefined) return null;
  const graderId = idOf(body.grader_id);
  const grade = textOf(body.grade);
  const sisId = textOf(body.student_sis_id);
  const attemptUrn = urn('submission', submissionId);
  const extensions = extensionsText({ grade, entity_id: `"${submissionId}"` });
  const assignee = entityText(urn('user', studentId), 'Person', {
    extensions: sisId === undefined ? undefined : extensionsText({ sis_id: sisId }),
  });
  const assignable = entityText(urn('assignment', assignmentId), 'AssignableDigitalResource');
  return {
    type: 'GradeEvent',
    actor: graderOrSystem(metadata, graderId),
    action: 'Graded',
    object: entityText(attemptUrn, 'Attempt', { extensions, assignee, assignable }),
    generated: entityText(attemptUrn, 'Score', {
      extensions,
      attempt: entityText(attemptUrn, 'Attempt', {
        extensions: grade === undefined ? undefined : extensionsText({ grade }),
        assignee,
        assignable,
      }),
      maxScore: textOf(body.points_possible),
      scoreGiven: textOf(body.score),
      scoredBy: urnText('user', graderId),
    }),
    group: courseOf(metadata),
  };
}
