// Values that are a number, or true or false.

import { type Check, expected, report } from './check.ts';
import { isNumberText } from './text-forms.ts';

/**
 * A decimal. After JSON.parse, 15 and 15.0 are the same number, and JSON.stringify writes 15: it is taken, with a warning
 * that some receivers refuse it.
 */
export function checkDecimal(check: Check, key: string | number, value: unknown): void {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    checkNumberText(check, key, value, 'a number');
  } else if (Number.isInteger(value)) {
    report(check, 'decimal-form', key, `Some receivers of decimals refuse ${value} and take ${value}.0`);
  }
}

export function checkWholeNumber(check: Check, key: string | number, value: unknown): void {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    checkNumberText(check, key, value, 'a whole number');
  } else if (!Number.isInteger(value) || value < 0) {
    report(check, 'whole-number', key, `Expected a whole number from 0, found ${value}`);
  }
}

export function checkFlag(check: Check, key: string | number, value: unknown): void {
  if (typeof value !== 'boolean') expected(check, key, 'true or false', value);
}

function checkNumberText(check: Check, key: string | number, value: unknown, what: string): void {
  if (typeof value === 'string' && isNumberText(value)) {
    report(check, 'number-as-text', key, `Expected ${what}, found the text "${value}"`);
  } else {
    expected(check, key, what, value);
  }
}
