// How secrets are kept and repeats recognised: by a digest, never by the text itself.

import { hash } from 'node:crypto';

/** SHA-256, hex. Tokens have too many random characters to be guessed, so a slow hash would protect nothing more. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}
