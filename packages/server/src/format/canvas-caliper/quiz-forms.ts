// Quizzes in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrNobody, userOrSystem } from './actor.ts';
import type { CaliperForm, FormOf } from './caliper-form.ts';
import { entityText, personText, urn } from './canvas-entity.ts';
import { type CanvasMessage, idOf, textOf, timeOf } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { extensionsText } from './json-text.ts';

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
    object: entityText(urn('submission', quizSubmissionId), 'Attempt', {
      extensions: extensionsText({ entity_id: `"${quizSubmissionId}"` }),
      assignee: personText(actor.userId ?? '0'),
      assignable: entityText(urn('quiz', quizId), 'Assessment'),
    }),
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
      object: entityText(urn('quiz', quizId), 'Assessment', {
        name: textOf(body.title),
        [action === 'Created' ? 'dateCreated' : 'dateModified']: changedAt,
        extensions: extensionsText({
          quiz_type: textOf(body.quiz_type),
          time_limit: textOf(body.time_limit),
          access_code: textOf(body.access_code),
          workflow_state: textOf(body.workflow_state),
          entity_id: `"${quizId}"`,
        }),
        dateToShow: timeOf(body.unlock_at),
        dateToSubmit: timeOf(body.due_at),
        maxScore: textOf(body.points_possible),
      }),
      group: courseOf(metadata),
    };
  };
}
