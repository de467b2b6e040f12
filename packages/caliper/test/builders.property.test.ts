// Whatever the builders can be told, within their types and what their comments say, is valid.

import {
  type CaliperEvent,
  dateTime,
  describe,
  duration,
  type EntityInput,
  type EntityOf,
  type EntityType,
  entity,
  envelope,
  event,
  type Iri,
  type OrIri,
  roles,
  statuses,
  validate,
} from '@quizwire/caliper';
import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';

const iri: Arbitrary<Iri> = fc.oneof(
  fc.webUrl(),
  fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
  fc.nat().map((n) => `_:b${n}`),
);
const at = fc.integer({ min: 0, max: 4e12 }).map(dateTime);
const span = fc.nat().map(duration);
const whole = fc.nat();
const decimal = fc.double({ noNaN: true, noDefaultInfinity: true });
const text = fc.string({ unit: 'binary', maxLength: 300 });
const extensions = fc.dictionary(fc.string(), fc.jsonValue());

/** The entity with any of these keys, or its IRI. */
function some<Type extends EntityType>(
  type: Type,
  keys: { [Key in keyof EntityInput<Type>]?: Arbitrary<EntityInput<Type>[Key]> },
): Arbitrary<EntityOf<Type>> {
  const common = { name: text, description: text, dateCreated: at, dateModified: at, extensions };
  // Typed by what each arbitrary makes; fast-check forgets which key it was.
  const input = fc.record({ ...common, ...keys }, { requiredKeys: [] }) as unknown as Arbitrary<
    EntityInput<Type>
  >;
  return fc.tuple(iri, input).map(([id, more]) => entity(type, id, more));
}

function or<Type>(whole: Arbitrary<Type>): Arbitrary<OrIri<Type>> {
  return fc.oneof(whole, iri);
}

const person = some('Person', {});
const application = some('SoftwareApplication', { version: text });
const course = some('CourseSection', {
  courseNumber: text,
  academicSession: text,
  category: text,
  members: fc.array(or(fc.oneof(person, application)), { maxLength: 3 }),
  subOrganizationOf: or(some('CourseOffering', { courseNumber: text })),
});
const membership = some('Membership', {
  member: or(person),
  organization: or(course),
  roles: fc.subarray([...roles]),
  status: fc.constantFrom(...statuses),
});
const times = { startedAtTime: at, endedAtTime: at, duration: span };
const session = some('Session', { user: or(person), ...times });
const launch = some('LtiSession', { ...times, messageParameters: extensions });
const item = some('AssessmentItem', { isTimeDependent: fc.boolean(), maxScore: decimal, isPartOf: iri });
const quiz = some('Assessment', {
  items: fc.array(or(item), { maxLength: 3 }),
  creators: fc.array(or(fc.oneof(person, application)), { maxLength: 2 }),
  keywords: fc.array(text, { maxLength: 3 }),
  learningObjectives: fc.array(or(some('LearningObjective', {})), { maxLength: 2 }),
  isPartOf: or(course),
  dateToShow: at,
  dateToSubmit: at,
  maxAttempts: whole,
  maxScore: decimal,
});
const attempt = some('Attempt', {
  assignee: or(person),
  assignable: or(fc.oneof(quiz, item)),
  count: whole,
  isPartOf: iri,
  ...times,
});
const answered = { attempt: or(attempt), ...times };
const response = fc.oneof(
  some('Response', answered),
  some('MultipleChoiceResponse', { ...answered, value: text }),
  some('TrueFalseResponse', { ...answered, value: text }),
  some('FillinBlankResponse', { ...answered, values: fc.array(text) }),
  some('MultipleResponseResponse', { ...answered, values: fc.array(text) }),
  some('SelectTextResponse', { ...answered, values: fc.array(text) }),
);
const judged = { attempt: or(attempt), scoredBy: or(fc.oneof(person, application)), comment: text };
const score = some('Score', { ...judged, scoreGiven: decimal, maxScore: decimal });
const result = some('Result', { ...judged, resultScore: decimal, maxResultScore: decimal });
const bookmark = some('BookmarkAnnotation', {
  annotator: or(person),
  annotated: or(quiz),
  bookmarkNotes: text,
});
const highlight = some('HighlightAnnotation', {
  selection: fc.record({ type: fc.constant('TextPositionSelector' as const), start: whole, end: whole }),
  selectionText: text,
});
const segment = some('Frame', { index: whole });
const anything = fc.oneof(person, course, session, quiz, item, attempt, response, score, result, bookmark);

