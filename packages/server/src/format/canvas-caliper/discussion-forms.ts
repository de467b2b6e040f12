// Discussions in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrOwner, userOrSystem } from './actor.ts';
import { courseOfRecord } from './body-context.ts';
import type { CaliperForm, CanvasMessage } from './caliper-form.ts';
import { entityText, urn } from './canvas-entity.ts';
import { courseOf } from './group.ts';
import { extensions, member } from './json-text.ts';

/** What the topic says is not told. */
export function discussionTopicCreated(message: CanvasMessage): CaliperForm | null {
  const { metadata, body } = message;
  const topicId = body.id('discussion_topic_id');
  if (topicId === undefined) return null;
  const more = extensions(
    member('is_announcement', body.text('is_announcement')) + member('entity_id', `"${topicId}"`),
  );
  return {
    type: 'ThreadEvent',
    actor: userOrSystem(metadata),
    action: 'Created',
    object: entityText(urn('discussion', topicId), 'Thread', member('name', body.text('title')) + more),
    group: courseOfRecord(message),
  };
}

/** Which entry it answers is not told. */
export function discussionEntryCreated({ metadata, body }: CanvasMessage): CaliperForm | null {
  const entryId = body.id('discussion_entry_id');
  const topicId = body.id('discussion_topic_id');
  if (entryId === undefined || topicId === undefined) return null;
  return {
    type: 'MessageEvent',
    actor: userOrOwner(metadata, body.id('user_id')),
    action: 'Posted',
    object: entityText(
      urn('discussionEntry', entryId),
      'Message',
      extensions(member('entity_id', `"${entryId}"`)) +
        member('isPartOf', entityText(urn('discussion', topicId), 'Thread')) +
        member('body', body.text('text')),
    ),
    group: courseOf(metadata),
  };
}
