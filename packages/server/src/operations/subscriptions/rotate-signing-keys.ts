// The signing keys are changed on command, before their month is over.

import type { Caller } from '../../model/caller.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import type { SigningKey } from '../../model/signing-key.ts';
import { mayRotateSigningKeys } from '../../model/tool-policy.ts';
import type { SigningKeys } from './signing-keys.ts';

/** The keys after the change, the previous one first. Raises not_permitted, subscriptions_not_configured. */
export type RotateSigningKeys = (caller: Caller) => Promise<SigningKey[]>;

/** `keys` null: there are none on this server. */
export function rotateSigningKeys(keys: SigningKeys | null): RotateSigningKeys {
  return async (caller) => {
    if (!mayRotateSigningKeys(caller)) throw notPermitted();
    if (keys === null) throw new Refusal({ kind: 'subscriptions_not_configured' });
    await keys.rotate();
    return keys.published();
  };
}
