// An attempt with a log worth reading: every type of question answered, some twice, and what its page told beside it.

import type { Exam, Json, Person } from './exam.ts';

export interface LoggedAttempt {
  quizSubmissionId: number;
  /** Ids of its questions by their type. */
  questionIds: Record<string, number>;
  /** Of the log's page. */
  path: string;
}

const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** What `essay` becomes first, then the second. */
export async function takeAndLog(
  exam: Exam,
  { token }: Person,
  essays: readonly [string, string] = ['<p>They fall.</p>', '<p>They are <strong>tired</strong> of it.</p>'],
): Promise<LoggedAttempt> {
  const started = await exam.call('POST', `${exam.path}/submissions`, {}, token);
  const { id, attempt, validation_token } = started.quiz_submissions[0];
  const asked = await exam.call('GET', `/quiz_submissions/${id}/questions`, undefined, token);
  const questions: Json[] = asked.quiz_submission_questions;
  const byType = Object.fromEntries(questions.map((question) => [question.question_type, question]));
  const questionIds = Object.fromEntries(questions.map(({ question_type, id: own }) => [question_type, own]));

  const answer = (type: string, given: unknown) =>
    exam.call(
      'POST',
      `/quiz_submissions/${id}/questions`,
      { attempt, validation_token, quiz_questions: [{ id: questionIds[type], answer: given }] },
      token,
    );
  const choiceOf = (type: string, text: string): number =>
    byType[type].answers.find((one: Json) => one.text === text)?.id;

  await answer('multiple_choice_question', choiceOf('multiple_choice_question', 'The nucleus'));
  await answer('true_false_question', choiceOf('true_false_question', 'True'));
  await answer('short_answer_question', 'rna');
  await answer('fill_in_multiple_blanks_question', { leaf: 'green', sky: '<b>gray</b>' });
  await answer('multiple_answers_question', [
    choiceOf('multiple_answers_question', 'Ribosome'),
    choiceOf('multiple_answers_question', 'Spoon'),
  ]);
  await answer('multiple_dropdowns_question', { what: choiceOf('multiple_dropdowns_question', 'light') });
  const { matches } = byType.matching_question;
  await answer('matching_question', [
    {
      answer_id: choiceOf('matching_question', 'barks'),
      match_id: matches.find((one: Json) => one.text === 'dog').match_id,
    },
  ]);
  await answer('numerical_question', 46);
  await answer('calculated_question', 6);
  await answer('essay_question', essays[0]);
  await answer('multiple_choice_question', choiceOf('multiple_choice_question', 'The mitochondrion'));
  await answer('essay_question', essays[1]);

  const session = 'page-one';
  const told = (sequence: number, elapsed_ms: number, event_type: string, event_data?: unknown) => ({
    event_type,
    event_data,
    session,
    sequence,
    elapsed_ms,
  });
  await exam.call(
    'POST',
    `${exam.path}/submissions/${id}/events`,
    {
      quiz_submission_events: [
        told(0, 0, 'session_started', { user_agent: browser }),
        told(1, 5, 'question_viewed', [questionIds.multiple_choice_question]),
        told(2, 10, 'page_blurred', { hidden: true }),
        told(3, 14, 'page_focused', { away_ms: 4, hidden_ms: 4 }),
        // Two never arrive.
        told(6, 20, 'question_flagged', { questionId: String(questionIds.essay_question), flagged: true }),
        told(7, 22, 'page_blurred', { hidden: false }),
      ],
      page_session: { id: session, elapsed_ms: 30, sequence: 7, round_trip_ms: 20 },
    },
    token,
  );
  await exam.call('POST', `${exam.path}/submissions/${id}/complete`, { attempt, validation_token }, token);
  return { quizSubmissionId: id, questionIds, path: `${exam.path}/submissions/${id}/log` };
}
