// Which live events Canvas tells in Caliper, and ours about subscriptions, which a subscriber in this format must be able to
// get. Canvas: live events reference §7.1.

import { assetAccessed } from './asset-form.ts';
import { assignmentForm, overrideForm } from './assignment-forms.ts';
import { attachmentForm } from './attachment-form.ts';
import type { FormOf } from './caliper-form.ts';
import { courseForm } from './course-form.ts';
import { discussionEntryCreated, discussionTopicCreated } from './discussion-forms.ts';
import { enrollmentForm, enrollmentStateForm } from './enrollment-forms.ts';
import { gradeChange } from './grade-form.ts';
import { syllabusUpdated, wikiPageForm } from './page-forms.ts';
import { loggedIn, loggedOut, userAddedToAccount } from './people-forms.ts';
import { quizForm, quizSubmitted } from './quiz-forms.ts';
import { groupCategoryCreated, groupCreated, groupMembershipCreated } from './student-group-forms.ts';
import { submissionCreated, submissionUpdated } from './submission-forms.ts';
import { subscriptionForm } from './subscription-forms.ts';

/** By the name of the live event. Some of them only a real Canvas announces. */
export const forms: ReadonlyMap<string, FormOf> = new Map<string, FormOf>([
  ['asset_accessed', assetAccessed],
  ['assignment_created', assignmentForm('Created')],
  ['assignment_override_created', overrideForm('Created')],
  ['assignment_override_updated', overrideForm('Modified')],
  ['assignment_updated', assignmentForm('Modified')],
  ['attachment_created', attachmentForm('Created')],
  ['attachment_deleted', attachmentForm('Deleted')],
  ['attachment_updated', attachmentForm('Modified')],
  ['course_created', courseForm('Created')],
  ['course_updated', courseForm('Modified')],
  ['discussion_entry_created', discussionEntryCreated],
  ['discussion_topic_created', discussionTopicCreated],
  ['enrollment_created', enrollmentForm('Created')],
  ['enrollment_state_created', enrollmentStateForm('Created')],
  ['enrollment_state_updated', enrollmentStateForm('Modified')],
  ['enrollment_updated', enrollmentForm('Modified')],
  ['grade_change', gradeChange],
  ['group_category_created', groupCategoryCreated],
  ['group_created', groupCreated],
  ['group_membership_created', groupMembershipCreated],
  ['logged_in', loggedIn],
  ['logged_out', loggedOut],
  ['quiz_created', quizForm('Created')],
  ['quiz_submitted', quizSubmitted],
  ['quiz_updated', quizForm('Modified')],
  ['quizwire.target_disabled', subscriptionForm('Deactivated')],
  ['quizwire.target_failing', subscriptionForm('Modified')],
  ['quizwire.test', subscriptionForm('Used')],
  ['submission_created', submissionCreated],
  ['submission_updated', submissionUpdated],
  ['syllabus_updated', syllabusUpdated],
  ['user_account_association_created', userAddedToAccount],
  ['wiki_page_created', wikiPageForm('Created')],
  ['wiki_page_deleted', wikiPageForm('Deleted')],
  ['wiki_page_updated', wikiPageForm('Modified')],
]);
