// Files, pages, the syllabus, discussions and groups in Canvas's Caliper: type, action and object in the order of the keys.
// Only a real Canvas announces them.

import { expect, test } from 'vitest';
import { canvasCaliperMessage } from '../../src/format/canvas-caliper/canvas-caliper-message.ts';
import { forms } from '../../src/format/canvas-caliper/forms.ts';
import {
  caliperEvent,
  contentEvents,
  jobMetadata,
  requestMetadata,
  sendTimeMs,
  toldEvent,
} from '../support/canvas-told.ts';

const canvas = 'com.instructure.canvas';
const urn = 'urn:instructure:canvas';

const attachment = {
  attachment_id: '606',
  content_type: 'text/csv',
  context_id: '565',
  context_type: 'Course',
  display_name: 'roster "A".csv',
  filename: 'roster+%22A%22.csv',
  folder_id: '1344',
  lock_at: '2018-10-08T20:32:48Z',
  unlock_at: '2018-10-12T20:32:48Z',
  updated_at: '2018-10-11T20:32:48Z',
  user_id: '48',
  old_display_name: 'roster.csv',
};
const page = { wiki_page_id: '9', title: 'Limits', body: '<p>0 < x</p>', old_title: 'Limit', old_body: '' };
const group = {
  account_id: '79',
  context_id: '565',
  context_type: 'Course',
  group_category_id: '49',
  group_category_name: 'Projects',
  group_id: '51',
  group_name: 'Project 1',
  max_membership: 4,
  uuid: 'group-uuid',
  workflow_state: 'available',
};
const membership = {
  group_category_id: '49',
  group_category_name: 'Projects',
  group_id: '51',
  group_membership_id: '123',
  group_name: 'Project 1',
  user_id: '48',
  workflow_state: 'accepted',
};
const topic = {
  assignment_id: '5',
  body: '<p>What do you think?</p>',
  context_id: '565',
  context_type: 'Course',
  discussion_topic_id: '12',
  is_announcement: false,
  lock_at: '2019-11-05T13:38:00.218Z',
  title: 'Week 1',
  updated_at: '2019-11-05T13:38:00.218Z',
  workflow_state: 'active',
};
const entry = {
  created_at: '2019-07-03T23:12:34Z',
  discussion_entry_id: '13',
  discussion_topic_id: '12',
  parent_discussion_entry_id: '11',
  text: '<p>That</p>',
  user_id: '48',
};
const syllabus = { course_id: '565', syllabus_body: '<p>Read</p>', old_syllabus_body: '<p>Rest</p>' };

const category = { id: `${urn}:groupCategory:49`, type: 'Entity', name: 'Projects' };

const table: [eventName: string, body: object, type: string, action: string, object: object][] = [
  ...(
    [
      ['created', 'Created', 'dateCreated'],
      ['updated', 'Modified', 'dateModified'],
      ['deleted', 'Deleted', 'dateModified'],
    ] as const
  ).map(([what, action, date]): (typeof table)[number] => [
    `attachment_${what}`,
    attachment,
    'Event',
    action,
    {
      id: `${urn}:attachment:606`,
      type: 'Document',
      name: 'roster "A".csv',
      [date]: '2018-10-11T20:32:48.000Z',
      extensions: {
        [canvas]: {
          context_id: '565',
          context_type: 'Course',
          filename: 'roster+%22A%22.csv',
          folder_id: '1344',
          entity_id: '606',
        },
      },
      mediaType: 'text/csv',
    },
  ]),
  ...(
    [
      ['created', 'Created'],
      ['updated', 'Modified'],
      ['deleted', 'Deleted'],
    ] as const
  ).map(([what, action]): (typeof table)[number] => [
    `wiki_page_${what}`,
    page,
    'Event',
    action,
    {
      id: `${urn}:wikiPage:9`,
      type: 'Page',
      name: 'Limits',
      extensions: { [canvas]: { body: '<p>0 < x</p>', entity_id: '9' } },
    },
  ]),
  [
    'syllabus_updated',
    syllabus,
    'Event',
    'Modified',
    {
      id: `${urn}:course:565`,
      type: 'Document',
      name: 'Syllabus',
      creators: [{ id: `${urn}:user:21070000000000987`, type: 'Person' }],
      body: '<p>Read</p>',
    },
  ],
  [
    'discussion_topic_created',
    topic,
    'ThreadEvent',
    'Created',
    {
      id: `${urn}:discussion:12`,
      type: 'Thread',
      name: 'Week 1',
      extensions: { [canvas]: { is_announcement: false, entity_id: '12' } },
    },
  ],
  [
    'discussion_entry_created',
    entry,
    'MessageEvent',
    'Posted',
    {
      id: `${urn}:discussionEntry:13`,
      type: 'Message',
      extensions: { [canvas]: { entity_id: '13' } },
      isPartOf: { id: `${urn}:discussion:12`, type: 'Thread' },
      body: '<p>That</p>',
    },
  ],
  [
    'group_category_created',
    { context_id: '565', context_type: 'Course', group_category_id: '49', group_category_name: 'Projects' },
    'Event',
    'Created',
    { ...category, extensions: { [canvas]: { entity_id: '49' } } },
  ],
  [
    'group_created',
    group,
    'Event',
    'Created',
    {
      id: `${urn}:group:51`,
      type: 'Group',
      name: 'Project 1',
      extensions: { [canvas]: { entity_id: '51' } },
      isPartOf: category,
    },
  ],
  [
    'group_membership_created',
    membership,
    'Event',
    'Created',
    {
      id: `${urn}:groupMembership:123`,
      type: 'Membership',
      member: { id: `${urn}:user:48`, type: 'Person' },
      organization: {
        id: `${urn}:group:51`,
        type: 'Group',
        name: 'Project 1',
        extensions: { [canvas]: { entity_id: '123' } },
        isPartOf: category,
      },
    },
  ],
];

