// Which live events Canvas tells in Caliper. Canvas: live events reference §7.1.

import { assignmentForm, overrideForm } from './assignment-forms.ts';
import type { FormOf } from './caliper-form.ts';
import { courseForm } from './course-form.ts';
import { enrollmentForm, enrollmentStateForm } from './enrollment-forms.ts';
import { gradeChange } from './grade-form.ts';
import { loggedIn, loggedOut, userAddedToAccount } from './people-forms.ts';
import { quizForm, quizSubmitted } from './quiz-forms.ts';
import { submissionCreated, submissionUpdated } from './submission-forms.ts';

/** By the name of the live event. Some of them only a real Canvas announces. */
export const forms: ReadonlyMap<string, FormOf> = new Map<string, FormOf>([
  ['assignment_created', assignmentForm('Created')],
  ['assignment_override_created', overrideForm('Created')],
  ['assignment_override_updated', overrideForm('Modified')],
  ['assignment_updated', assignmentForm('Modified')],
  ['course_created', courseForm('Created')],
  ['course_updated', courseForm('Modified')],
  ['enrollment_created', enrollmentForm('Created')],
  ['enrollment_state_created', enrollmentStateForm('Created')],
  ['enrollment_state_updated', enrollmentStateForm('Modified')],
  ['enrollment_updated', enrollmentForm('Modified')],
  ['grade_change', gradeChange],
  ['logged_in', loggedIn],
  ['logged_out', loggedOut],
  ['quiz_created', quizForm('Created')],
  ['quiz_submitted', quizSubmitted],
  ['quiz_updated', quizForm('Modified')],
  ['submission_created', submissionCreated],
  ['submission_updated', submissionUpdated],
  ['user_account_association_created', userAddedToAccount],
]);
