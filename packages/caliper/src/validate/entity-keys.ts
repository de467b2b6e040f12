// Which keys each type of entity has, besides those of the types above it. Caliper: reference of entities.

import { identifierTypes12 } from '../vocabulary/profiles.ts';
import { roles } from '../vocabulary/roles.ts';
import { statuses } from '../vocabulary/statuses.ts';
import {
  type AnyEntityType,
  entitiesKey,
  entityKey,
  type KeyRule,
  key,
  of12,
  type PartRules,
  partKey,
  replacedBy,
  required,
  termKey,
} from './key-rules.ts';

type Keys = Readonly<Record<string, KeyRule>>;

const text = key('text');
const name = key('text', 256);
const dateTime = key('date-time');
const decimal = key('decimal');
const wholeNumber = key('whole-number');

const times: Keys = { startedAtTime: dateTime, endedAtTime: dateTime, duration: key('duration') };
const judged: Keys = {
  attempt: entityKey('Attempt'),
  scoredBy: entityKey('Agent'),
  comment: key('text', 1024),
};
const oneValue: Keys = { value: name };
const severalValues: Keys = { values: key('texts', 256) };
const replacedScore = replacedBy('resultScore and maxResultScore', decimal);

const systemIdentifier: PartRules = {
  type: 'SystemIdentifier',
  keys: new Map([
    ['type', required(key('checked'))],
    ['identifier', required(text)],
    ['identifierType', required(termKey(identifierTypes12))],
    ['source', entityKey('SoftwareApplication')],
    ['extensions', key('object')],
  ]),
  required: ['identifier', 'identifierType'],
};
const textPositionSelector: PartRules = {
  type: 'TextPositionSelector',
  keys: new Map([
    ['type', required(key('checked'))],
    ['start', wholeNumber],
    ['end', wholeNumber],
  ]),
  required: [],
};

/** A type that is not here has no keys of its own. */
export const ownKeys: Readonly<Partial<Record<AnyEntityType, Keys>>> = {
  Entity: {
    '@context': key('checked'),
    id: required(key('id', 2048)),
    type: required(key('checked')),
    name,
    description: key('text', 1024),
    dateCreated: dateTime,
    dateModified: dateTime,
    extensions: key('object'),
    otherIdentifiers: of12(partKey(systemIdentifier, 'parts')),
  },
  Organization: { subOrganizationOf: entityKey('Organization'), members: entitiesKey('Agent') },
  CourseOffering: { courseNumber: key('text', 128), academicSession: name },
  CourseSection: { category: key('text', 128) },
  SoftwareApplication: {
    version: key('text', 64),
    host: of12(text),
    ipAddress: of12(text),
    userAgent: of12(text),
  },
  Membership: {
    member: entityKey('Person'),
    organization: entityKey('Organization'),
    roles: termKey(roles, 'roles'),
    status: termKey(statuses),
  },
  Session: {
    user: entityKey('Person'),
    ...times,
    client: of12(entityKey('SoftwareApplication')),
    actor: replacedBy('user', entityKey('Person')),
  },
  LtiSession: { messageParameters: key('object') },
  DigitalResource: {
    creators: entitiesKey('Agent'),
    mediaType: key('text', 128),
    keywords: key('texts'),
    learningObjectives: entitiesKey('LearningObjective'),
    isPartOf: entityKey('Entity'),
    datePublished: dateTime,
    version: key('text', 64),
    storageName: of12(text),
    objectType: replacedBy('type', key('anything')),
    alignedLearningObjective: replacedBy('learningObjectives', entitiesKey('LearningObjective')),
  },
  AssignableDigitalResource: {
    dateToActivate: dateTime,
    dateToShow: dateTime,
    dateToStartOn: dateTime,
    dateToSubmit: dateTime,
    maxAttempts: wholeNumber,
    maxSubmits: wholeNumber,
    maxScore: decimal,
  },
  DigitalResourceCollection: { items: entitiesKey('DigitalResource') },
  Assessment: { items: entitiesKey('AssessmentItem') },
  Forum: { items: entitiesKey('Thread') },
  Thread: { items: entitiesKey('Message') },
  AssessmentItem: { isTimeDependent: key('flag') },
  Frame: { index: wholeNumber },
  MediaLocation: { currentTime: key('duration') },
  MediaObject: { duration: key('duration') },
  AudioObject: { volumeLevel: text, volumeMin: text, volumeMax: text, muted: key('flag') },
  Message: { replyTo: entityKey('Message'), body: text, attachments: entitiesKey('DigitalResource') },
  Attempt: {
    assignee: entityKey('Person'),
    assignable: entityKey('DigitalResource'),
    count: wholeNumber,
    isPartOf: entityKey('Attempt'),
    ...times,
    actor: replacedBy('assignee', entityKey('Person')),
  },
  Response: {
    attempt: entityKey('Attempt'),
    ...times,
    actor: replacedBy('attempt', entityKey('Person')),
    assignable: replacedBy('attempt', entityKey('DigitalResource')),
  },
  MultipleChoiceResponse: oneValue,
  TrueFalseResponse: oneValue,
  FillinBlankResponse: severalValues,
  MultipleResponseResponse: severalValues,
  SelectTextResponse: severalValues,
  Score: { ...judged, scoreGiven: decimal, maxScore: decimal },
  Result: {
    ...judged,
    resultScore: decimal,
    maxResultScore: decimal,
    actor: replacedBy('attempt', entityKey('Person')),
    assignable: replacedBy('attempt', entityKey('DigitalResource')),
    normalScore: replacedScore,
    penaltyScore: replacedScore,
    extraCreditScore: replacedScore,
    totalScore: replacedScore,
    curvedTotalScore: replacedScore,
    curveFactor: replacedScore,
  },
  Annotation: { annotator: entityKey('Person'), annotated: entityKey('DigitalResource') },
  BookmarkAnnotation: { bookmarkNotes: text },
  HighlightAnnotation: { selection: partKey(textPositionSelector), selectionText: text },
  SharedAnnotation: { withAgents: entitiesKey('Agent') },
  TagAnnotation: { tags: key('texts') },
  Comment: { commenter: entityKey('Person'), commentedOn: entityKey('Entity'), value: name },
  Rating: {
    rater: entityKey('Person'),
    rated: entityKey('Entity'),
    question: entityKey('Question'),
    selections: key('texts'),
    ratingComment: entityKey('Comment'),
  },
};

/** Keys that an entity of a type should have, and its subtypes with it. */
export const recommendedKeys: Readonly<Partial<Record<AnyEntityType, readonly string[]>>> = {
  Attempt: ['assignee', 'assignable', 'count'],
  Score: ['attempt', 'maxScore', 'scoreGiven'],
  Result: ['attempt', 'maxResultScore', 'resultScore'],
};

/** The types of 1.2 whose keys are above. Of the others only what every entity has is checked. */
export const checkedTypes12: ReadonlySet<string> = new Set<AnyEntityType>(['Comment', 'Rating']);
