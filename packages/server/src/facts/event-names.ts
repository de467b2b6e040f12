// The live events that there are, and what is the same for every one of a kind. Canvas: live events reference §2.3, §3.0.

export interface EventKind {
  /** Whether ids in the body carry the shard. */
  ids: 'global' | 'local';
  /** Whether the event's own course stands in for the context that the request had. */
  tellsCourse: boolean;
}

const global = { ids: 'global', tellsCourse: false } as const;
const local = { ids: 'local', tellsCourse: false } as const;

/**
 * Canvas's, and after them ours: what Caliper has a word for and Canvas announces nothing, and what those who run the
 * server must know of deliveries.
 */
export const eventKinds = {
  grade_change: { ids: 'global', tellsCourse: true },
  course_grade_change: { ids: 'local', tellsCourse: true },
  grade_override: { ids: 'local', tellsCourse: true },
  submission_created: { ids: 'global', tellsCourse: true },
  submission_updated: { ids: 'global', tellsCourse: true },
  submission_comment_created: local,
  quiz_submitted: global,
  quiz_created: global,
  quiz_updated: global,
  assignment_created: global,
  assignment_updated: global,
  assignment_group_created: local,
  assignment_group_updated: local,
  course_created: global,
  course_updated: global,
  course_section_created: local,
  course_section_updated: local,
  enrollment_created: global,
  enrollment_updated: global,
  user_created: global,
  user_updated: global,
  logged_in: global,
  logged_out: global,
  'quizwire.attempt_started': global,
  'quizwire.attempt_closed': global,
  'quizwire.quiz_event_recorded': global,
  'quizwire.target_failing': local,
  'quizwire.target_disabled': local,
} as const satisfies Record<string, EventKind>;

export type EventName = keyof typeof eventKinds;

export function kindOf(eventName: EventName): EventKind {
  return eventKinds[eventName];
}
