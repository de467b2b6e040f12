// How the table of answers is looked at, as the address has it: `?truncate=0&invert=1&expanded=all`. Pure.

import type { AddressChange } from '../shell/address.ts';

export interface TableChoice {
  /** Texts are cut, so that rows stay low. */
  isTruncated: boolean;
  /** Questions are the rows. */
  isInverted: boolean;
  /** Keys of the rows that show their answers whole. */
  expanded: 'all' | ReadonlySet<string>;
}

/** An address has room for so many; the last ones stay. */
const expandedMax = 50;

export function tableChoiceOf(query: URLSearchParams): TableChoice {
  const expanded = query.get('expanded') ?? '';
  return {
    isTruncated: query.get('truncate') !== '0',
    isInverted: query.get('invert') === '1',
    expanded: expanded === 'all' ? 'all' : new Set(expanded.split(',').filter((key) => key !== '')),
  };
}

export function expandedIn({ expanded }: TableChoice, key: string): boolean {
  return expanded === 'all' || expanded.has(key);
}

/** The `expanded` of the address once this row is opened, or closed; from all only this one stays. */
export function withRow({ expanded }: TableChoice, key: string): string | null {
  if (expanded === 'all') return key;
  const keys = new Set(expanded);
  if (!keys.delete(key)) keys.add(key);
  return keys.size === 0 ? null : [...keys].slice(-expandedMax).join(',');
}

/** What the address becomes; the rows of the other way round are others. */
export function choiceChange(name: 'truncate' | 'invert' | 'expand', isOn: boolean): AddressChange {
  if (name === 'truncate') return { truncate: isOn ? null : '0' };
  if (name === 'invert') return { invert: isOn ? '1' : null, expanded: null };
  return { expanded: isOn ? 'all' : null };
}
