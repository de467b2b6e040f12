// The keys of this server: which are published, which one signs now, and when the next takes over.

import type { Clock } from '../../model/clock.ts';
import { signingKeyMonthMs, signingKeyReadEveryMs } from '../../model/delivery-limits.ts';
import type { PrivateSigningKey, SigningKey } from '../../model/signing-key.ts';
import type { Database } from '../../store/database.ts';
import type { SecretBox } from '../../store/secret-box.ts';
import {
  beginSigningKey,
  findCurrentSigningKey,
  insertSigningKey,
  listSigningKeys,
  retireSigningKeys,
} from '../../store/signing-keys.ts';
import { makeSigningKey } from './make-signing-key.ts';

/** Previous, current, next. */
const publishedCount = 3;

/**
 * The first keys are made when somebody first asks for any: making one takes long. All but the very first have been published
 * since the change before they sign, so whoever reads the key set now and then knows them by then. Several servers have the
 * same keys; each looks at least every `signingKeyReadEveryMs` which is the current one, and meanwhile the one before it is
 * still published.
 */
export class SigningKeys {
  readonly #database: Pick<Database, 'query' | 'transaction'>;
  readonly #secrets: SecretBox;
  readonly #clock: Clock;
  #making: Promise<void> | null = null;
  #reading: { key: Promise<PrivateSigningKey>; beganAtMs: number } | null = null;
  #opened: PrivateSigningKey | null = null;

  constructor(database: Pick<Database, 'query' | 'transaction'>, secrets: SecretBox, clock: Clock) {
    this.#database = database;
    this.#secrets = secrets;
    this.#clock = clock;
  }

  /** Oldest first: the previous one, once there has been a change, the current and the next. */
  async published(): Promise<SigningKey[]> {
    const keys = await listSigningKeys(this.#database.query, publishedCount);
    if (keys.length > 0) return keys;
    await this.#makeFirst();
    return listSigningKeys(this.#database.query, publishedCount);
  }

  /** What messages are signed with now; the same object until it changes. Raises CannotUnseal. */
  async current(): Promise<PrivateSigningKey> {
    const nowMs = this.#clock();
    const isStale = Math.abs(nowMs - (this.#reading?.beganAtMs ?? 0)) >= signingKeyReadEveryMs;
    if (this.#reading === null || isStale) this.#reading = { key: this.#readCurrent(), beganAtMs: nowMs };
    const reading = this.#reading;
    try {
      return await reading.key;
    } catch (error) {
      if (this.#reading === reading) this.#reading = null;
      throw error;
    }
  }

  /**
   * The next key signs from now on, the current one becomes the previous, and a new next one is made. Of several servers that
   * do it at the same time one does, and all have done it.
   */
  async rotate(): Promise<void> {
    await this.#rotateFrom(await this.#findCurrent());
  }

  /** Upkeep: once a month. Does nothing where nobody has asked for a key yet. */
  async rotateWhenDue(): Promise<void> {
    const current = await findCurrentSigningKey(this.#database.query);
    if (current === undefined || this.#clock() - (current.beganAtMs ?? 0) < signingKeyMonthMs) return;
    await this.#rotateFrom(current);
  }

  async #rotateFrom({ generation }: SigningKey): Promise<void> {
    const nowMs = this.#clock();
    const next = generation + 1;
    const following = await makeSigningKey(next + 1, this.#secrets, nowMs);
    await this.#database.transaction(async (transaction) => {
      // A generation is given once and for ever: whoever gives the one after the next changes the others.
      if (!(await insertSigningKey(transaction, following))) return;
      await beginSigningKey(transaction, next, nowMs);
      await retireSigningKeys(transaction, generation);
    });
    this.#reading = null;
  }

  async #readCurrent(): Promise<PrivateSigningKey> {
    const { kid, privateJwk } = await this.#findCurrent();
    if (this.#opened?.kid !== kid) {
      const jwk = JSON.parse(this.#secrets.unseal(privateJwk)) as PrivateSigningKey['privateJwk'];
      this.#opened = { kid, privateJwk: jwk };
    }
    return this.#opened;
  }

  async #findCurrent(): Promise<SigningKey> {
    const found = await findCurrentSigningKey(this.#database.query);
    if (found !== undefined) return found;
    await this.#makeFirst();
    const made = await findCurrentSigningKey(this.#database.query);
    if (made === undefined) throw new Error('the first signing keys were made and are not there');
    return made;
  }

  /** The first key, which signs at once, and the next one. */
  #makeFirst(): Promise<void> {
    this.#making ??= this.#insertFirst().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #insertFirst(): Promise<void> {
    const nowMs = this.#clock();
    const [first, second] = await Promise.all([
      makeSigningKey(1, this.#secrets, nowMs),
      makeSigningKey(2, this.#secrets, nowMs),
    ]);
    await this.#database.transaction(async (transaction) => {
      // Another server may have been first: then both of its keys are there.
      if (!(await insertSigningKey(transaction, { ...first, beganAtMs: nowMs }))) return;
      await insertSigningKey(transaction, second);
    });
  }
}
