// Every entity and every key of it, with right and wrong values. Caliper 1.1: entities, type tree, roles.

import { type EntityType, entityTypes, roles, supertypes, validateItem } from '@quizwire/caliper';
import { describe, expect, test } from 'vitest';
import { at, described, eventWith } from './support/examples.ts';
import { errorsOf, warningsOf } from './support/faults.ts';
import { withSubtypes } from './support/tree.ts';

const iri = 'https://school.example/things/2';

/** A right value, and a wrong one with what is wrong about it. */
type Kind = { right: unknown[]; wrong: [value: unknown, rule: string][] };

const text: Kind = {
  right: ['x', 'ü'.repeat(40)],
  wrong: [
    [7, 'value-type'],
    [['x'], 'value-type'],
  ],
};
const texts: Kind = {
  right: [['a', '']],
  wrong: [
    ['a', 'value-type'],
    [[7], 'value-type /0'],
  ],
};
const time: Kind = {
  right: [at],
  wrong: [
    ['2026-03-01', 'date-time'],
    ['2026-03-01T09:30:15Z', 'date-time-form'],
    [7, 'value-type'],
  ],
};
const span: Kind = {
  right: ['PT50M12S', 'PT3000S', 'P1Y2M3W4DT5H6M7.5S', 'PT0,5S', 'P1D', 'PT0S'],
  wrong: [
    ['P', 'duration'],
    ['PT', 'duration'],
    ['P1DT', 'duration'],
    ['3000', 'duration'],
    ['PT-5S', 'duration'],
    ['PT1.S', 'duration'],
    ['PT1.5H3M', 'duration'],
    ['PT1S1M', 'duration'],
    ['', 'duration'],
    [3000, 'value-type'],
  ],
};
const whole: Kind = {
  right: [0, 1, 2 ** 40],
  wrong: [
    [-1, 'whole-number'],
    [1.5, 'whole-number'],
    ['1', 'number-as-text'],
    [true, 'value-type'],
    ['one', 'value-type'],
  ],
};
const decimal: Kind = {
  right: [0.5, -1.25, 15],
  wrong: [
    ['15.0', 'number-as-text'],
    ['', 'value-type'],
    [{}, 'value-type'],
  ],
};
const flag: Kind = {
  right: [true, false],
  wrong: [
    ['true', 'value-type'],
    [1, 'value-type'],
  ],
};
const object: Kind = {
  right: [{ a: null }],
  wrong: [
    [[], 'value-type'],
    ['x', 'value-type'],
  ],
};

function one(right: EntityType, wrong: EntityType): Kind {
  return {
    right: [iri, '_:b0', ...withSubtypes(right).map((type) => ({ id: iri, type }))],
    wrong: [
      [{ id: iri, type: wrong }, 'entity-type /type'],
      [{ id: iri }, 'missing-key /type'],
      [{ type: right }, 'missing-key /id'],
      [{}, 'empty-entity'],
      [7, 'value-type'],
      ['no iri', 'iri'],
      [[iri], 'value-type'],
    ],
  };
}

function several(right: EntityType, wrong: EntityType): Kind {
  return {
    right: [[iri, { id: iri, type: right }]],
    wrong: [
      [iri, 'value-type'],
      [{ id: iri, type: right }, 'value-type'],
      [[iri, { id: iri, type: wrong }], 'entity-type /1/type'],
      [[null], 'value-type /0'],
    ],
  };
}

