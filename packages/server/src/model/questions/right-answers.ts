// The answers that are right, in the form in which answers are shown, as far as they can be told before anybody answers.

import type { Answer } from '../answer-sheet.ts';
import type { FrozenQuestion, QuestionAnswer } from '../question-data.ts';
import { answersByBlank } from './answers/blanks.ts';

/**
 * Each is right by itself: the ids of choices, texts, numbers as words (`"46 ± 10%"`, `"-1.5 to 1.5"`); one that lists all of
 * several choices or pairs; of blanks the n-th has the n-th right answer of each blank, null where it has no more. Null for
 * what a person judges, and for text. Takes a question of an attempt.
 */
export function rightAnswers(question: FrozenQuestion): Answer[] | null {
  const { answers } = question;
  const right = answers.filter(({ weight }) => weight === 100);
  switch (question.question_type) {
    case 'multiple_choice_question':
    case 'true_false_question':
    case 'missing_word_question':
      return right.map(({ id }) => String(id));
    case 'multiple_answers_question':
      return [right.map(({ id }) => String(id))];
    case 'short_answer_question':
      return right.map(textOf);
    case 'fill_in_multiple_blanks_question':
      return byBlank(answers, textOf);
    case 'multiple_dropdowns_question':
      return byBlank(answers, ({ id }) => String(id));
    case 'matching_question':
      return [answers.map(({ id, match_id }) => ({ answer_id: String(id), match_id: idText(match_id) }))];
    case 'numerical_question':
      return answers.map(numberText);
    case 'calculated_question':
      return answers.slice(0, 1).map(({ answer }) => withMargin(answer, question.answer_tolerance));
    case 'essay_question':
    case 'file_upload_question':
    case 'text_only_question':
      return null;
  }
}

function byBlank(
  answers: readonly QuestionAnswer[],
  shownOf: (answer: QuestionAnswer) => string,
): Record<string, string | null>[] {
  const right = [...answersByBlank(answers)].map(
    ([blank, its]) => [blank, its.filter(({ weight }) => weight === 100).map(shownOf)] as const,
  );
  const most = Math.max(0, ...right.map(([, values]) => values.length));
  return Array.from({ length: most }, (_, at) =>
    Object.fromEntries(right.map(([blank, values]) => [blank, values[at] ?? null])),
  );
}

function numberText(answer: QuestionAnswer): string {
  switch (answer.numerical_answer_type) {
    case 'exact_answer':
      return withMargin(answer.exact, answer.margin);
    case 'precision_answer': {
      const { approximate = 0, precision = 0 } = answer;
      return `${approximate} (${precision} significant ${precision === 1 ? 'digit' : 'digits'})`;
    }
    default:
      return `${answer.start ?? 0} to ${answer.end ?? 0}`;
  }
}

function withMargin(centre = 0, margin: number | string | null = 0): string {
  return margin === null || margin === 0 ? String(centre) : `${centre} ± ${margin}`;
}

function textOf({ text = '' }: QuestionAnswer): string {
  return text;
}

function idText(id: number | undefined): string | null {
  return id === undefined ? null : String(id);
}
