// A question's part of the form: what its controls show and what is saved. Everything a student can change is a field here,
// so that saving, keeping on the device and resuming need not know the types of questions.

import type { TakenQuestion } from '../api/taking.ts';
import { flagField, partField, wholeField } from './field-names.ts';

/** Text, or ids of uploaded files. */
export type FieldValue = string | readonly string[];
export type Fields = Readonly<Record<string, FieldValue>>;

/** The fields of a question as the server has it, with `isFlagged`. Every field is there, empty where there is no answer. */
export function fieldsOf(question: TakenQuestion, isFlagged: boolean): Fields {
  return { ...answerFields(question), [flagField(question.id)]: isFlagged ? '1' : '0' };
}

export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

export function idsOf(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  return typeof value === 'string' || value === undefined ? [] : value;
}

export const isFlagged = (fields: Fields, questionId: number): boolean =>
  fields[flagField(questionId)] === '1';

function answerFields(question: TakenQuestion): Record<string, FieldValue> {
  const { id, answer, answers, blanks } = question;
  switch (question.question_type) {
    case 'text_only_question':
      return {};
    case 'file_upload_question':
      return {
        [wholeField(id)]: Array.isArray(answer)
          ? answer.map(String)
          : answer === null
            ? []
            : [String(answer)],
      };
    case 'multiple_answers_question': {
      const chosen = new Set<unknown>(Array.isArray(answer) ? answer : []);
      return Object.fromEntries(
        answers.map((choice) => [partField(id, choice.id), chosen.has(String(choice.id)) ? '1' : '0']),
      );
    }
    case 'matching_question': {
      const pairs = new Map(
        (Array.isArray(answer) ? answer : []).flatMap((pair) =>
          typeof pair === 'string' ? [] : [[pair.answer_id, pair.match_id ?? ''] as const],
        ),
      );
      return Object.fromEntries(
        answers.map((left) => [partField(id, left.id), pairs.get(String(left.id)) ?? '']),
      );
    }
    case 'fill_in_multiple_blanks_question':
    case 'multiple_dropdowns_question': {
      const filled = isByName(answer) ? answer : {};
      return Object.fromEntries(
        blanks.map(({ name, field }) => [field, (Object.hasOwn(filled, name) ? filled[name] : null) ?? '']),
      );
    }
    default:
      return {
        [wholeField(id)]: typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '',
      };
  }
}

function isByName(answer: TakenQuestion['answer']): answer is Record<string, string | null> {
  return typeof answer === 'object' && answer !== null && !Array.isArray(answer);
}
