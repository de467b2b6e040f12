// Question groups on the wire, and orders of what is in a quiz. Core reference §16.1.

import { type Static, Type } from 'typebox';
import { bodyBytesMax } from '../../model/limits.ts';
import { decimalOf, isBlank } from '../../model/loose-value.ts';
import type { QuizGroupChanges } from '../../model/quiz-group-draft.ts';
import { quizGroupsMax, quizQuestionsMax } from '../../model/quiz-limits.ts';
import type { OrderItem } from '../../model/quiz-order.ts';
import type { QuizGroup } from '../../model/quiz-question.ts';
import { declined, malformed, Refusal } from '../../model/refusal.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { objectParam, stringParam } from '../canvas-wire/params.ts';

type Parameters = Record<string, unknown>;

export const quizGroupsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/groups';
export const quizGroupPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/groups/:id';
export const quizGroupOrderPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/groups/:id/reorder';

const courseName = Type.String({ description: 'Course id, or `sis_course_id:…`' });
const quizName = Type.String({ description: 'Quiz id' });
export const quizGroupsParams = Type.Object({ course_id: courseName, quiz_id: quizName });
export const quizGroupParams = Type.Object({
  course_id: courseName,
  quiz_id: quizName,
  id: Type.String({ description: 'Group id' }),
});

const leaf = (description: string) => Type.Optional(Type.Unknown({ description }));

export const quizGroupsQuery = Type.Object({
  page: leaf('From 1'),
  per_page: leaf('1 to 100, 10 if absent'),
});

export const postedQuizGroups = Type.Object({
  quiz_groups: leaf(
    'A list, of which the first is taken: `name`, `pick_count` (questions for each student), `question_points` (of each)',
  ),
});

export const postedOrder = Type.Object({
  order: leaf('A list of `id` and `type` (`question` if absent, or `group`), in the order wanted'),
});

export const shownQuizGroup = Type.Object({
  id: Type.Integer(),
  quiz_id: Type.Integer(),
  name: Type.String(),
  pick_count: Type.Integer(),
  question_points: Type.Number(),
  assessment_question_bank_id: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
  position: Type.Integer(),
});

export const shownQuizGroups = Type.Object({ quiz_groups: Type.Array(shownQuizGroup) });

export function quizGroupJson(group: QuizGroup): Static<typeof shownQuizGroup> {
  return {
    id: group.id,
    quiz_id: group.quizId,
    name: group.name,
    pick_count: group.pickCount,
    question_points: group.questionPoints,
    assessment_question_bank_id: group.assessmentQuestionBankId,
    position: group.position,
  };
}

/** Canvas: the first of the list and no other. Raises malformed, parameter_missing, and declined for a bank. */
export function readQuizGroupChanges({ quiz_groups: groups }: Parameters): QuizGroupChanges {
  if (groups !== undefined && groups !== null && !Array.isArray(groups)) {
    throw malformed('quiz_groups must be a list');
  }
  const group = objectParam(groups?.[0], 'quiz_groups[0]') ?? null;
  if (group === null) throw new Refusal({ kind: 'parameter_missing', parameter: 'quiz_groups' });
  const bank = stringParam(group.assessment_question_bank_id, 'assessment_question_bank_id');
  if (bank) throw declined('not_implemented', 'question banks are not supported');
  return {
    name: stringParam(group.name, 'quiz_groups[0][name]', bodyBytesMax),
    pickCount: numberOrNaN(group.pick_count),
    questionPoints: numberOrNaN(group.question_points),
  };
}

/** Canvas says of what is not a number that it is none, as one fault among others. */
function numberOrNaN(value: unknown): number | null | undefined {
  if (value === undefined) return undefined;
  return isBlank(value) ? null : decimalOf(value);
}

/** Raises malformed, and parameter_missing without an order. */
export function readOrder({ order }: Parameters): OrderItem[] {
  if (order === undefined || order === null) {
    throw new Refusal({ kind: 'parameter_missing', parameter: 'order' });
  }
  const itemsMax = quizQuestionsMax + quizGroupsMax;
  if (!Array.isArray(order) || order.length > itemsMax) {
    throw malformed(`order must be a list of at most ${itemsMax} items`);
  }
  return order.map((given: unknown, index) => {
    const item = objectParam(given, `order[${index}]`) ?? {};
    const type = stringParam(item.type, `order[${index}][type]`) || 'question';
    if (type !== 'question' && type !== 'group') {
      throw malformed(`order[${index}][type] must be question or group`);
    }
    return { type, id: leadingInteger(stringParam(item.id, `order[${index}][id]`) ?? '') };
  });
}
