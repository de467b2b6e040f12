// A few of the sealed texts of the database, enough to tell whether all of them can be read.

import { sql } from 'kysely';
import type { Query } from './database.ts';

/** One of each kind that is still needed, by each key that something was sealed with. */
export async function listSealedSamples(query: Query): Promise<string[]> {
  const samples = await query
    .selectFrom('signingKeys')
    .select(({ fn }) => fn.min('privateJwk').as('sealed'))
    .where('privateJwk', '<>', '')
    .groupBy(sql`substr(private_jwk, 1, 8)`)
    .unionAll((all) =>
      all
        .selectFrom('toolProxies')
        .select(({ fn }) => fn.min('sharedSecret').as('sealed'))
        .where('workflowState', '=', 'active')
        .groupBy(sql`substr(shared_secret, 1, 8)`),
    )
    .unionAll((all) =>
      all
        .selectFrom('subscriptions')
        .select(({ fn }) => fn.min('secrets').as('sealed'))
        .where('workflowState', '<>', 'deleted')
        .groupBy(sql`substr(secrets, 1, 8)`),
    )
    .execute();
  return samples.map(({ sealed }) => sealed);
}
