// The terms of events. Which actors, actions and objects go with each is in events/.

/** Every event of Caliper 1.1. */
export const eventTypes = [
  'AnnotationEvent',
  'AssessmentEvent',
  'AssessmentItemEvent',
  'AssignableEvent',
  'Event',
  'ForumEvent',
  'GradeEvent',
  'MediaEvent',
  'MessageEvent',
  'NavigationEvent',
  'SessionEvent',
  'ThreadEvent',
  'ToolUseEvent',
  'ViewEvent',
] as const;

/** Events of 1.2, and of the profiles that extend 1.1 by a context of their own. */
export const eventTypes12 = [
  'FeedbackEvent',
  'QuestionnaireEvent',
  'QuestionnaireItemEvent',
  'ResourceManagementEvent',
  'SearchEvent',
  'SurveyEvent',
  'SurveyInvitationEvent',
  'ToolLaunchEvent',
] as const;

/** Events of 1.0 that no context has any more, and what to send instead. */
export const deprecatedEventTypes = {
  OutcomeEvent: 'GradeEvent',
  ReadingEvent: 'NavigationEvent and ViewEvent',
} as const;

export type EventType = (typeof eventTypes)[number];
export type EventType12 = (typeof eventTypes12)[number];
