// What somebody types into a cell of the gradebook, as the server takes it. Pure.

import type { GradeAsked, GradingType } from './gradebook-api.ts';

export type TypedGrade = { is: 'asked'; asked: GradeAsked } | { is: 'unclear'; message: string };

const number = /^[+-]?(?:\d+|\d*\.\d+)$/;
const percent = /^[+-]?(?:\d+|\d*\.\d+)\s*%$/;

/** Empty text clears; `EX` excuses. A number alone is what the column counts in: points, or percent. */
export function typedGrade(typed: string, gradingType: GradingType): TypedGrade {
  const text = typed.trim().replace(/^([+-]?\d*),(\d+)/, '$1.$2');
  if (text === '') return asked('');
  if (/^ex(?:cused)?$/i.test(text)) return { is: 'asked', asked: { excuse: true } };
  if (percent.test(text)) return asked(text.replaceAll(/\s/g, ''));
  if (gradingType === 'pass_fail') return complete(text);
  if (number.test(text)) return asked(gradingType === 'percent' ? `${text}%` : text);
  if (gradingType === 'letter_grade') return asked(/^[a-z][+-]?$/i.test(text) ? text.toUpperCase() : text);
  if (gradingType === 'gpa_scale') return asked(text);
  return unclear('Type a number, a percentage such as 90%, or EX for excused.');
}

function asked(postedGrade: string): TypedGrade {
  return { is: 'asked', asked: { posted_grade: postedGrade } };
}

function unclear(message: string): TypedGrade {
  return { is: 'unclear', message };
}

function complete(text: string): TypedGrade {
  if (/^c(?:omplete)?$|^pass$/i.test(text)) return asked('complete');
  if (/^i(?:ncomplete)?$|^fail$/i.test(text)) return asked('incomplete');
  return unclear('Type complete, incomplete, or EX for excused.');
}

/** A final grade in place of the computed one: a percentage, null takes it away; undefined for what is none. */
export function typedOverride(typed: string): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  return number.test(text) || percent.test(text) ? Number.parseFloat(text) : undefined;
}
