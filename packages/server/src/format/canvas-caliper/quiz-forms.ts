// Quizzes in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrNobody, userOrSystem } from './actor.ts';
import type { CaliperForm, FormOf } from './caliper-form.ts';
import { canvasExtensions, entityText, personText, urn } from './canvas-entity.ts';
import { type CanvasMessage, idOf, textOf, timeOf } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { member } from './json-text.ts';

/** The id is of the quiz submission, though it reads as that of a submission. */
export function quizSubmitted({ metadata, body }: CanvasMessage): CaliperForm | null {
  const quizSubmissionId = idOf(body.submission_id);
  const quizId = idOf(body.quiz_id);
  if (quizSubmissionId === undefined || quizId === undefined) return null;
  const actor = userOrNobody(metadata);
  return {
    type: 'AssessmentEvent',
    actor,
    action: 'Submitted',
    object: entityText(
      urn('submission', quizSubmissionId),
      'Attempt',
      canvasExtensions(member('entity_id', `"${quizSubmissionId}"`)),
      member('assignee', personText(actor.userId ?? '0')),
      member('assignable', entityText(urn('quiz', quizId), 'Assessment')),
    ),
    group: courseOf(metadata),
  };
}

export function quizForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const quizId = idOf(body.quiz_id);
    if (quizId === undefined) return null;
    const changedAt = timeOf(body.updated_at);
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('quiz', quizId),
        'Assessment',
        member('name', textOf(body.title)),
        member(action === 'Created' ? 'dateCreated' : 'dateModified', changedAt),
        canvasExtensions(
          member('quiz_type', textOf(body.quiz_type)),
          member('time_limit', textOf(body.time_limit)),
          member('access_code', textOf(body.access_code)),
          member('workflow_state', textOf(body.workflow_state)),
          member('entity_id', `"${quizId}"`),
        ),
        member('dateToShow', timeOf(body.unlock_at)),
        member('dateToSubmit', timeOf(body.due_at)),
        member('maxScore', textOf(body.points_possible)),
      ),
      group: courseOf(metadata),
    };
  };
}
