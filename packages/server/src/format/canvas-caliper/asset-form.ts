// What is looked at, in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { CaliperForm, CanvasMessage } from './caliper-form.ts';
import { type EntityType, entityText, type UrnKind, urn } from './canvas-entity.ts';
import { courseOf } from './group.ts';
import { extensions, member } from './json-text.ts';

/** The types of assets that Caliper has a type for. They are told without a name. */
const knownAssets: ReadonlyMap<string, { kind: UrnKind; type: EntityType }> = new Map([
  ['assignment', { kind: 'assignment', type: 'AssignableDigitalResource' }],
  ['discussion_topic', { kind: 'discussion', type: 'Thread' }],
  ['wiki_page', { kind: 'wikiPage', type: 'Page' }],
]);

/** Any other asset, a quiz too, is an entity whose URN has Canvas's word for it, and which is named by what was seen of it. */
export function assetAccessed({ metadata, body }: CanvasMessage): CaliperForm | null {
  const assetId = body.id('asset_id');
  const assetType = body.unquoted('asset_type');
  if (assetId === undefined || assetType === undefined || assetType === '') return null;
  const known = knownAssets.get(assetType);
  const subtype = body.text('asset_subtype');
  const more = extensions(
    member('asset_name', body.text('asset_name')) +
      member('asset_type', `"${assetType}"`) +
      member('asset_subtype', subtype) +
      member('entity_id', `"${assetId}"`) +
      member('context_account_id', metadata.idText('context_account_id')) +
      member('http_method', metadata.text('http_method')) +
      member('developer_key_id', metadata.idText('developer_key_id')) +
      member('filename', body.text('filename')) +
      member('display_name', body.text('display_name')) +
      member('url', body.text('url')) +
      member('domain', body.text('domain')),
  );
  return {
    type: 'NavigationEvent',
    actor: userOrSystem(metadata),
    action: 'NavigatedTo',
    object:
      known === undefined
        ? entityText(
            `urn:instructure:canvas:${assetType}:${assetId}`,
            'Entity',
            member('name', subtype ?? `"${assetType}"`) + more,
          )
        : entityText(urn(known.kind, assetId), known.type, more),
    group: courseOf(metadata),
  };
}
