// Calculated: variables, formulas, and sets of values with their results, which the author's program has worked out.

import { nameCharsMax } from '../../limits.ts';
import { isRecord, scalarText, storableText } from '../../loose-value.ts';
import type { QuestionAnswer, QuestionVariable } from '../../question-data.ts';
import { decimalPlacesMax, questionTextCharsMax, questionVariablesMax } from '../../quiz-limits.ts';
import { malformed } from '../../refusal.ts';
import { withIds } from './answer-ids.ts';
import {
  countField,
  type Fields,
  listField,
  numberField,
  recordsField,
  textField,
} from './authored-fields.ts';
import { sentAnswerId } from './choices.ts';

/** Undefined when none were sent. Raises malformed. */
export function variablesOf(question: Fields): QuestionVariable[] | undefined {
  return recordsField(question, 'variables', questionVariablesMax)?.map((fields) => ({
    name: variableName(fields),
    min: numberField(fields, ['min']) ?? 0,
    max: numberField(fields, ['max']) ?? 0,
    scale: countField(fields, ['scale'], 0, decimalPlacesMax) ?? 0,
  }));
}

/** As texts, or as they are stored. Undefined when none were sent. Raises malformed. */
export function formulasOf(question: Fields): { formula: string }[] | undefined {
  return listField(question, 'formulas', questionVariablesMax)?.map(([item, path]) => {
    const formula = scalarText(isRecord(item) ? item.formula : item);
    if (formula === undefined) throw malformed(`${path} must be a string`);
    return { formula: storableText(formula, path, questionTextCharsMax) };
  });
}

/** Each set of values is right. Values get as many decimals as their variable has. */
export function answerSetsOf(
  sent: readonly Fields[],
  variables: readonly QuestionVariable[],
  newId: () => number,
): QuestionAnswer[] {
  const scales = new Map(variables.map(({ name, scale }) => [name, scale]));
  return withIds(sent, sentAnswerId, newId, (fields, id) => ({
    id,
    weight: 100,
    answer: numberField(fields, ['answer_text', 'answer']) ?? 0,
    variables: (recordsField(fields, 'variables', questionVariablesMax) ?? []).map((variable) => {
      const name = variableName(variable);
      const value = numberField(variable, ['value']) ?? 0;
      const scale = scales.get(name);
      return { name, value: scale === undefined ? String(value) : value.toFixed(scale) };
    }),
  }));
}

function variableName(fields: Fields): string {
  return textField(fields, ['name'], nameCharsMax) ?? '';
}
