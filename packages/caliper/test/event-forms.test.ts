// Who may do what to what: every event, action, part and entity type, the right ones and the wrong ones.
// Caliper 1.1: events in scope; event vocabulary.

import { actions, actions12, entityTypes, eventTypes, validateItem } from '@quizwire/caliper';
import { describe, expect, test } from 'vitest';
import { eventWith } from './support/examples.ts';
import { errorsOf, warningsOf } from './support/faults.ts';
import { withSubtypes } from './support/tree.ts';

interface Row {
  event: string;
  actions: string;
  actor: string;
  object: string;
  /** Absent: any entity. Empty: nothing. */
  generated?: string;
  target?: string;
  referrer?: string;
  should?: 'generated' | 'session';
}

const annotation = { event: 'AnnotationEvent', actor: 'Person', object: 'DigitalResource', target: 'Frame' };
const somewhere = 'DigitalResource SoftwareApplication';

const rows: Row[] = [
  {
    event: 'AssessmentEvent',
    actions: 'Started Paused Resumed Restarted Reset Submitted',
    actor: 'Person',
    object: 'Assessment',
    generated: 'Attempt',
    should: 'generated',
  },
  ...[
    { actions: 'Started', generated: 'Attempt' },
    { actions: 'Completed', generated: 'Response' },
    { actions: 'Skipped', generated: '' },
  ].map((row) => ({
    event: 'AssessmentItemEvent',
    actor: 'Person',
    object: 'AssessmentItem',
    referrer: 'AssessmentItem',
    ...row,
  })),
  {
    event: 'AssignableEvent',
    actions: 'Started Completed Submitted Reviewed',
    actor: 'Person',
    object: 'AssignableDigitalResource',
    generated: 'Attempt',
    target: 'Frame',
    should: 'generated',
  },
  {
    event: 'AssignableEvent',
    actions: 'Activated Deactivated',
    actor: 'Person',
    object: 'AssignableDigitalResource',
    generated: 'Attempt',
    target: 'Frame',
  },
  {
    event: 'GradeEvent',
    actions: 'Graded',
    actor: 'Agent',
    object: 'Attempt',
    generated: 'Score',
    target: '',
    should: 'generated',
  },
  {
    event: 'SessionEvent',
    actions: 'LoggedIn LoggedOut',
    actor: 'Person',
    object: 'SoftwareApplication',
    target: 'DigitalResource',
    referrer: somewhere,
    should: 'session',
  },
  {
    event: 'SessionEvent',
    actions: 'TimedOut',
    actor: 'SoftwareApplication',
    object: 'Session',
    target: 'DigitalResource',
    referrer: somewhere,
  },
  {
    event: 'NavigationEvent',
    actions: 'NavigatedTo',
    actor: 'Person',
    object: somewhere,
    target: 'Frame',
    referrer: somewhere,
  },
  {
    event: 'ViewEvent',
    actions: 'Viewed',
    actor: 'Person',
    object: 'DigitalResource Result',
    target: 'Frame',
  },
  { ...annotation, actions: 'Bookmarked', generated: 'BookmarkAnnotation' },
  { ...annotation, actions: 'Highlighted', generated: 'HighlightAnnotation' },
  { ...annotation, actions: 'Shared', generated: 'SharedAnnotation' },
  { ...annotation, actions: 'Tagged', generated: 'TagAnnotation' },
  { event: 'ToolUseEvent', actions: 'Used', actor: 'Person', object: 'SoftwareApplication' },
  { event: 'Event', actions: actions.join(' '), actor: 'Agent', object: 'Entity' },
];

const forms = rows.flatMap((row) => row.actions.split(' ').map((action) => ({ ...row, action })));
const shown = forms.filter(({ event, action }) => event !== 'Event' || action === 'Modified');
const parts = ['actor', 'object', 'generated', 'target', 'referrer'] as const;

function typesAllowed(allowed: string | undefined): ReadonlySet<string> {
  if (allowed === undefined) return new Set(entityTypes);
  return new Set(
    allowed
      .split(' ')
      .filter((type) => type !== '')
      .flatMap(withSubtypes),
  );
}

/** The event of this form with its two parts that must be there, and these. */
function made(
  form: { event: string; action: string },
  more: { [part: string]: unknown },
): { [key: string]: unknown } {
  const both = { actor: 'https://school.example/users/42', object: 'https://school.example/quizzes/7' };
  return eventWith({ type: form.event, action: form.action, generated: undefined, ...both, ...more });
}

function part(type: string): unknown {
  return { id: 'https://school.example/things/1', type };
}

