// Is this Caliper? The public checks: of a whole message, of its envelope alone, of one item.

import { beginCheck, type Check, endCheck, report, type Validation } from './check.ts';
import { versionOf } from './check-context.ts';
import { checkEnvelope } from './check-envelope.ts';
import { checkItem } from './check-item.ts';
import type { Mode } from './rules.ts';

export interface ValidateOptions {
  /** `strict`, unless told otherwise. */
  mode?: Mode | undefined;
}

export interface ValidateItemOptions extends ValidateOptions {
  /** `dataVersion` of the envelope that the item came in. */
  dataVersion?: string | undefined;
  /** Put before every path, such as `/data/3`. */
  path?: string | undefined;
}

/** What is known of an envelope before its items are looked at. */
export interface EnvelopeValidation extends Validation {
  /** The items of `data`, unchecked; none where there is no list. */
  items: readonly unknown[];
}

/**
 * Checks an envelope and all that is in it: JSON text, or what JSON.parse made of it. Takes time in proportion to its size
 * and never throws on JSON.
 */
export function validate(json: unknown, options: ValidateOptions = {}): Validation {
  const check = beginCheck(options.mode ?? 'strict');
  const parsed = parse(check, json);
  if (parsed === undefined) return endCheck(check);
  const { version, items } = checkEnvelope(check, parsed.value);
  check.path.push('data', 0);
  for (let index = 0; index < items.length && !check.isOver; index += 1) {
    check.path[1] = index;
    checkItem(check, items[index], version);
  }
  return endCheck(check);
}

/** Checks an envelope and not what is in it, for a receiver that takes good items from beside bad ones. */
export function validateEnvelope(json: unknown, options: ValidateOptions = {}): EnvelopeValidation {
  const check = beginCheck(options.mode ?? 'strict');
  const parsed = parse(check, json);
  const items = parsed === undefined ? [] : checkEnvelope(check, parsed.value).items;
  return { ...endCheck(check), items };
}

/** Checks one item of `data`, an event or an entity. Text is no item: it is not parsed. */
export function validateItem(item: unknown, options: ValidateItemOptions = {}): Validation {
  const check = beginCheck(options.mode ?? 'strict');
  checkItem(check, item, versionOf(options.dataVersion));
  const { path = '' } = options;
  if (path !== '') for (const fault of check.faults) fault.path = path + fault.path;
  return endCheck(check);
}

/** The value a text stands for, or what is not text itself; undefined, and reported, when the text is not JSON. */
function parse(check: Check, json: unknown): { value: unknown } | undefined {
  if (typeof json !== 'string') return { value: json };
  try {
    return { value: JSON.parse(json) };
  } catch {
    report(check, 'json-syntax', undefined, 'The text is not JSON');
    return undefined;
  }
}
