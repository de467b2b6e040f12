// Bodies that make sense, of parameters of which the description of a route does not say what is in them.

import { authoredQuestions } from './authored-questions.ts';
import { type Made, sensibleSubscription } from './every-record.ts';
import type { Reply } from './server.ts';

type Json = Reply['json'];

/** By the parameter they are about. */
export function sensibleBodies(made: Made): Record<string, Record<string, Json>[]> {
  const { people, essay, questions, running } = made;
  const student = people.student.id;
  return {
    enrollment: [
      {
        enrollment: {
          user_id: people.observer.id,
          type: 'ObserverEnrollment',
          enrollment_state: 'active',
          course_section_id: made.courseSectionId,
          associated_user_id: student,
          limit_privileges_to_course_section: true,
          start_at: '2026-09-01T00:00:00Z',
          end_at: '2027-01-01T00:00:00Z',
        },
      },
    ],
    grade_data: [
      { grade_data: { [student]: { posted_grade: '7', excuse: '', text_comment: 'Good' } } },
      { grade_data: { [essay.id]: { [student]: { posted_grade: '7' } } } },
    ],
    grading_scheme_entry: [
      {
        title: 'Pass',
        grading_scheme_entry: [
          { name: 'P', value: 50 },
          { name: 'F', value: 0 },
        ],
      },
    ],
    late_policy: [
      { late_policy: { late_submission_deduction_enabled: true, late_submission_interval: 'hour' } },
    ],
    order: [{ order: [{ type: 'question', id: questions.mc.id }] }],
    override_scores: [{ override_scores: [{ student_id: student, override_score: 88.8 }] }],
    query: [
      {
        query: 'query Q($id:ID!){course(id:$id){name}}',
        operationName: 'Q',
        variables: { id: made.courseId },
      },
      {
        query:
          'mutation($e:ID!,$s:Float){setOverrideScore(input:{enrollmentId:$e,overrideScore:$s}){errors{message}}}',
        variables: { e: 2, s: 1.5 },
      },
    ],
    rate_per_second: [
      {
        after: '0',
        to_cursor: 1,
        event_name: ['grade_change'],
        to_subscription_id: made.subscription.Id,
        rate_per_second: 5,
      },
      { from: '2026-09-01T09:00:00Z', until: '2026-09-01T10:00:00Z', dead: true },
    ],
    question: ['numerical', 'matching', 'calculated'].map((name) => ({
      question: { ...authoredQuestions[name] },
    })),
    quiz_extensions: [
      { quiz_extensions: [{ user_id: student, extra_attempts: 1, extra_time: 1, extend_from_now: 5 }] },
    ],
    quiz_groups: [{ quiz_groups: [{ name: 'Pool', pick_count: 1, question_points: 2 }] }],
    quiz_questions: [
      {
        attempt: running.attempt,
        validation_token: running.validation_token,
        quiz_questions: Object.entries(answersTo(questions)).map(([name, answer]) => ({
          id: questions[name].id,
          answer,
        })),
      },
    ],
    quiz_submission_events: [
      {
        quiz_submission_events: [
          {
            event_type: 'question_answered',
            event_data: [{ quiz_question_id: String(questions.mc.id), answer: '1' }],
            client_timestamp: '2026-09-01T09:00:00Z',
            id: '0192d4f0-7a5e-7c3b-9d1e-0123456789ab',
            sequence: 1,
          },
        ],
        sent_at: '2026-09-01T09:00:01Z',
      },
    ],
    quiz_submissions: [
      {
        quiz_submissions: [
          { attempt: 1, fudge_points: 0.5, questions: { [questions.mc.id]: { score: 1, comment: 'Good' } } },
        ],
      },
    ],
    rules: [{ rules: { drop_lowest: 1, drop_highest: 0, never_drop: [essay.id] } }],
    submission: [
      {
        submission: { posted_grade: '7', late_policy_status: 'late', seconds_late_override: 60 },
        comment: { text_comment: 'Good', attempt: 1 },
      },
      { submission: { submission_type: 'online_url', url: 'https://example.edu', user_id: student } },
    ],
    subscription: [sensibleSubscription],
    tool_proxy: [
      {
        tool_proxy: { name: 'Tool', capabilities: ['vnd.instructure.webhooks.assignment.quiz_submitted'] },
      },
    ],
    token: [{ token: { purpose: 'story', scopes: ['url:GET|/api/v1/courses'], expires_at: '2026-10-01' } }],
  };
}

/** An answer of the right form to a question of each form. */
function answersTo(questions: Made['questions']): Record<string, Json> {
  const answerId = (name: string, index = 0) => questions[name].answers[index].id;
  return {
    mc: answerId('mc'),
    several: [answerId('several'), answerId('several', 1)],
    short: 'DNA',
    blanks: { leaf: 'green' },
    dropdowns: { leaf: answerId('dropdowns'), sky: answerId('dropdowns', 2) },
    matching: [{ answer_id: answerId('matching'), match_id: questions.matching.matches[0].match_id }],
    numerical: 46,
    essay: 'why',
    text: 'nothing',
  };
}
