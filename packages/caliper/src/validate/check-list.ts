// Lists: each value in them is checked by the rule of their key.

import { type Check, expected, report } from './check.ts';
import type { KeyRule } from './key-rules.ts';

export type CheckValue = (check: Check, key: string | number, value: unknown, rule: KeyRule) => void;

/** The check of a list, from that of a value in it. */
export function checkListOf(checkValue: CheckValue): CheckValue {
  return (check, key, value, rule) => {
    if (!isList(check, key, value)) return;
    check.path.push(key);
    for (let index = 0; index < value.length && !check.isOver; index += 1) {
      checkValue(check, index, value[index], rule);
    }
    check.path.pop();
  };
}

/** Whether a value is a list; reported when it is none, or an empty one. */
export function isList(check: Check, key: string | number, value: unknown): value is unknown[] {
  if (!Array.isArray(value)) {
    expected(check, key, 'a list', value);
    return false;
  }
  if (value.length === 0) report(check, 'empty-value', key, 'Empty lists can be left out');
  return true;
}
