// Questions of an attempt as Caliper has them: an item of the assessment, and the attempt at that item, which is part of the
// attempt at the whole.

import type { AssessmentItem, Attempt } from '@quizwire/caliper';
import type { Taken } from './attempt-forms.ts';
import { own } from './told.ts';
import { digitsOf, numberOf, type Values } from './values.ts';

export interface Item {
  item: AssessmentItem;
  /** Counted as the whole attempt is, because it is part of that. */
  attempt: Attempt;
}

/** `question` is a question in the details of a live event. Null for what is none. */
export function itemOf({ assessment, attempt }: Taken, question: Values): Item | null {
  const questionId = digitsOf(question.question_id);
  if (questionId === undefined) return null;
  const item: AssessmentItem = {
    id: `${assessment.id}/questions/${questionId}`,
    type: 'AssessmentItem',
    isPartOf: assessment.id,
    maxScore: numberOf(question.points_possible),
    extensions: own({ question_type: question.question_type, position: question.position }),
  };
  return {
    item,
    attempt: {
      id: `${attempt.id}/questions/${questionId}`,
      type: 'Attempt',
      assignee: attempt.assignee,
      assignable: item.id,
      count: attempt.count,
      isPartOf: attempt.id,
    },
  };
}
