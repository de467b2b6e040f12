// People, and the logins (pseudonyms) by which an account knows them.

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
