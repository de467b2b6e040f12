// Letters and percentages, both ways. Which scheme holds for an assignment or a course is not decided here.

import type { GradingScheme } from '../model/grading-standard.ts';
import { ExactDecimal } from './exact-decimal.ts';

const numericName = /^(?:\d*\.)?\d+$/;

/**
 * The letter of a percentage: the highest entry whose bound it reaches, compared as decimals; below every bound, and so below
 * 0, the lowest entry. Empty for a scheme without entries. Canvas: core reference §10.4.
 */
export function letterOf(percent: number, scheme: GradingScheme): string {
  const reached = new ExactDecimal(percent);
  const entry = scheme.find(({ value }) => reached.gte(new ExactDecimal(value).times(100)));
  return (entry ?? scheme.at(-1))?.name ?? '';
}

/**
 * The percentage that a letter is worth, undefined when the scheme has no such entry: 100 for the highest, otherwise one
 * percent below the entry above, or a tenth where their bounds are less than one percent apart. Upper and lower case are
 * alike, so are a minus sign and a hyphen, and names that are numbers are compared as such. Canvas: core reference §10.4.
 */
export function percentOf(letter: string, scheme: GradingScheme): number | undefined {
  const index = scheme.findIndex(({ name }) => isSameName(name, letter));
  const entry = scheme[index];
  const above = scheme[index - 1];
  if (entry === undefined) return undefined;
  if (above === undefined) return 100;
  const bound = new ExactDecimal(above.value).times(100);
  const step = bound.minus(new ExactDecimal(entry.value).times(100)).abs().gte(1) ? 1 : 0.1;
  return bound.minus(step).toNumber();
}

function isSameName(name: string, letter: string): boolean {
  if (numericName.test(letter)) return numericName.test(name) && Number(name) === Number(letter);
  return plain(name) === plain(letter);
}

function plain(name: string): string {
  return name.replaceAll('\u2212', '-').toLowerCase();
}
