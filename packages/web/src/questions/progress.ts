// How far a question is answered, by what its fields hold.

import type { TakenQuestion } from '../api/taking.ts';
import { partField, wholeField } from './field-names.ts';
import { type Fields, idsOf, textOf } from './form-fields.ts';
import { readsAsNumber } from './reads-as-number.ts';

export type Progress = 'none' | 'partly' | 'all';

/** `all` for a text without a question: nothing is left to do there. */
export function progressOf(question: TakenQuestion, fields: Fields): Progress {
  const parts = answeredParts(question, fields);
  if (parts.every(Boolean)) return 'all';
  return parts.some(Boolean) ? 'partly' : 'none';
}

function answeredParts(question: TakenQuestion, fields: Fields): boolean[] {
  const { id, answers, blanks } = question;
  const whole = textOf(fields, wholeField(id)).trim();
  switch (question.question_type) {
    case 'text_only_question':
      return [];
    case 'file_upload_question':
      return [idsOf(fields, wholeField(id)).length > 0];
    case 'multiple_answers_question':
      return [answers.some((choice) => fields[partField(id, choice.id)] === '1')];
    case 'matching_question':
      return answers.map((left) => textOf(fields, partField(id, left.id)) !== '');
    case 'fill_in_multiple_blanks_question':
    case 'multiple_dropdowns_question':
      return blanks.map(({ field }) => textOf(fields, field).trim() !== '');
    case 'numerical_question':
    case 'calculated_question':
      return [whole !== '' && readsAsNumber(whole)];
    case 'essay_question':
      return [hasContent(whole)];
    default:
      return [whole !== ''];
  }
}

function hasContent(html: string): boolean {
  return /<(?:img|audio|video)\b/i.test(html) || html.replace(/<[^>]*>|&nbsp;/g, '').trim() !== '';
}
