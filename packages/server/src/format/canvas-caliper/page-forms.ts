// Pages and the syllabus in Canvas's Caliper. Canvas: live events reference §7.5.

import { userOrSystem } from './actor.ts';
import type { CaliperForm, CanvasMessage, FormOf } from './caliper-form.ts';
import { entityText, personText, urn } from './canvas-entity.ts';
import { courseOf } from './group.ts';
import { extensions, member } from './json-text.ts';

export function wikiPageForm(action: 'Created' | 'Deleted' | 'Modified'): FormOf {
  return ({ metadata, body }) => {
    const pageId = body.id('wiki_page_id');
    if (pageId === undefined) return null;
    const more = extensions(member('body', body.text('body')) + member('entity_id', `"${pageId}"`));
    return {
      type: 'Event',
      actor: userOrSystem(metadata),
      action,
      object: entityText(urn('wikiPage', pageId), 'Page', member('name', body.text('title')) + more),
      group: courseOf(metadata),
    };
  };
}

/** The syllabus bears the name of its course, and is the work of who changes it, who is told to be a member but not where. */
export function syllabusUpdated({ metadata, body }: CanvasMessage): CaliperForm | null {
  const courseId = body.id('course_id');
  if (courseId === undefined) return null;
  const actor = userOrSystem(metadata);
  const courseUrn = urn('course', courseId);
  return {
    type: 'Event',
    actor,
    action: 'Modified',
    object: entityText(
      courseUrn,
      'Document',
      member('name', '"Syllabus"') +
        member('creators', actor.userId === null ? undefined : `[${personText(actor.userId)}]`) +
        member('body', body.text('syllabus_body')),
    ),
    memberOf: { urn: courseUrn, type: 'CourseOffering', courseId },
  };
}
