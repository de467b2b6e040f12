// Accounts: the institution (root account, id 1) and its sub-accounts.

export const rootAccountId = 1;

export interface Account {
  id: number;
  parentAccountId: number | null;
  /** Null on the root account itself, as Canvas shows it. */
  rootAccountId: number | null;
  name: string;
  uuid: string;
  /** By which LTI tools and live events know it. */
  ltiGuid: string;
  sisAccountId: string | null;
  workflowState: 'active' | 'deleted';
  /** IANA name. */
  defaultTimeZone: string;
  createdAtMs: number;
  updatedAtMs: number;
}

/** A user's role in an account. There is one role so far: the account admin, who has every right in it. */
export interface AccountUser {
  id: number;
  accountId: number;
  userId: number;
  role: 'AccountAdmin';
  createdAtMs: number;
}

/** Canvas: what an account is called to LTI tools unless somebody chose otherwise. */
export function ltiGuidOf(accountUuid: string): string {
  return `${accountUuid}:canvas-lms`;
}
