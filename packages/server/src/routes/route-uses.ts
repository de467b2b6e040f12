// What routes are made of.

import type { Config } from '../config.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Clock } from '../model/clock.ts';
import type { AnnouncingDatabase } from '../operations/announcing/announcing-database.ts';
import type { FeedNumbering } from '../operations/announcing/feed-numbering.ts';
import type { Random } from '../operations/random.ts';
import type { Sending } from '../operations/subscriptions/sending.ts';
import type { SigningKeys } from '../operations/subscriptions/signing-keys.ts';
import type { Database } from '../store/database.ts';
import type { QuizEventWriter } from '../store/quiz-event-writer.ts';
import type { SecretBox } from '../store/secret-box.ts';

export interface ServerParts {
  database: Database;
  /** For operations whose changes are announced. */
  announcing: AnnouncingDatabase;
  numbering: FeedNumbering;
  sending: Sending;
  writer: QuizEventWriter;
  /** What keeps secrets; null where no key is configured, and then nobody can subscribe. */
  secrets: SecretBox | null;
  /** What signs messages; null without `secrets`. */
  signingKeys: SigningKeys | null;
  metrics: Metrics;
  /** Of this program. */
  version: string;
  config: Config;
  clock: Clock;
  random: Random;
}

export interface RouteUses extends ServerParts {
  /** What ids and URLs are made with. */
  urls: { shard: number; publicUrl: string | null };
}
