// Numerical and calculated: a number.

import { declined } from '../../refusal.ts';
import { decimalText } from '../decimal-text.ts';
import type { AnswerForm } from './answer-form.ts';

export const decimalNumber: AnswerForm = {
  read: (_question, given) => {
    const value = numberOrNull(given);
    if (value === undefined) throw declined('bad_request', 'Parameter must be a valid decimal.');
    return value;
  },
  ofForm: (_question, { whole }) => numberOrNull(whole),
  full: (_question, answer) => numberOrNull(answer) ?? null,
};

/** Blank text is null: the answer is taken back. Undefined for what is no finite number. */
function numberOrNull(value: unknown): number | null | undefined {
  if (typeof value === 'string' && value.trim() === '') return null;
  const written = typeof value === 'string' ? decimalText(value) : null;
  const read = typeof value === 'number' ? value : written === null ? Number.NaN : Number(written);
  // `+ 0` makes -0 a plain 0.
  return Number.isFinite(read) ? read + 0 : undefined;
}