const common = { name: text, description: text, dateCreated: time, dateModified: time, extensions: object };
const times = { startedAtTime: time, endedAtTime: time, duration: span };
const resource = {
  ...common,
  creators: several('Agent', 'Page'),
  mediaType: text,
  keywords: texts,
  learningObjectives: several('LearningObjective', 'Page'),
  isPartOf: { right: one('Entity', 'Entity').right, wrong: one('Entity', 'Entity').wrong.slice(1) },
  datePublished: time,
  version: text,
};
const assignable = {
  ...resource,
  dateToActivate: time,
  dateToShow: time,
  dateToStartOn: time,
  dateToSubmit: time,
  maxAttempts: whole,
  maxSubmits: whole,
  maxScore: decimal,
};
const organization = {
  ...common,
  subOrganizationOf: one('Organization', 'Person'),
  members: several('Agent', 'Page'),
};
const course = { ...organization, courseNumber: text, academicSession: text };
const response = { ...common, attempt: one('Attempt', 'Result'), ...times };
const session = { ...common, user: one('Person', 'Group'), ...times };
const judged = {
  ...common,
  attempt: one('Attempt', 'Assessment'),
  scoredBy: one('Agent', 'Session'),
  comment: text,
};
const annotation = {
  ...common,
  annotator: one('Person', 'Group'),
  annotated: one('DigitalResource', 'Attempt'),
};
const media = { ...resource, duration: span };
const selector: Kind = {
  right: [{ type: 'TextPositionSelector', start: 1, end: 5 }, { type: 'TextPositionSelector' }],
  wrong: [
    ['1-5', 'value-type'],
    [{ start: 1 }, 'missing-key /type'],
    [{ type: 'Frame' }, 'entity-type /type'],
    [{ type: 'TextPositionSelector', start: -1 }, 'whole-number /start'],
    [{ type: 'TextPositionSelector', id: iri }, 'unknown-key /id'],
  ],
};

const entities: Record<EntityType, Record<string, Kind>> = {
  Entity: common,
  Agent: common,
  Person: common,
  LearningObjective: common,
  SoftwareApplication: { ...common, version: text },
  Organization: organization,
  Group: organization,
  CourseOffering: course,
  CourseSection: { ...course, category: text },
  Membership: {
    ...common,
    member: one('Person', 'Group'),
    organization: one('Organization', 'Person'),
    roles: {
      right: [['Learner'], [...roles]],
      wrong: [
        ['Learner', 'value-type'],
        [['Student'], 'unknown-term /0'],
        [[7], 'value-type /0'],
      ],
    },
    status: {
      right: ['Active', 'Inactive'],
      wrong: [
        ['active', 'unknown-term'],
        ['Deleted', 'unknown-term'],
        [1, 'value-type'],
      ],
    },
  },
  Session: session,
  LtiSession: { ...session, messageParameters: object },
  DigitalResource: resource,
  Chapter: resource,
  Document: resource,
  Page: resource,
  WebPage: resource,
  DigitalResourceCollection: { ...resource, items: several('DigitalResource', 'Attempt') },
  Forum: { ...resource, items: several('Thread', 'Message') },
  Thread: { ...resource, items: several('Message', 'Thread') },
  Frame: { ...resource, index: whole },
  MediaLocation: { ...resource, currentTime: span },
  MediaObject: media,
  ImageObject: media,
  VideoObject: media,
  AudioObject: { ...media, volumeLevel: text, volumeMin: text, volumeMax: text, muted: flag },
  Message: {
    ...resource,
    replyTo: one('Message', 'Thread'),
    body: text,
    attachments: several('DigitalResource', 'Score'),
  },
  AssignableDigitalResource: assignable,
  Assessment: { ...assignable, items: several('AssessmentItem', 'Page') },
  AssessmentItem: { ...assignable, isTimeDependent: flag },
  Attempt: {
    ...common,
    assignee: one('Person', 'SoftwareApplication'),
    assignable: one('DigitalResource', 'Attempt'),
    count: whole,
    isPartOf: one('Attempt', 'Assessment'),
    ...times,
  },
  Response: response,
  MultipleChoiceResponse: { ...response, value: text },
  TrueFalseResponse: { ...response, value: { right: ['true'], wrong: [[true, 'value-type']] } },
  FillinBlankResponse: { ...response, values: texts },
  MultipleResponseResponse: { ...response, values: texts },
  SelectTextResponse: { ...response, values: texts },
  Score: { ...judged, scoreGiven: decimal, maxScore: decimal },
  Result: { ...judged, resultScore: decimal, maxResultScore: decimal },
  Annotation: annotation,
  BookmarkAnnotation: { ...annotation, bookmarkNotes: text },
  HighlightAnnotation: { ...annotation, selection: selector, selectionText: text },
  SharedAnnotation: { ...annotation, withAgents: several('Agent', 'Page') },
  TagAnnotation: { ...annotation, tags: texts },
};