describe.each(shown)('$event $action', (form) => {
  test('is valid with IRIs alone', () => {
    expect(errorsOf(made(form, {}))).toEqual([]);
  });

  test.each(parts)('%s takes the types it should, with their subtypes, and refuses all others', (name) => {
    const allowed = typesAllowed(form[name]);
    const found = entityTypes.filter((type) => errorsOf(made(form, { [name]: part(type) })).length === 0);
    expect(found).toEqual(entityTypes.filter((type) => allowed.has(type)));
    const wrong = entityTypes.find((type) => !allowed.has(type));
    const rule = allowed.size === 0 ? `forbidden-key /${name}` : `entity-type /${name}/type`;
    if (wrong !== undefined) expect(errorsOf(made(form, { [name]: part(wrong) }))).toEqual([rule]);
  });

  test('names what should be there', () => {
    const { should } = form;
    expect(warningsOf(made(form, {}))).toEqual(should === undefined ? [] : [`recommended-key /${should}`]);
    if (should !== undefined) expect(warningsOf(made(form, { [should]: 'urn:x:1' }))).toEqual([]);
  });
});

describe('actions', () => {
  const own = new Map<string, Set<string>>();
  for (const { event, action } of forms) own.set(event, (own.get(event) ?? new Set()).add(action));
  const deprecated = new Map([
    ['AssessmentItemEvent', ['Reviewed', 'Viewed']],
    ['AssignableEvent', ['Abandoned', 'Hid', 'Showed']],
  ]);

  test.each([...own])('%s has its own and no others', (event, allowed) => {
    for (const action of actions) {
      const isOld = deprecated.get(event)?.includes(action) === true;
      const errors = errorsOf(made({ event, action }, {}));
      expect(errors, action).toEqual(allowed.has(action) || isOld ? [] : ['event-action /action']);
      expect(warningsOf(made({ event, action }, {})).includes('deprecated /action'), action).toBe(isOld);
    }
  });

  test.each([
    'Answered',
    'Flagged',
    'Focused',
    'Blurred',
    'Autosaved',
    'Passed',
    'Failed',
    'started',
    'MarkedAsUnRead',
    '',
  ])('%j is none of Caliper', (action) => {
    expect(errorsOf(made({ event: 'Event', action }, {}))).toEqual(['unknown-action /action']);
    expect(errorsOf(made({ event: 'AssessmentEvent', action }, {}))).toEqual(['unknown-action /action']);
  });

  test.each([
    'EnabledCloseCaptioning',
    'DisabledCloseCaptioning',
    'EnabledClosedCaptioning',
    'MarkedAsUnread',
  ])('%s is one, whichever way it is spelled', (action) => {
    expect(validateItem(made({ event: 'Event', action }, {})).faults).toEqual([]);
  });

  test.each(actions12)('%s is one of 1.2', (action) => {
    expect(errorsOf(made({ event: 'Event', action }, {}))).toEqual(['version-1.2 /action']);
  });

  test('an event with a wrong action is still looked into', () => {
    const wrong = made({ event: 'AssessmentEvent', action: 'Completed' }, { object: part('Attempt') });
    expect(errorsOf(wrong)).toEqual(['event-action /action', 'entity-type /object/type']);
    const item = { event: 'AssessmentItemEvent', action: 'Submitted' };
    expect(errorsOf(made(item, { generated: part('TrueFalseResponse') }))).toEqual(['event-action /action']);
    expect(errorsOf(made(item, { generated: part('Attempt') }))).toEqual(['event-action /action']);
    expect(errorsOf(made(item, { generated: part('Score') }))).toEqual([
      'event-action /action',
      'entity-type /generated/type',
    ]);
  });
});

describe('events whose forms are not checked', () => {
  test.each(['ForumEvent', 'MediaEvent', 'MessageEvent', 'ThreadEvent'])('%s is said to be one', (event) => {
    const known = made({ event, action: 'Created' }, {});
    expect(errorsOf(known)).toEqual([]);
    expect(warningsOf(known)).toEqual(['unchecked ']);
    expect(errorsOf(made({ event, action: 'Answered' }, {}))).toEqual(['unknown-action /action']);
    expect(errorsOf({ ...known, eventTime: 'now' })).toEqual(['date-time /eventTime']);
  });

  test('all others are', () => {
    const checked = new Set(rows.map(({ event }) => event));
    expect(eventTypes.filter((type) => !checked.has(type))).toEqual([
      'ForumEvent',
      'MediaEvent',
      'MessageEvent',
      'ThreadEvent',
    ]);
  });
});

describe('what should not be sent any more', () => {
  test.each(['OutcomeEvent', 'ReadingEvent'])('%s is deprecated, not refused', (event) => {
    const old = made({ event, action: 'Viewed' }, {});
    expect(errorsOf(old)).toEqual([]);
    expect(warningsOf(old)).toContain('deprecated /type');
  });

  test('navigatedFrom is deprecated, and of no event but NavigationEvent', () => {
    const from = { navigatedFrom: part('WebPage') };
    expect(errorsOf(made({ event: 'NavigationEvent', action: 'NavigatedTo' }, from))).toEqual([]);
    expect(warningsOf(made({ event: 'NavigationEvent', action: 'NavigatedTo' }, from))).toEqual([
      'deprecated /navigatedFrom',
    ]);
    expect(errorsOf(made({ event: 'ViewEvent', action: 'Viewed' }, from))).toEqual([
      'unknown-key /navigatedFrom',
    ]);
  });
});