test.each(table)('%s has its type, action and object', (eventName, body, type, action, object) => {
  const event = caliperEvent(eventName, body);
  expect([event.type, event.action]).toEqual([type, action]);
  expect(JSON.stringify(event.object)).toBe(JSON.stringify(object));
});

test('the table has every form of content but that of looking at it', () => {
  expect([...table.map(([eventName]) => eventName), 'asset_accessed'].sort()).toEqual(
    [...contentEvents].sort(),
  );
  expect(contentEvents.filter((eventName) => !forms.has(eventName))).toEqual([]);
});

/** The ids that each form is made of, and what is left of its object when the body has nothing else. */
const least: [eventName: string, ids: Record<string, string>, object: object][] = [
  ...['attachment_created', 'attachment_deleted', 'attachment_updated'].map(
    (eventName): (typeof least)[number] => [
      eventName,
      { attachment_id: '606' },
      { id: `${urn}:attachment:606`, type: 'Document', extensions: { [canvas]: { entity_id: '606' } } },
    ],
  ),
  ...['wiki_page_created', 'wiki_page_deleted', 'wiki_page_updated'].map(
    (eventName): (typeof least)[number] => [
      eventName,
      { wiki_page_id: '9' },
      { id: `${urn}:wikiPage:9`, type: 'Page', extensions: { [canvas]: { entity_id: '9' } } },
    ],
  ),
  [
    'syllabus_updated',
    { course_id: '565' },
    {
      id: `${urn}:course:565`,
      type: 'Document',
      name: 'Syllabus',
      creators: [{ id: `${urn}:user:21070000000000987`, type: 'Person' }],
    },
  ],
  [
    'discussion_topic_created',
    { discussion_topic_id: '12' },
    { id: `${urn}:discussion:12`, type: 'Thread', extensions: { [canvas]: { entity_id: '12' } } },
  ],
  [
    'discussion_entry_created',
    { discussion_entry_id: '13', discussion_topic_id: '12' },
    {
      id: `${urn}:discussionEntry:13`,
      type: 'Message',
      extensions: { [canvas]: { entity_id: '13' } },
      isPartOf: { id: `${urn}:discussion:12`, type: 'Thread' },
    },
  ],
  [
    'group_category_created',
    { group_category_id: '49' },
    { id: `${urn}:groupCategory:49`, type: 'Entity', extensions: { [canvas]: { entity_id: '49' } } },
  ],
  [
    'group_created',
    { group_id: '51' },
    { id: `${urn}:group:51`, type: 'Group', extensions: { [canvas]: { entity_id: '51' } } },
  ],
  [
    'group_membership_created',
    { group_membership_id: '123', group_id: '51', user_id: '48' },
    {
      id: `${urn}:groupMembership:123`,
      type: 'Membership',
      member: { id: `${urn}:user:48`, type: 'Person' },
      organization: { id: `${urn}:group:51`, type: 'Group', extensions: { [canvas]: { entity_id: '123' } } },
    },
  ],
];

test.each(least)('of %s, what is missing or null has no key', (eventName, ids, object) => {
  const body = table.find(([name]) => name === eventName)?.[1] ?? {};
  const nulls = Object.fromEntries(Object.keys(body).map((key) => [key, null]));
  expect(JSON.stringify(caliperEvent(eventName, ids).object)).toBe(JSON.stringify(object));
  expect(caliperEvent(eventName, { ...nulls, ...ids })).toEqual(caliperEvent(eventName, ids));
});

test.each(least)('%s without one of its ids has no form', (eventName, ids) => {
  for (const key of Object.keys(ids)) {
    for (const value of [undefined, null, '', 'x', 1.5]) {
      const event = toldEvent(eventName, { ...ids, [key]: value }, requestMetadata, 'canvas');
      expect(canvasCaliperMessage(event, sendTimeMs)).toBeNull();
    }
  }
});

test('each form is among those that are short of everything but ids', () => {
  expect(least.map(([eventName]) => eventName).sort()).toEqual(table.map(([eventName]) => eventName).sort());
});

test('a group in a category without a name names the category by its id alone', () => {
  const { object } = caliperEvent('group_created', { group_id: '51', group_category_id: 49 });
  expect(object).toHaveProperty('isPartOf', { id: `${urn}:groupCategory:49`, type: 'Entity' });
});

test('an announcement is told to be one', () => {
  const { object } = caliperEvent('discussion_topic_created', { ...topic, is_announcement: true });
  expect(object).toHaveProperty(['extensions', canvas, 'is_announcement'], true);
});

test('nobody made a syllabus that a job changes', () => {
  const { actor, object } = caliperEvent('syllabus_updated', syllabus, jobMetadata);
  expect(actor).toHaveProperty('type', 'SoftwareApplication');
  expect(object).not.toHaveProperty('creators');
});
