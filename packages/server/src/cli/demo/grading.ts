// The teacher of the demo grades some of what the quiz left to people, and leaves the rest for whoever tries the demo.

import type { Player } from './player.ts';
import type { DemoQuiz } from './quiz-content.ts';
import type { Api } from './records.ts';

/** So many of the class have theirs back. */
const gradedMax = 17;
const eachTakesMs = 95_000;

interface QuizSubmission {
  id: number;
  attempt: number;
  workflow_state: string;
}

interface LoggedAnswer {
  quiz_question_id: number;
  answer: unknown;
}

const remarks: readonly { score: number; comment: string }[] = [
  { score: 6, comment: 'Complete, and well argued. The square makes it easy to follow.' },
  { score: 5, comment: 'Right. Say which allele is dominant before you use it.' },
  { score: 4.5, comment: 'The genes of the parents are right; what is missing is why it is one in four.' },
  { score: 6, comment: 'Good that you explain why neither parent can be TT.' },
  { score: 5.5, comment: '' },
];

const short = {
  score: 2,
  comment: 'A beginning. What must both parents have, so that the short form can come out?',
};
const nothing = { score: 0, comment: 'There is no answer here. Come and see me if something went wrong.' };

export async function* gradeClass(
  asTeacher: Api,
  { courseId, quizId, questions }: DemoQuiz,
  atMs: number,
): Player {
  const essay = questions.find(({ question_type }) => question_type === 'essay_question')?.id ?? 0;
  const drawing = questions.find(({ question_type }) => question_type === 'file_upload_question')?.id ?? 0;
  const path = `/courses/${courseId}/quizzes/${quizId}/submissions`;
  yield atMs;
  const { quiz_submissions } = await asTeacher<{ quiz_submissions: QuizSubmission[] }>(
    'GET',
    `${path}?per_page=100`,
  );
  const waiting = quiz_submissions.filter(({ workflow_state }) => workflow_state === 'pending_review');
  for (const [index, { id, attempt }] of waiting.slice(0, gradedMax).entries()) {
    yield atMs + index * eachTakesMs;
    const { quiz_submission_answers: answers } = await asTeacher<{ quiz_submission_answers: LoggedAnswer[] }>(
      'GET',
      `${path}/${id}/events/answers?attempt=${attempt}`,
    );
    const answerTo = (question: number) =>
      answers.find(({ quiz_question_id }) => quiz_question_id === question)?.answer;
    const text = String(answerTo(essay) ?? '');
    const remark = text.length > 150 ? remarks[index % remarks.length] : text.length > 0 ? short : nothing;
    const hasDrawing = [answerTo(drawing) ?? []].flat().length > 0;
    await asTeacher('PUT', `${path}/${id}`, {
      quiz_submissions: [
        {
          attempt,
          questions: {
            [essay]: remark,
            [drawing]: hasDrawing ? { score: 4, comment: 'Clear labels.' } : { score: 0, comment: '' },
          },
        },
      ],
    });
  }
}
