// A question as the page that takes a quiz shows it: nothing that says which answer is right, blanks as names with the form
// field of each. What was put down is not here.

import type { FrozenQuestion, QuestionAnswer, QuestionType } from '../question-data.ts';
import { answersByBlank } from './answers/blanks.ts';
import { bracketedNames } from './blank-inputs.ts';

export interface PageQuestion {
  id: number;
  questionType: PageQuestionType;
  /** Safe HTML; a blank is `[name]` in it. */
  questionText: string;
  /** Of types that are answered by choosing; of matching the left sides. `html` is safe. */
  answers: { id: number; text: string; html: string; blankId: string | null }[];
  /** Right sides of matching. */
  matches: { matchId: number; text: string }[];
  /** In the order of the text; those that it does not have last. */
  blanks: { name: string; field: string }[];
}

export type PageQuestionType = Exclude<QuestionType, 'missing_word_question'>;

/** A missing word is a choice of one answer to its page: only the text is put together another way. */
export function pageQuestionType({ question_type }: Pick<FrozenQuestion, 'question_type'>): PageQuestionType {
  return question_type === 'missing_word_question' ? 'multiple_choice_question' : question_type;
}

const typesWithAnswers: ReadonlySet<QuestionType> = new Set([
  'multiple_choice_question',
  'true_false_question',
  'missing_word_question',
  'multiple_answers_question',
  'matching_question',
  'multiple_dropdowns_question',
]);

const typesWithBlanks: ReadonlySet<QuestionType> = new Set([
  'fill_in_multiple_blanks_question',
  'multiple_dropdowns_question',
]);

/** Takes a question of an attempt, which has its values and its order already. `fieldOf` is the `blankKey` of the attempt. */
export function pageQuestion(
  question: FrozenQuestion,
  fieldOf: (questionId: number, blank: string) => string,
): PageQuestion {
  const { id, question_type: type } = question;
  return {
    id,
    questionType: pageQuestionType(question),
    questionText: textOf(question),
    answers: typesWithAnswers.has(type) ? question.answers.map(pageAnswer) : [],
    matches: question.matches?.map(({ match_id, text }) => ({ matchId: match_id, text })) ?? [],
    blanks: typesWithBlanks.has(type)
      ? blankNames(question).map((name) => ({ name, field: fieldOf(id, name) }))
      : [],
  };
}

function textOf({
  question_type,
  question_text,
  original_question_text,
  text_after_answers,
}: FrozenQuestion): string {
  if (question_type === 'missing_word_question') return `${question_text} _____ ${text_after_answers ?? ''}`;
  return original_question_text ?? question_text;
}

function pageAnswer({ id, text = '', html = '', blank_id }: QuestionAnswer): PageQuestion['answers'][number] {
  return { id, text, html, blankId: blank_id ?? null };
}

function blankNames(question: FrozenQuestion): string[] {
  const waiting = new Set(answersByBlank(question.answers).keys());
  const inText = bracketedNames(textOf(question)).filter((name) => waiting.delete(name));
  return [...inText, ...waiting];
}
