// What happens within an attempt, from the log: the quiz page is opened, questions are seen, flagged, answered, skipped.

import type { BookmarkAnnotation, CaliperEvent, Person } from '@quizwire/caliper';
import { isRecord } from '../../model/loose-value.ts';
import { type Taken, takenAttempt } from './attempt-forms.ts';
import { type Item, itemOf } from './items.ts';
import { responseTo } from './responses.ts';
import { type CommonKeys, commonKeys, person, type Told } from './told.ts';
import { recordsIn, type Values } from './values.ts';

/** The taker of an attempt, and the keys of the next event of theirs. */
interface Log {
  told: Told;
  taken: Taken;
  actor: Person;
  next(more?: Values): CommonKeys;
}

const formsByType: ReadonlyMap<unknown, (log: Log) => CaliperEvent[]> = new Map<
  unknown,
  (log: Log) => CaliperEvent[]
>([
  ['session_started', quizOpened],
  ['page_blurred', (log) => pageChanged(log, 'Hid', 'blurred')],
  ['page_focused', (log) => pageChanged(log, 'Showed', 'focused')],
  ['question_viewed', questionsViewed],
  ['question_flagged', questionFlagged],
  ['question_answered', questionsAnswered],
  ['questions_skipped', questionsSkipped],
]);

export function quizEventRecorded(told: Told): CaliperEvent[] | null {
  const taken = takenAttempt(told);
  const form = formsByType.get(told.details.event_type);
  if (taken === null || form === undefined) return null;
  const { takerId, isPreview } = taken;
  let index = 0;
  const events = form({
    told,
    taken,
    actor: person(told, takerId),
    next: (more = {}) => commonKeys(told, { ...more, is_preview: isPreview || undefined }, index++),
  });
  return events.length === 0 ? null : events;
}

function quizOpened({ taken, actor, next }: Log): CaliperEvent[] {
  const object = taken.assessment;
  return [{ ...next(), type: 'NavigationEvent', actor, action: 'NavigatedTo', object }];
}

/** Caliper: neither is a pause, for the time goes on. It has no words for them but those of what is shown and hidden. */
function pageChanged({ taken, actor, next }: Log, action: 'Hid' | 'Showed', page: string): CaliperEvent[] {
  return [{ ...next({ page }), type: 'Event', actor, action, object: taken.assessment }];
}

/** First that they turned to it, then of each item that it starts, the first time, and that it is seen. */
function questionsViewed({ told: { details }, taken, actor, next }: Log): CaliperEvent[] {
  const events: CaliperEvent[] = [];
  for (const [index, question] of recordsIn(details.questions).entries()) {
    const seen = itemOf(taken, question);
    if (seen === null) continue;
    const { item: object, attempt: generated } = seen;
    if (index === 0 && details.is_turned_to === true) {
      const referrer = itemIn(taken, details.previous_question)?.item;
      const keys = { ...next(), actor, object, referrer };
      events.push({ ...keys, type: 'NavigationEvent', action: 'NavigatedTo' });
    }
    if (question.is_first_view === true) {
      events.push({ ...next(), type: 'AssessmentItemEvent', action: 'Started', actor, object, generated });
    }
    events.push({ ...next(), type: 'ViewEvent', action: 'Viewed', actor, object });
  }
  return events;
}

/** The mark is named by the flag that set it, also when it is taken off. */
function questionFlagged({ told: { details, names }, taken, actor, next }: Log): CaliperEvent[] {
  const marked = itemIn(taken, details.question);
  const flagId = names.id(details.flag_id);
  if (marked === null || flagId === undefined) return [];
  const { item, attempt } = marked;
  const mark: BookmarkAnnotation = {
    id: `${attempt.id}/bookmarks/${flagId}`,
    type: 'BookmarkAnnotation',
    annotator: actor.id,
    annotated: item.id,
  };
  return details.flagged === true
    ? [{ ...next(), type: 'AnnotationEvent', actor, action: 'Bookmarked', object: item, generated: mark }]
    : [{ ...next(), type: 'Event', actor, action: 'Removed', object: mark }];
}

function questionsAnswered({ told: { details, names }, taken, actor, next }: Log): CaliperEvent[] {
  return recordsIn(details.answers).flatMap((given) => {
    const answered = itemOf(taken, given);
    if (answered === null) return [];
    const { item: object, attempt } = answered;
    const id = `${attempt.id}/responses/${names.id(details.quiz_event_id)}`;
    const generated = responseTo(id, attempt, given);
    return [{ ...next(), type: 'AssessmentItemEvent', actor, action: 'Completed', object, generated }];
  });
}

function questionsSkipped({ told: { details }, taken, actor, next }: Log): CaliperEvent[] {
  return recordsIn(details.questions).flatMap((question) => {
    const object = itemOf(taken, question)?.item;
    if (object === undefined) return [];
    return [{ ...next(), type: 'AssessmentItemEvent', actor, action: 'Skipped', object }];
  });
}

function itemIn(taken: Taken, question: unknown): Item | null {
  return isRecord(question) ? itemOf(taken, question) : null;
}
