// Answers as people read them: ids become the words they stand for. Pure.

import type { TakenAnswer, TakenQuestion } from '../api/taking.ts';

type Choices = Pick<TakenQuestion, 'answers'>;

/** What stands in a blank or was chosen in a dropdown; null for nothing. */
export function textOfBlank(
  question: Choices & Pick<TakenQuestion, 'question_type'>,
  answer: TakenAnswer,
  name: string,
): string | null {
  if (!isByBlank(answer)) return null;
  const value = answer[name] ?? null;
  if (value === null || value === '') return null;
  if (question.question_type !== 'multiple_dropdowns_question') return value;
  return question.answers.find(({ id }) => String(id) === value)?.text ?? value;
}

function isByBlank(answer: TakenAnswer): answer is Readonly<Record<string, string | null>> {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer);
}

/** The ids of choices that an answer names. */
export function chosenIds(answers: readonly TakenAnswer[]): Set<string> {
  return new Set(
    answers.flatMap((answer) => {
      if (typeof answer === 'string' || typeof answer === 'number') return [String(answer)];
      return Array.isArray(answer) ? answer.filter((id) => typeof id === 'string') : [];
    }),
  );
}

/** The id of the right side that was put beside a left side; null for none. */
export function matchOf(answer: TakenAnswer, answerId: number): string | null {
  if (!Array.isArray(answer)) return null;
  for (const pair of answer) {
    if (typeof pair === 'object' && pair.answer_id === String(answerId)) return pair.match_id;
  }
  return null;
}

/** What was typed; null for nothing. */
export function typedText(answer: TakenAnswer): string | null {
  if (typeof answer === 'number') return String(answer);
  return typeof answer === 'string' && answer.trim() !== '' ? answer : null;
}
