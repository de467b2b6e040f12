// Multiple choice, true/false, missing word and multiple answers: texts to choose from, at least one of them right.

import type { QuestionAnswer } from '../../question-data.ts';
import { withIds } from './answer-ids.ts';
import { type Fields, idField, numberField, textField } from './authored-fields.ts';

/** Canvas: where no answer is right, the first is. */
export function choicesOf(sent: readonly Fields[], newId: () => number): QuestionAnswer[] {
  const choices = withIds(sent, sentAnswerId, newId, (fields, id) => ({
    id,
    ...answerTexts(fields),
    html: textField(fields, ['answer_html', 'html']) ?? '',
    weight: numberField(fields, ['answer_weight', 'weight']) ?? 0,
  }));
  return withOneRight(choices);
}

/** The answers as they are, or with the first of them right where none is. */
export function withOneRight(answers: readonly QuestionAnswer[]): QuestionAnswer[] {
  const hasRight = answers.some(({ weight }) => weight === 100);
  return answers.map((answer, index) => (index === 0 && !hasRight ? { ...answer, weight: 100 } : answer));
}

export function sentAnswerId(fields: Fields): number | undefined {
  return idField(fields, ['id', 'answer_id']);
}

/** What answers of all types have. */
export function answerTexts(fields: Fields): { text: string; comments: string; comments_html: string } {
  return { text: textField(fields, ['answer_text', 'text']) ?? '', ...answerComments(fields) };
}

export function answerComments(fields: Fields): { comments: string; comments_html: string } {
  return {
    comments: textField(fields, ['answer_comment', 'answer_comments', 'comments']) ?? '',
    comments_html: textField(fields, ['answer_comment_html', 'comments_html']) ?? '',
  };
}
