// Where the questions and groups of a quiz stand when somebody puts them in another order.

import type { QuizGroup, QuizQuestion } from './quiz-question.ts';

/** What a new order names. */
export interface OrderItem {
  type: 'question' | 'group';
  id: number;
}

export interface Place extends OrderItem {
  position: number;
}

type PlacedQuestion = Pick<QuizQuestion, 'id' | 'quizGroupId' | 'position'>;
type PlacedGroup = Pick<QuizGroup, 'id' | 'position'>;

/**
 * The places, from 1, of everything in the quiz itself (`groupId` null) or in one of its groups: first what the order
 * names, then the rest as it stood. A question named here that is elsewhere comes here. What the quiz does not have is
 * passed over, and groups are never within a group.
 */
export function placesAfter(
  questions: readonly PlacedQuestion[],
  groups: readonly PlacedGroup[],
  order: readonly OrderItem[],
  groupId: number | null,
): Place[] {
  const placed: (OrderItem & { isHere: boolean; position: number | null })[] = [
    ...questions.map(({ id, quizGroupId, position }) => ({
      type: 'question' as const,
      id,
      position,
      isHere: quizGroupId === groupId,
    })),
    ...(groupId === null
      ? groups.map(({ id, position }) => ({ type: 'group' as const, id, position, isHere: true }))
      : []),
  ];
  const known = new Map(placed.map((item) => [keyOf(item), item]));
  const named = new Set(order.map(keyOf).filter((key) => known.has(key)));
  const rest = placed
    .filter((item) => item.isHere && !named.has(keyOf(item)))
    .sort(
      (a, b) =>
        (a.position ?? Number.POSITIVE_INFINITY) - (b.position ?? Number.POSITIVE_INFINITY) || a.id - b.id,
    );
  return [...named, ...rest.map(keyOf)].flatMap((key, index) => {
    const item = known.get(key);
    return item === undefined ? [] : [{ type: item.type, id: item.id, position: index + 1 }];
  });
}

function keyOf({ type, id }: OrderItem): string {
  return `${type} ${id}`;
}
