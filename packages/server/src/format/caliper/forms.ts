// Which live events have a form in standard Caliper. The others have none: docs/caliper.md says why.

import { assignmentGroupSaved, assignmentSaved, quizSaved } from './assignment-forms.ts';
import { attemptClosed, attemptStarted, quizSubmitted } from './attempt-forms.ts';
import { courseSaved, enrollmentSaved, sectionSaved, userSaved } from './course-forms.ts';
import { gradeChanged } from './grade-forms.ts';
import { quizEventRecorded } from './quiz-event-forms.ts';
import { courseGradeChanged, gradeOverridden } from './result-forms.ts';
import { loggedIn, loggedOut } from './session-forms.ts';
import { submissionCreated, submissionUpdated } from './submission-forms.ts';
import { subscriptionTested, targetDisabled, targetFailing } from './subscription-forms.ts';
import type { FormOf } from './told.ts';

/** By name of the event. */
export const forms: ReadonlyMap<string, FormOf> = new Map([
  ['quizwire.attempt_started', attemptStarted],
  ['quizwire.attempt_closed', attemptClosed],
  ['quizwire.quiz_event_recorded', quizEventRecorded],
  ['quiz_submitted', quizSubmitted],
  ['grade_change', gradeChanged],
  ['course_grade_change', courseGradeChanged],
  ['grade_override', gradeOverridden],
  ['submission_created', submissionCreated],
  ['submission_updated', submissionUpdated],
  ['quiz_created', quizSaved],
  ['quiz_updated', quizSaved],
  ['assignment_created', assignmentSaved],
  ['assignment_updated', assignmentSaved],
  ['assignment_group_created', assignmentGroupSaved],
  ['assignment_group_updated', assignmentGroupSaved],
  ['course_created', courseSaved],
  ['course_updated', courseSaved],
  ['course_section_created', sectionSaved],
  ['course_section_updated', sectionSaved],
  ['enrollment_created', enrollmentSaved],
  ['enrollment_updated', enrollmentSaved],
  ['user_created', userSaved],
  ['user_updated', userSaved],
  ['logged_in', loggedIn],
  ['logged_out', loggedOut],
  ['quizwire.target_failing', targetFailing],
  ['quizwire.target_disabled', targetDisabled],
  ['quizwire.test', subscriptionTested],
]);
