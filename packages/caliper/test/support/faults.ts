// What a check has found, short enough to be written out in a test.

import { type Fault, type ValidateItemOptions, validate, validateItem } from '@quizwire/caliper';

/** `rule path` of each error of an item. */
export function errorsOf(item: unknown, options?: ValidateItemOptions): string[] {
  return lines(validateItem(item, options).faults, 'error');
}

/** `rule path` of each warning of an item. */
export function warningsOf(item: unknown, options?: ValidateItemOptions): string[] {
  return lines(validateItem(item, options).faults, 'warning');
}

/** `rule path` of each error of a message. */
export function messageErrors(json: unknown, mode: 'strict' | 'lenient' = 'strict'): string[] {
  return lines(validate(json, { mode }).faults, 'error');
}

export function messageWarnings(json: unknown, mode: 'strict' | 'lenient' = 'strict'): string[] {
  return lines(validate(json, { mode }).faults, 'warning');
}

function lines(faults: readonly Fault[], severity: Fault['severity']): string[] {
  return faults.filter((fault) => fault.severity === severity).map(({ rule, path }) => `${rule} ${path}`);
}
