// Canvas's groups of students and who joins them, in its Caliper, whose own `group` is another matter (group.ts). Canvas:
// live events reference §7.5.

import { userOrSystem } from './actor.ts';
import { courseOfRecord } from './body-context.ts';
import type { CaliperForm, CanvasMessage } from './caliper-form.ts';
import { entityText, personText, urn } from './canvas-entity.ts';
import type { CanvasValues } from './canvas-values.ts';
import { courseOf } from './group.ts';
import { extensions, type JsonText, member } from './json-text.ts';

export function groupCategoryCreated(message: CanvasMessage): CaliperForm | null {
  const { metadata, body } = message;
  const categoryId = body.id('group_category_id');
  if (categoryId === undefined) return null;
  return {
    type: 'Event',
    actor: userOrSystem(metadata),
    action: 'Created',
    object: entityText(
      urn('groupCategory', categoryId),
      'Entity',
      member('name', body.text('group_category_name')) + extensions(member('entity_id', `"${categoryId}"`)),
    ),
    group: courseOfRecord(message),
  };
}

export function groupCreated(message: CanvasMessage): CaliperForm | null {
  const { metadata, body } = message;
  const groupId = body.id('group_id');
  if (groupId === undefined) return null;
  return {
    type: 'Event',
    actor: userOrSystem(metadata),
    action: 'Created',
    object: studentGroupText(body, groupId, groupId),
    group: courseOfRecord(message),
  };
}

/** The id that the group bears here is, in Canvas's example, that of the membership. */
export function groupMembershipCreated({ metadata, body }: CanvasMessage): CaliperForm | null {
  const membershipId = body.id('group_membership_id');
  const groupId = body.id('group_id');
  const userId = body.id('user_id');
  if (membershipId === undefined || groupId === undefined || userId === undefined) return null;
  return {
    type: 'Event',
    actor: userOrSystem(metadata),
    action: 'Created',
    object: entityText(
      urn('groupMembership', membershipId),
      'Membership',
      member('member', personText(userId)) +
        member('organization', studentGroupText(body, groupId, membershipId)),
    ),
    group: courseOf(metadata),
  };
}

function studentGroupText(body: CanvasValues, groupId: string, entityId: string): string {
  return entityText(
    urn('group', groupId),
    'Group',
    member('name', body.text('group_name')) +
      extensions(member('entity_id', `"${entityId}"`)) +
      member('isPartOf', categoryText(body)),
  );
}

function categoryText(body: CanvasValues): JsonText {
  const categoryId = body.id('group_category_id');
  return categoryId === undefined
    ? undefined
    : entityText(
        urn('groupCategory', categoryId),
        'Entity',
        member('name', body.text('group_category_name')),
      );
}