const common = fc.record(
  {
    edApp: or(application),
    group: or(course),
    membership: or(membership),
    session: or(session),
    federatedSession: or(launch),
    extensions,
  },
  { requiredKeys: [] },
);
const named = fc.record({
  id: fc.uuid({ version: 4 }).map((uuid) => `urn:uuid:${uuid}` as const),
  eventTime: at,
});
const parts = fc.record({
  actor: or(person),
  quiz: or(quiz),
  item: or(item),
  attempt: or(attempt),
  response: or(response),
  score: or(score),
  application: or(application),
  session: or(session),
  segment: or(segment),
  seen: or(fc.oneof(quiz, result)),
  anything: or(anything),
  bookmark: or(bookmark),
  highlight: or(highlight),
});

const happened: Arbitrary<CaliperEvent> = fc
  .tuple(named, common, parts, fc.nat({ max: 11 }))
  .map(([names, more, made, kind]) => {
    const { actor } = made;
    const base = { ...names, ...more };
    const events: (() => CaliperEvent)[] = [
      () =>
        event({
          ...base,
          type: 'AssessmentEvent',
          actor,
          action: 'Submitted',
          object: made.quiz,
          generated: made.attempt,
        }),
      () =>
        event({
          ...base,
          type: 'AssessmentItemEvent',
          actor,
          action: 'Started',
          object: made.item,
          generated: made.attempt,
          referrer: made.item,
        }),
      () =>
        event({
          ...base,
          type: 'AssessmentItemEvent',
          actor,
          action: 'Completed',
          object: made.item,
          generated: made.response,
        }),
      () =>
        event({
          ...base,
          type: 'AssignableEvent',
          actor,
          action: 'Reviewed',
          object: made.quiz,
          target: made.segment,
        }),
      () =>
        event({
          ...base,
          type: 'GradeEvent',
          actor: made.application,
          action: 'Graded',
          object: made.attempt,
          generated: made.score,
        }),
      () =>
        event({
          ...base,
          type: 'SessionEvent',
          actor,
          action: 'LoggedIn',
          object: made.application,
          target: made.quiz,
        }),
      () =>
        event({
          ...base,
          type: 'SessionEvent',
          actor: made.application,
          action: 'TimedOut',
          object: made.session,
        }),
      () =>
        event({
          ...base,
          type: 'NavigationEvent',
          actor,
          action: 'NavigatedTo',
          object: made.item,
          referrer: made.application,
        }),
      () =>
        event({
          ...base,
          type: 'ViewEvent',
          actor,
          action: 'Viewed',
          object: made.seen,
          generated: made.anything,
        }),
      () =>
        event({
          ...base,
          type: 'AnnotationEvent',
          actor,
          action: 'Bookmarked',
          object: made.quiz,
          generated: made.bookmark,
        }),
      () =>
        event({
          ...base,
          type: 'AnnotationEvent',
          actor,
          action: 'Highlighted',
          object: made.item,
          generated: made.highlight,
        }),
      () =>
        event({
          ...base,
          type: 'Event',
          actor,
          action: 'Removed',
          object: made.anything,
          target: made.anything,
        }),
    ];
    return (events[kind] as () => CaliperEvent)();
  });

test('whatever is built is valid, as it is and from the wire', () => {
  const items = fc.array(fc.oneof(happened, anything.map(describe)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(iri, at, items, (sensor, sendTime, data) => {
      const message = envelope({ sensor, sendTime, data });
      expect(validate(message).faults.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(validate(JSON.stringify(message))).toEqual(validate(message));
      expect(validate(message, { mode: 'lenient' }).isValid).toBe(true);
    }),
    { numRuns: 500 },
  );
});
