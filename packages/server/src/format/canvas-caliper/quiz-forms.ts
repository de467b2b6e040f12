// Quizzes in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrNobody, userOrSystem } from './actor.ts';
import type { CaliperForm, CanvasMessage, FormOf } from './caliper-form.ts';
import { entityText, personText, urn } from './canvas-entity.ts';
import { courseOf } from './group.ts';
import { extensions, member } from './json-text.ts';

/** The id is of the quiz submission, though it reads as that of a submission. */
export function quizSubmitted({ metadata, body }: CanvasMessage): CaliperForm | null {
  const quizSubmissionId = body.id('submission_id');
  const quizId = body.id('quiz_id');
  if (quizSubmissionId === undefined || quizId === undefined) return null;
  const actor = userOrNobody(metadata);
  return {
    type: 'AssessmentEvent',
    actor,
    action: 'Submitted',
    object: entityText(
      urn('submission', quizSubmissionId),
      'Attempt',
      extensions(member('entity_id', `"${quizSubmissionId}"`)) +
        member('assignee', personText(actor.userId ?? '0')) +
        member('assignable', entityText(urn('quiz', quizId), 'Assessment')),
    ),
    group: courseOf(metadata),
  };
}

export function quizForm(action: 'Created' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const quizId = body.id('quiz_id');
    if (quizId === undefined) return null;
    const more = extensions(
      member('quiz_type', body.text('quiz_type')) +
        member('time_limit', body.text('time_limit')) +
        member('access_code', body.text('access_code')) +
        member('workflow_state', body.text('workflow_state')) +
        member('entity_id', `"${quizId}"`),
    );
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(
        urn('quiz', quizId),
        'Assessment',
        member('name', body.text('title')) +
          member(`date${action}`, body.time('updated_at')) +
          more +
          member('dateToShow', body.time('unlock_at')) +
          member('dateToSubmit', body.time('due_at')) +
          member('maxScore', body.text('points_possible')),
      ),
      group: courseOf(metadata),
    };
  };
}
