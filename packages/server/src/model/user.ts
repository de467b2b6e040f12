// People, and the logins (pseudonyms) by which an account knows them.

import { nameCharsMax } from './limits.ts';
import type { FieldFault } from './refusal.ts';
import { timeZoneNamed } from './time-zone.ts';

export interface User {
  id: number;
  name: string;
  shortName: string;
  /** Last word first: "Lovelace, Ada". */
  sortableName: string;
  email: string | null;
  timeZone: string | null;
  locale: string | null;
  uuid: string;
  workflowState: 'pre_registered' | 'registered' | 'deleted';
  createdAtMs: number;
  updatedAtMs: number;
}

export interface Pseudonym {
  id: number;
  userId: number;
  accountId: number;
  /** The login name as written. */
  uniqueId: string;
  /** The login name as compared: lower case. Unique in its account. */
  uniqueIdKey: string;
  sisUserId: string | null;
  integrationId: string | null;
  createdAtMs: number;
}

/** A person with the login by which the root account knows them; the first admin has none. */
export interface UserWithLogin {
  user: User;
  pseudonym: Pseudonym | null;
}

/** Canvas: default `sortable_name`, the last word first; a single word stays as it is. */
export function sortableNameOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.pop();
  return words.length === 0 ? (last ?? '') : `${last}, ${words.join(' ')}`;
}

/** How login names are compared: case does not matter. */
export function uniqueIdKeyOf(uniqueId: string): string {
  return uniqueId.trim().toLowerCase();
}

/** Canvas: read off the sortable name; without a comma the last word is the last name, and a single word the first. */
export function nameParts(sortableName: string): { firstName: string; lastName: string } {
  const comma = sortableName.indexOf(',');
  if (comma !== -1) {
    return { firstName: sortableName.slice(comma + 1).trim(), lastName: sortableName.slice(0, comma).trim() };
  }
  const words = sortableName.trim().split(/\s+/);
  const lastName = words.length > 1 ? (words.pop() ?? '') : '';
  return { firstName: words.join(' '), lastName };
}

/** The e-mail address that `text` is, without spaces around it, or null. Whether anybody reads mail there is not asked. */
export function emailAddressOf(text: string | null): string | null {
  const address = text?.trim() ?? '';
  const isOne =
    address.length <= nameCharsMax && /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@.]+$/.test(address);
  return isOne ? address : null;
}

/** What is wrong with what somebody is to be called and where they are; absent values are not looked at. */
export function userFaults(
  given: Partial<Pick<User, 'name' | 'shortName' | 'sortableName' | 'timeZone' | 'locale'>>,
): FieldFault[] {
  const faults: FieldFault[] = [];
  const names = { name: given.name, short_name: given.shortName, sortable_name: given.sortableName };
  for (const [field, value] of Object.entries(names)) {
    if (value !== undefined && value.length > nameCharsMax) {
      faults.push({
        field,
        type: 'too_long',
        message: `is too long (maximum is ${nameCharsMax} characters)`,
      });
    }
  }
  if (given.timeZone != null && timeZoneNamed(given.timeZone) === null) {
    faults.push({ field: 'time_zone', type: 'inclusion', message: 'is not a known time zone' });
  }
  if (given.locale != null && !isLocale(given.locale)) {
    faults.push({ field: 'locale', type: 'inclusion', message: 'is not a language tag' });
  }
  return faults;
}

function isLocale(tag: string): boolean {
  try {
    return tag.length <= nameCharsMax && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
