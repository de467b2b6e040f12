// One check under way: where it is, and what it has found.

import { type Mode, type Rule, rules, type Severity } from './rules.ts';

export interface Fault {
  /** RFC 6901 pointer to the value; of a missing key, to where it would be. */
  path: string;
  rule: Rule;
  /** In English, for people. Programs go by `rule`. */
  message: string;
  severity: Severity;
}

export interface Validation {
  /** Whether there is no error. True or false for the whole message, however long the list. */
  isValid: boolean;
  faults: Fault[];
  /** False when there was more to report than the first 1,000 errors and the first 1,000 warnings. */
  isComplete: boolean;
}

/** So many errors end a check, and so many warnings are kept: a message of garbage is answered in bounded space. */
export const faultsMax = 1000;

/** Entities inside each other; a message of the standard needs five or six. */
export const depthMax = 32;

/** Entities in one item; more, and it is not an event. It also ends objects that refer to themselves. */
export const entitiesMax = 100_000;

export type JsonObject = { readonly [key: string]: unknown };

/** Mutable, and passed down instead of copied: the checks run hundreds of thousands of times a second. */
export interface Check {
  readonly mode: Mode;
  readonly faults: Fault[];
  /** Keys and indexes from the root to what is being looked at. */
  readonly path: (string | number)[];
  errorCount: number;
  warningCount: number;
  /** Set when enough errors are found; every loop asks. */
  isOver: boolean;
  isComplete: boolean;
  /** Whether the item may use terms of 1.2: its context is 1.2, or brings a profile that extends 1.1. */
  allows12: boolean;
  /** Whether the item has contexts beside Caliper's, which may bring types. */
  hasOtherContext: boolean;
  /** How many entities the walk is inside of. */
  depth: number;
  /** How many entities of the item were walked into. */
  entityCount: number;
}

export function beginCheck(mode: Mode): Check {
  return {
    mode,
    faults: [],
    path: [],
    errorCount: 0,
    warningCount: 0,
    isOver: false,
    isComplete: true,
    allows12: false,
    hasOtherContext: false,
    depth: 0,
    entityCount: 0,
  };
}

/** Notes a fault of `key` in what is being looked at, or of that itself when there is no key. */
export function report(check: Check, rule: Rule, key: string | number | undefined, message: string): void {
  const severity = rules[rule][check.mode];
  if (severity === 'error') {
    check.errorCount += 1;
    if (check.errorCount > faultsMax) {
      check.isOver = true;
      check.isComplete = false;
      return;
    }
  } else {
    check.warningCount += 1;
    if (check.warningCount > faultsMax) {
      check.isComplete = false;
      return;
    }
  }
  check.faults.push({ path: pointer(check.path, key), rule, message, severity });
}

export function endCheck({ faults, errorCount, isComplete }: Check): Validation {
  return { isValid: errorCount === 0, faults, isComplete };
}

/** Notes that a value is of another JSON type than `what`. */
export function expected(check: Check, key: string | number | undefined, what: string, value: unknown): void {
  report(check, 'value-type', key, `Expected ${what}, found ${quoted(value)}`);
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text for a message: what was found, quoted and cut short. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : String(value);
}

function pointer(path: readonly (string | number)[], key: string | number | undefined): string {
  let text = '';
  for (const step of path) text += `/${escaped(step)}`;
  return key === undefined ? text : `${text}/${escaped(key)}`;
}

function escaped(step: string | number): string | number {
  return typeof step === 'number' ? step : step.replaceAll('~', '~0').replaceAll('/', '~1');
}
