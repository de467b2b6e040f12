// Who may do what to what: the forms each event has, by action. Caliper: events and their actors, actions and objects.

import type { Action } from '../vocabulary/actions.ts';
import type { EventType, EventType12 } from '../vocabulary/event-types.ts';
import type { AnyEntityType } from './key-rules.ts';

/** For some actions of an event, the types of its parts. A part that is not named takes any entity, an empty list none. */
export interface EventForm {
  actions: readonly Action[];
  actor: readonly AnyEntityType[];
  object: readonly AnyEntityType[];
  generated?: readonly AnyEntityType[];
  target?: readonly AnyEntityType[];
  referrer?: readonly AnyEntityType[];
  recommended?: readonly ('generated' | 'session')[];
  /** What 1.2 asks for instead. */
  in12?: Omit<Partial<EventForm>, 'actions' | 'in12'>;
  /** Set when these actions should not be sent any more: what to send instead. */
  replacement?: string;
}

const item = { actor: ['Person'], object: ['AssessmentItem'], referrer: ['AssessmentItem'] } as const;
const assignable = {
  actor: ['Person'],
  object: ['AssignableDigitalResource'],
  generated: ['Attempt'],
  target: ['Frame'],
} as const;
const session = {
  target: ['DigitalResource'],
  referrer: ['DigitalResource', 'SoftwareApplication'],
} as const;
const annotation = { actor: ['Person'], object: ['DigitalResource'], target: ['Frame'] } as const;
const feedback = { actor: ['Person'], object: ['Entity'], target: ['Frame'] } as const;

/** The events of Caliper 1.1 whose forms are checked. The generic Event has no form: it takes every action. */
export const eventForms: Readonly<Partial<Record<EventType | EventType12, readonly EventForm[]>>> = {
  AssessmentEvent: [
    {
      actions: ['Started', 'Paused', 'Resumed', 'Restarted', 'Reset', 'Submitted'],
      actor: ['Person'],
      object: ['Assessment'],
      generated: ['Attempt'],
      recommended: ['generated'],
    },
  ],
  AssessmentItemEvent: [
    { actions: ['Started'], ...item, generated: ['Attempt'] },
    { actions: ['Completed'], ...item, generated: ['Response'] },
    { actions: ['Skipped'], ...item, generated: [], in12: { generated: ['Attempt'] } },
    { actions: ['Reviewed', 'Viewed'], ...item, replacement: 'ViewEvent Viewed' },
  ],
  AssignableEvent: [
    { actions: ['Started', 'Completed', 'Submitted', 'Reviewed'], ...assignable, recommended: ['generated'] },
    { actions: ['Activated', 'Deactivated'], ...assignable },
    { actions: ['Abandoned', 'Hid', 'Showed'], ...assignable, replacement: 'nothing' },
  ],
  GradeEvent: [
    {
      actions: ['Graded'],
      actor: ['Agent'],
      object: ['Attempt'],
      generated: ['Score'],
      target: [],
      recommended: ['generated'],
    },
  ],
  SessionEvent: [
    {
      actions: ['LoggedIn', 'LoggedOut'],
      actor: ['Person'],
      object: ['SoftwareApplication'],
      ...session,
      recommended: ['session'],
    },
    { actions: ['TimedOut'], actor: ['SoftwareApplication'], object: ['Session'], ...session },
  ],
  NavigationEvent: [
    {
      actions: ['NavigatedTo'],
      actor: ['Person'],
      object: ['DigitalResource', 'SoftwareApplication'],
      target: ['Frame'],
      referrer: ['DigitalResource', 'SoftwareApplication'],
      in12: { target: ['DigitalResource'] },
    },
  ],
  ViewEvent: [
    {
      actions: ['Viewed'],
      actor: ['Person'],
      object: ['DigitalResource', 'Result'],
      target: ['Frame'],
      in12: { target: ['Entity'] },
    },
  ],
  AnnotationEvent: [
    { actions: ['Bookmarked'], ...annotation, generated: ['BookmarkAnnotation'] },
    { actions: ['Highlighted'], ...annotation, generated: ['HighlightAnnotation'] },
    { actions: ['Shared'], ...annotation, generated: ['SharedAnnotation'] },
    { actions: ['Tagged'], ...annotation, generated: ['TagAnnotation'] },
  ],
  ToolUseEvent: [
    {
      actions: ['Used'],
      actor: ['Person'],
      object: ['SoftwareApplication'],
      in12: { generated: ['AggregateMeasureCollection'] },
    },
  ],
  FeedbackEvent: [
    { actions: ['Commented'], ...feedback, generated: ['Comment'] },
    { actions: ['Ranked'], ...feedback, generated: ['Rating'] },
  ],
};
