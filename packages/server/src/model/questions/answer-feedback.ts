// What a question says to an answer: what its author wrote for the answers that were given, for right ones, for wrong ones
// and for any.

import type { GradedAnswer } from '../answer-sheet.ts';
import { escapedText } from '../html-text.ts';
import type { FrozenQuestion, QuestionAnswer } from '../question-data.ts';
import { answersByBlank } from './answers/blanks.ts';

/**
 * Safe HTML, in the order of the answers, then of the question. Partly right counts as wrong, and what a person has yet to
 * judge as neither. Canvas: of pairs those that are wrong are spoken of. `judges` false leaves out what is for right and
 * wrong: a survey knows neither.
 */
export function answerFeedback(question: FrozenQuestion, graded: GradedAnswer, judges: boolean): string[] {
  const { correct } = graded;
  const isRight = judges && correct === true;
  const isWrong = judges && (correct === false || correct === 'partial');
  return [
    ...givenAnswers(question, graded).map(({ comments_html, comments }) => htmlOf(comments_html, comments)),
    isRight ? htmlOf(question.correct_comments_html, question.correct_comments) : '',
    isWrong ? htmlOf(question.incorrect_comments_html, question.incorrect_comments) : '',
    htmlOf(question.neutral_comments_html, question.neutral_comments),
  ].filter((html) => html.trim() !== '');
}

/** Those of the author's answers that were given, as far as grading has found them. */
function givenAnswers(question: FrozenQuestion, graded: GradedAnswer): QuestionAnswer[] {
  const { answers } = question;
  switch (question.question_type) {
    case 'multiple_answers_question':
      return answers.filter(({ id }) => graded[`answer_${id}`] === '1');
    case 'matching_question':
      return answers.filter(({ id, match_id }) => {
        const given = graded[`answer_${id}`];
        return given !== '' && given !== undefined && given !== String(match_id);
      });
    case 'fill_in_multiple_blanks_question':
    case 'multiple_dropdowns_question':
      return [...answersByBlank(answers)].flatMap(([blank, its]) =>
        its.filter(({ id }) => graded[`answer_id_for_${blank}`] === id),
      );
    default:
      return answers.filter(({ id }) => graded.answer_id === id);
  }
}

function htmlOf(html = '', text = ''): string {
  return html.trim() === '' ? escapedText(text) : html;
}