const everyKey = [...new Set(Object.values(entities).flatMap(Object.keys))];

/** Keys that are not refused although the type does not have them: what it had once. */
const deprecated: Partial<Record<EntityType, string[]>> = {
  Result: ['actor', 'assignable'],
  ...Object.fromEntries(withSubtypes('Response').map((type) => [type, ['actor', 'assignable']])),
};

describe.each(Object.entries(entities))('%s', (name, keys) => {
  const type = name as EntityType;

  test.each(Object.entries(keys))(
    '%s takes what it should and refuses what it should not',
    (key, { right, wrong }) => {
      for (const value of right)
        expect(errorsOf(described(type, { [key]: value })), JSON.stringify(value)).toEqual([]);
      for (const [value, rule] of [...wrong, [null, 'null-value'] as const]) {
        const [code, inside = ''] = rule.split(' ');
        expect(errorsOf(described(type, { [key]: value })), JSON.stringify(value)).toEqual([
          `${code} /${key}${inside}`,
        ]);
      }
    },
  );

  test('has no keys of others', () => {
    const foreign = everyKey.filter((key) => !(key in keys) && deprecated[type]?.includes(key) !== true);
    for (const key of foreign)
      expect(errorsOf(described(type, { [key]: 'x' }))).toEqual([`unknown-key /${key}`]);
  });

  test('has an id that is an absolute IRI', () => {
    for (const id of ['urn:x:1', 'https://school.example/ä?b=c#d', '_:b0', 'mailto:a@b.example']) {
      expect(errorsOf({ ...described(type, {}), id })).toEqual([]);
    }
    for (const id of ['1', '/things/1', 'https://a b', 'urn:', ':x', '1x:y', '_:', 'urn:x<y>', 'urn:x:1\n']) {
      expect(errorsOf({ ...described(type, {}), id }), id).toEqual(['iri /id']);
    }
    expect(errorsOf({ ...described(type, {}), id: undefined })).toEqual(['missing-key /id']);
    expect(errorsOf({ ...described(type, {}), id: null })).toEqual(['missing-key /id']);
    expect(errorsOf({ ...described(type, {}), id: '' })).toEqual(['missing-key /id']);
    expect(errorsOf({ ...described(type, {}), id: 5 })).toEqual(['value-type /id']);
  });
});

test('every type of the tree is covered, and the tree is the standard’s', () => {
  expect(Object.keys(entities).sort()).toEqual([...entityTypes].sort());
  expect(withSubtypes('Entity').sort()).toEqual([...entityTypes].sort());
  for (const type of entityTypes) {
    const above = entityTypes.filter((other) => other !== type && withSubtypes(other).includes(type));
    const known = new Set<string>();
    const walk = (lower: EntityType): void => {
      for (const higher of supertypes[lower]) {
        known.add(higher);
        walk(higher);
      }
    };
    walk(type);
    expect([...known].sort(), type).toEqual(above.sort());
  }
});

