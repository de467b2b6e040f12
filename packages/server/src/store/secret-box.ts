// Keeps secrets unreadable in the database: AES-256-GCM, by keys that are not in it.

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

export const secretsKeyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** A sealed text was not sealed with any of the keys, or was changed since. */
export class CannotUnseal extends Error {
  override readonly name = 'CannotUnseal';
}

export class SecretBox {
  /** By the first 8 hex digits of their digests, which stand before what they sealed. */
  readonly #keys = new Map<string, Uint8Array>();
  readonly #current: string;

  /** The first key seals; each opens what it sealed. Raises RangeError for a key that has not 32 bytes. */
  constructor(keys: readonly [Uint8Array, ...Uint8Array[]]) {
    for (const key of keys) {
      if (key.length !== secretsKeyBytes)
        throw new RangeError(`a key has ${secretsKeyBytes} bytes, not ${key.length}`);
      this.#keys.set(nameOf(key), key);
    }
    this.#current = nameOf(keys[0]);
  }

  /** Twice the same text is sealed differently. */
  seal(text: string): string {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keyNamed(this.#current), nonce);
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.#current}.${sealed.toString('base64')}`;
  }

  /** Raises CannotUnseal. */
  unseal(sealed: string): string {
    const [name = '', base64 = ''] = sealed.split('.');
    const key = this.#keyNamed(name);
    const bytes = Buffer.from(base64, 'base64');
    try {
      const nonce = bytes.subarray(0, nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new CannotUnseal('a secret in the database has been changed', { cause });
    }
  }

  /** A key of 32 bytes for another purpose, always the same for one; knowing it tells nothing of the others. */
  keyFor(purpose: string): Uint8Array {
    return new Uint8Array(hkdfSync('sha256', this.#keyNamed(this.#current), '', purpose, secretsKeyBytes));
  }

  #keyNamed(name: string): Uint8Array {
    const key = this.#keys.get(name);
    if (key === undefined) {
      throw new CannotUnseal(
        `a secret in the database was sealed with another key (${name}): give it in QUIZWIRE_SECRETS_KEY, behind the new one (that of a SQLite file is in the file of its name with .key behind it)`,
      );
    }
    return key;
  }
}

function nameOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}
