// What is looked at, in Canvas's Caliper: an entity of Canvas's own words, but for the three that Caliper has a type for.

import { expect, test } from 'vitest';
import { canvasCaliperMessage } from '../../src/format/canvas-caliper/canvas-caliper-message.ts';
import { caliperEvent, requestMetadata, sendTimeMs, toldEvent } from '../support/canvas-told.ts';

const canvas = 'com.instructure.canvas';
const urn = 'urn:instructure:canvas';

/** Of the request: what the object tells of it. */
const request = { context_account_id: '21070000000000079', http_method: 'POST' };

const asset = {
  asset_name: 'Week 1',
  asset_id: '144',
  asset_subtype: null,
  category: 'pages',
  role: 'StudentEnrollment',
  level: null,
  enrollment_id: '9',
  section_id: '11',
};

function objectText(body: object, metadata: object = requestMetadata): string {
  return JSON.stringify(caliperEvent('asset_accessed', { ...asset, ...body }, metadata).object);
}

test.each([
  ['assignment', 'assignment', 'AssignableDigitalResource'],
  ['discussion_topic', 'discussion', 'Thread'],
  ['wiki_page', 'wikiPage', 'Page'],
])('a %s has a type of its own and no name', (asset_type, kind, type) => {
  expect(objectText({ asset_type })).toBe(
    JSON.stringify({
      id: `${urn}:${kind}:144`,
      type,
      extensions: { [canvas]: { asset_name: 'Week 1', asset_type, entity_id: '144', ...request } },
    }),
  );
});

test.each([
  ...['quizzes:quiz', 'lti/tool_proxy', 'calendar_event', 'collaboration', 'content_tag', 'enrollment'],
  ...['learning_outcome', 'web_conference', 'constructor', 'a "word"'],
])('a %s is an entity named by its type', (asset_type) => {
  expect(objectText({ asset_type })).toBe(
    JSON.stringify({
      id: `${urn}:${asset_type}:144`,
      type: 'Entity',
      name: asset_type,
      extensions: { [canvas]: { asset_name: 'Week 1', asset_type, entity_id: '144', ...request } },
    }),
  );
});

test('a list in a course is named by what is listed', () => {
  expect(objectText({ asset_type: 'course', asset_subtype: 'quizzes' })).toBe(
    JSON.stringify({
      id: `${urn}:course:144`,
      type: 'Entity',
      name: 'quizzes',
      extensions: {
        [canvas]: {
          ...{ asset_name: 'Week 1', asset_type: 'course', asset_subtype: 'quizzes', entity_id: '144' },
          ...request,
        },
      },
    }),
  );
});

test('of a file its names are told, of a tool where it is, and with an access token its key', () => {
  const file = { asset_type: 'attachment', filename: 'a+b.html', display_name: 'a b.html' };
  const metadata = { ...requestMetadata, developer_key_id: '170000000056' };
  expect(objectText(file, metadata)).toBe(
    JSON.stringify({
      id: `${urn}:attachment:144`,
      type: 'Entity',
      name: 'attachment',
      extensions: {
        [canvas]: {
          ...{ asset_name: 'Week 1', asset_type: 'attachment', entity_id: '144', ...request },
          developer_key_id: '170000000056',
          filename: 'a+b.html',
          display_name: 'a b.html',
        },
      },
    }),
  );
  const tool = {
    asset_type: 'context_external_tool',
    domain: 'tool.example',
    url: 'https://tool.example/lti',
  };
  expect(objectText(tool)).toBe(
    JSON.stringify({
      id: `${urn}:context_external_tool:144`,
      type: 'Entity',
      name: 'context_external_tool',
      extensions: {
        [canvas]: {
          ...{ asset_name: 'Week 1', asset_type: 'context_external_tool', entity_id: '144', ...request },
          url: 'https://tool.example/lti',
          domain: 'tool.example',
        },
      },
    }),
  );
});

test('what is missing or null has no key', () => {
  const metadata = { ...requestMetadata, context_account_id: null, http_method: undefined };
  const bare = { asset_id: '144', asset_type: 'user' };
  const nulls = {
    asset_name: null,
    asset_subtype: null,
    filename: null,
    display_name: null,
    url: null,
    domain: null,
  };
  const object = {
    id: `${urn}:user:144`,
    type: 'Entity',
    name: 'user',
    extensions: { [canvas]: { asset_type: 'user', entity_id: '144' } },
  };
  for (const body of [bare, { ...nulls, ...bare }]) {
    expect(JSON.stringify(caliperEvent('asset_accessed', body, metadata).object)).toBe(
      JSON.stringify(object),
    );
  }
});

test('one navigates to it, a person or whoever reads a feed of the calendar', () => {
  const event = caliperEvent('asset_accessed', { ...asset, asset_type: 'wiki_page' });
  expect([event.type, event.action]).toEqual(['NavigationEvent', 'NavigatedTo']);
  expect(event.actor).toHaveProperty('id', `${urn}:user:21070000000000987`);
  const feed = { ...asset, asset_type: 'user', asset_subtype: 'calendar_feed' };
  const { actor } = caliperEvent('asset_accessed', feed, { ...requestMetadata, user_id: null });
  expect(actor).toEqual({ id: 'http://oxana.instructure.com/', type: 'SoftwareApplication' });
});

test.each([
  { asset_type: 'course' },
  { asset_type: 'course', asset_id: 'course_1' },
  { asset_id: '144' },
  { asset_id: '144', asset_type: null },
  { asset_id: '144', asset_type: '' },
  { asset_id: '144', asset_type: 5 },
])('%j has no form, because its id or its type is missing', (body) => {
  const event = toldEvent('asset_accessed', body, requestMetadata, 'canvas');
  expect(canvasCaliperMessage(event, sendTimeMs)).toBeNull();
});