describe('what should be there', () => {
  test.each([
    ['Attempt', ['assignee', 'assignable', 'count']],
    ['Score', ['attempt', 'maxScore', 'scoreGiven']],
    ['Result', ['attempt', 'maxResultScore', 'resultScore']],
  ] as const)('%s', (type, keys) => {
    expect(warningsOf(described(type, {}))).toEqual(keys.map((key) => `recommended-key /${key}`));
  });

  test('a sub-role comes with its core role', () => {
    const roleWarnings = (...terms: string[]): string[] =>
      warningsOf(described('Membership', { roles: terms }));
    expect(roleWarnings('Instructor', 'Instructor#Grader')).toEqual([]);
    expect(roleWarnings('Instructor#Grader', 'Instructor')).toEqual([]);
    expect(roleWarnings('Learner', 'Instructor#Grader')).toEqual(['sub-role /roles']);
  });

  test('a decimal has a fraction, for some receivers', () => {
    expect(warningsOf(described('Assessment', { maxScore: 15 }))).toEqual(['decimal-form /maxScore']);
    expect(warningsOf(described('Assessment', { maxScore: 15.5 }))).toEqual([]);
  });

  test('nothing is empty', () => {
    const empty = described('Assessment', { name: '', keywords: [], items: [], extensions: {} });
    expect(errorsOf(empty)).toEqual([]);
    expect(warningsOf(empty)).toEqual(
      ['name', 'keywords', 'items', 'extensions'].map((key) => `empty-value /${key}`),
    );
  });

  test.each([
    ['Entity', 'name', 256],
    ['Entity', 'description', 1024],
    ['CourseOffering', 'courseNumber', 128],
    ['CourseOffering', 'academicSession', 256],
    ['CourseSection', 'category', 128],
    ['DigitalResource', 'mediaType', 128],
    ['DigitalResource', 'version', 64],
    ['SoftwareApplication', 'version', 64],
    ['TrueFalseResponse', 'value', 256],
  ] as const)('%s %s is no longer than %i characters', (type, key, length) => {
    expect(validateItem(described(type, { [key]: 'x'.repeat(length) })).faults).toEqual([]);
    expect(warningsOf(described(type, { [key]: 'x'.repeat(length + 1) }))).toEqual([`long-value /${key}`]);
  });

  test('an IRI and a value among several are no longer either', () => {
    const long = `urn:x:${'y'.repeat(2048)}`;
    expect(warningsOf(described('Entity', { id: long }))).toEqual(['long-value /id']);
    expect(warningsOf(eventWith({ actor: long }))).toEqual(['long-value /actor']);
    const values = ['x', 'y'.repeat(257)];
    expect(warningsOf(described('SelectTextResponse', { values }))).toEqual(['long-value /values/1']);
  });
});

describe('keys that should not be sent any more', () => {
  const person = { id: iri, type: 'Person' };
  test.each<[EntityType, string, unknown, unknown, string]>([
    ['Attempt', 'actor', person, 7, 'value-type /actor'],
    ['Session', 'actor', iri, { id: iri, type: 'Page' }, 'entity-type /actor/type'],
    ['Response', 'actor', person, 7, 'value-type /actor'],
    ['Response', 'assignable', iri, 7, 'value-type /assignable'],
    ['Result', 'actor', person, 7, 'value-type /actor'],
    ['Result', 'assignable', iri, 7, 'value-type /assignable'],
    ['Result', 'normalScore', 1.5, 'x', 'value-type /normalScore'],
    ['Result', 'penaltyScore', 1.5, 'x', 'value-type /penaltyScore'],
    ['Result', 'extraCreditScore', 1.5, 'x', 'value-type /extraCreditScore'],
    ['Result', 'totalScore', 1.5, 'x', 'value-type /totalScore'],
    ['Result', 'curvedTotalScore', 1.5, 'x', 'value-type /curvedTotalScore'],
    ['Result', 'curveFactor', 1.5, 'x', 'value-type /curveFactor'],
    ['DigitalResource', 'alignedLearningObjective', [iri], iri, 'value-type /alignedLearningObjective'],
    ['DigitalResource', 'objectType', ['x'], null, 'null-value /objectType'],
  ])('%s %s', (type, key, right, wrong, error) => {
    expect(errorsOf(described(type, { [key]: right }))).toEqual([]);
    expect(warningsOf(described(type, { [key]: right }))).toContain(`deprecated /${key}`);
    expect(errorsOf(described(type, { [key]: wrong }))).toEqual([error]);
  });
});

test('entities are looked into wherever they are', () => {
  const attempt = {
    id: iri,
    type: 'Attempt',
    assignee: iri,
    assignable: { id: iri, type: 'Assessment', items: [{ id: iri }] },
    count: 1,
  };
  const score = { id: iri, type: 'Score', attempt, scoreGiven: 1.5, maxScore: 2.5 };
  const graded = eventWith({ type: 'GradeEvent', action: 'Graded', object: iri, generated: score });
  expect(errorsOf(graded)).toEqual(['missing-key /generated/attempt/assignable/items/0/type']);
});
