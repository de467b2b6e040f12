// One thing that an author sent, read by name: an answer, a variable, the question itself. A value may go by several
// names, those of requests and those that are stored; the first that is given counts. Null counts as not given.

import {
  decimalOf,
  integerOf,
  isBlank,
  isRecord,
  scalarText,
  storableText,
  truthOf,
} from '../../loose-value.ts';
import { questionTextCharsMax } from '../../quiz-limits.ts';
import { malformed } from '../../refusal.ts';

export interface Fields {
  values: Readonly<Record<string, unknown>>;
  /** How the caller names it: `question[answers][0]`. */
  path: string;
}

type Names = readonly [string, ...string[]];

/** Raises malformed when it is too long or no single value. */
export function textField(fields: Fields, names: Names, charsMax = questionTextCharsMax): string | undefined {
  const [value, path] = given(fields, names);
  if (value === undefined) return undefined;
  const text = scalarText(value);
  if (text === undefined) throw malformed(`${path} must be a string`);
  return storableText(text, path, charsMax);
}

/** Blank text is 0, as in Canvas. Raises malformed when it is no finite number. */
export function numberField(fields: Fields, names: Names): number | undefined {
  const [value, path] = given(fields, names);
  if (value === undefined) return undefined;
  const number = isBlank(value) ? 0 : decimalOf(value);
  if (Number.isNaN(number)) throw malformed(`${path} must be a number`);
  return number;
}

/** Blank text is not given. Raises malformed outside `min`–`max`. */
export function countField(fields: Fields, names: Names, min: number, max: number): number | undefined {
  const [value, path] = given(fields, names);
  if (value === undefined || isBlank(value)) return undefined;
  // Canvas shows whole numbers from floating-point columns as 4.0, and clients send them back.
  const number = decimalOf(value);
  if (!Number.isInteger(number) || number < min || number > max) {
    throw malformed(`${path} must be an integer from ${min} to ${max}`);
  }
  return number;
}

/** A number, or a percentage as text: `"10%"`. Blank text is not given. Raises malformed. */
export function marginField(fields: Fields, names: Names): number | string | undefined {
  const [value, path] = given(fields, names);
  if (value === undefined || isBlank(value)) return undefined;
  const percent = typeof value === 'string' ? /^([^%]*)%\s*$/.exec(value)?.[1] : undefined;
  const number = decimalOf(percent ?? value);
  if (Number.isNaN(number)) throw malformed(`${path} must be a number or a percentage`);
  return percent === undefined ? number : `${number}%`;
}

/** Raises malformed. */
export function truthField(fields: Fields, names: Names): boolean | undefined {
  const [value, path] = given(fields, names);
  if (value === undefined || isBlank(value)) return undefined;
  const truth = truthOf(value);
  if (truth === undefined) throw malformed(`${path} must be true or false`);
  return truth;
}

/** A positive whole number. Canvas: anything else is no id, and a new one is given. */
export function idField(fields: Fields, names: Names): number | undefined {
  const id = integerOf(given(fields, names)[0]);
  return id > 0 ? id : undefined;
}

/** Whatever is in a list, with its path; see `listItems`. */
export function listField(
  fields: Fields,
  name: string,
  itemsMax: number,
): [item: unknown, path: string][] | undefined {
  const [value, path] = given(fields, [name]);
  return value === undefined ? undefined : listItems(value, path, itemsMax);
}

/** As `listField`, of things that are objects. Raises malformed for others. */
export function recordsField(fields: Fields, name: string, itemsMax: number): Fields[] | undefined {
  return listField(fields, name, itemsMax)?.map(([item, path]) => {
    if (!isRecord(item)) throw malformed(`${path} must be an object`);
    return { values: item, path };
  });
}

/** Canvas: an object with number keys is a list, in their order. Blank text is an empty list. Nulls are left out. */
function listItems(value: unknown, path: string, itemsMax: number): [item: unknown, path: string][] {
  const entries = isBlank(value) ? [] : Array.isArray(value) ? [...value.entries()] : numbered(value, path);
  if (entries.length > itemsMax) throw malformed(`${path} must have at most ${itemsMax} items`);
  return entries.flatMap(([index, item]) => (item === null ? [] : [[item, `${path}[${index}]`]]));
}

function numbered(value: unknown, path: string): [index: string, item: unknown][] {
  const entries = isRecord(value) ? Object.entries(value) : [];
  if (!isRecord(value) || !entries.every(([key]) => /^\d{1,15}$/.test(key))) {
    throw malformed(`${path} must be a list`);
  }
  return entries.sort(([one], [other]) => Number(one) - Number(other));
}

function given({ values, path }: Fields, names: Names): [value: unknown, path: string] {
  for (const name of names) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined && value !== null) return [value, `${path}[${name}]`];
  }
  return [undefined, path];
}
