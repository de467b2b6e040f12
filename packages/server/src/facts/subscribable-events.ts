// The names that a subscription may have, in Canvas's own grouping as far as it is known: what this server announces, and
// what only comes from a Canvas that its live events are received of. Source: live events reference §3.

/** By category, in the order in which they are shown. */
export const eventCategories: Readonly<Record<string, readonly string[]>> = {
  account: [
    'account_created',
    'account_notification_created',
    'account_updated',
    'user_account_association_created',
  ],
  asset: ['asset_accessed'],
  assignment: [
    'assignment_created',
    'assignment_group_created',
    'assignment_group_updated',
    'assignment_override_created',
    'assignment_override_updated',
    'assignment_updated',
    'plagiarism_resubmit',
    'submission_comment_created',
    'submission_created',
    'submission_custom_grade_status',
    'submission_updated',
  ],
  attachment: ['attachment_created', 'attachment_deleted', 'attachment_updated'],
  content: [
    'content_migration_completed',
    'lti_resource_link_created',
    'lti_resource_link_updated',
    'module_created',
    'module_item_created',
    'module_item_updated',
    'module_updated',
    'scan_youtube_links',
    'wiki_page_created',
    'wiki_page_deleted',
    'wiki_page_updated',
  ],
  conversation: ['conversation_created', 'conversation_forwarded', 'conversation_message_created'],
  course: [
    'course_completed',
    'course_created',
    'course_progress',
    'course_section_created',
    'course_section_updated',
    'course_updated',
    'syllabus_updated',
  ],
  discussion: [
    'discussion_entry_created',
    'discussion_entry_deleted',
    'discussion_entry_submitted',
    'discussion_entry_updated',
    'discussion_topic_created',
    'discussion_topic_updated',
  ],
  enrollment: [
    'enrollment_created',
    'enrollment_state_created',
    'enrollment_state_updated',
    'enrollment_updated',
  ],
  grade: [
    'course_grade_change',
    'final_grade_custom_status',
    'grade_change',
    'grade_override',
    'rubric_assessed',
  ],
  group: [
    'group_category_created',
    'group_category_updated',
    'group_created',
    'group_membership_created',
    'group_membership_updated',
    'group_updated',
  ],
  learning_outcome: [
    'learning_outcome_created',
    'learning_outcome_group_created',
    'learning_outcome_group_updated',
    'learning_outcome_link_created',
    'learning_outcome_link_updated',
    'learning_outcome_result_created',
    'learning_outcome_result_updated',
    'learning_outcome_updated',
    'outcome_calculation_method_created',
    'outcome_calculation_method_updated',
    'outcome_proficiency_created',
    'outcome_proficiency_updated',
    'outcomes.retry_outcome_alignment_clone',
  ],
  quiz: [
    'quiz_created',
    'quiz_export_complete',
    'quiz_submitted',
    'quiz_updated',
    'quizzes_next_migration_urls_complete',
    'quizzes_next_quiz_duplicated',
  ],
  sis: ['sis_batch_created', 'sis_batch_updated'],
  system: ['heartbeat'],
  user: ['logged_in', 'logged_out', 'user_created', 'user_updated'],
  quizwire: [
    'quizwire.attempt_closed',
    'quizwire.attempt_started',
    'quizwire.quiz_event_recorded',
    'quizwire.target_disabled',
    'quizwire.target_failing',
  ],
};

const names: ReadonlySet<string> = new Set(Object.values(eventCategories).flat());

/**
 * Whether an event could have this name. `caliper.…` are those of sensors, which may be of types that are not known here, and
 * `quizzes.…`, `quizzes-lti.…` and `quiz_caliper.…` those of New Quizzes.
 */
export function isEventName(name: string): boolean {
  return (
    names.has(name) || /^(?:quizwire|caliper|quizzes|quizzes-lti|quiz_caliper)\.[\w.-]{1,200}$/.test(name)
  );
}
