// The tables of entity-keys.ts, worked out once for each type: its own keys and those of all types above.

import { entityTypes, entityTypes12 } from '../vocabulary/entity-types.ts';
import { checkedTypes12, ownKeys, recommendedKeys } from './entity-keys.ts';
import { type AnyEntityType, type KeyRule, type KeyRules, lineage } from './key-rules.ts';

export interface EntityRules {
  type: string;
  keys: KeyRules;
  recommended: readonly string[];
  /** Whether 1.2 brought it. */
  isOf12: boolean;
  /** False when keys that are not in `keys` may be right all the same. */
  isWhole: boolean;
}

/** What is known of each type of entity. */
export const entityRules: ReadonlyMap<string, EntityRules> = new Map(
  [...entityTypes, ...entityTypes12].map((type) => [type, rulesOf(type)]),
);

function rulesOf(type: AnyEntityType): EntityRules {
  const types = lineage(type) as AnyEntityType[];
  const isOf12 = entityTypes12.some((of12) => of12 === type);
  return {
    type,
    keys: new Map(
      [...types].reverse().flatMap((above): [string, KeyRule][] => Object.entries(ownKeys[above] ?? {})),
    ),
    recommended: types.flatMap((above) => recommendedKeys[above] ?? []),
    isOf12,
    isWhole: !isOf12 || checkedTypes12.has(type),
  };
}
