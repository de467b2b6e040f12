// Who makes a request. Everything a permission needs to know about the person, nothing about the transport.

export interface Caller {
  /** The user whose rights count. */
  userId: number;
  /** The admin who acts as that user (`as_user_id`), else null. */
  realUserId: number | null;
  accessTokenId: number;
  /** Scopes of the token; empty means unscoped. */
  scopes: readonly string[];
  /** Accounts of which `userId` is an admin; rights reach down to their sub-accounts and courses. */
  adminAccountIds: readonly number[];
}
