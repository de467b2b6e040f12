// Run at every start: what is sealed in the database can be read.

import { DatabaseUnusable, type Query } from '../../store/database.ts';
import { listSealedSamples } from '../../store/sealed-samples.ts';
import { CannotUnseal, type SecretBox } from '../../store/secret-box.ts';

/**
 * Raises DatabaseUnusable, saying which key is missing: a server that went on would send nothing to anybody. Without any key
 * (`secrets` null) it goes on, and `keyMissing` is called if there is something that it could have sent with one.
 */
export async function checkSecrets(
  query: Query,
  secrets: SecretBox | null,
  keyMissing: () => void,
): Promise<void> {
  const samples = await listSealedSamples(query);
  if (secrets === null) {
    if (samples.length > 0) keyMissing();
    return;
  }
  for (const sealed of samples) {
    try {
      secrets.unseal(sealed);
    } catch (error) {
      if (!(error instanceof CannotUnseal)) throw error;
      throw new DatabaseUnusable(error.message, { cause: error });
    }
  }
}
