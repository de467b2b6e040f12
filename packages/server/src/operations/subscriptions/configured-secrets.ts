// What keeps the secrets of targets, on a server that has it.

import { Refusal } from '../../model/refusal.ts';
import type { TargetSecrets } from '../../model/subscription.ts';
import type { SecretBox } from '../../store/secret-box.ts';

/** Raises subscriptions_not_configured. Canvas: live events reference §6.2. */
export function configuredSecrets(secrets: SecretBox | null): SecretBox {
  if (secrets === null) throw new Refusal({ kind: 'subscriptions_not_configured' });
  return secrets;
}

export function sealSecrets(secrets: SecretBox, of: TargetSecrets): string {
  return secrets.seal(JSON.stringify(of));
}

/** Raises CannotUnseal. */
export function openSecrets(secrets: SecretBox, sealed: string): TargetSecrets {
  return JSON.parse(secrets.unseal(sealed)) as TargetSecrets;
}
