// Who may have to do with tools and with the keys that sign messages: admins of the root account. A tool may be told of
// everybody, wherever it is installed.

import { rootAccountId } from './account.ts';
import type { Caller } from './caller.ts';

export function mayManageTools({ adminAccountIds }: Pick<Caller, 'adminAccountIds'>): boolean {
  return adminAccountIds.includes(rootAccountId);
}

export function mayRotateSigningKeys({ adminAccountIds }: Pick<Caller, 'adminAccountIds'>): boolean {
  return adminAccountIds.includes(rootAccountId);
}
