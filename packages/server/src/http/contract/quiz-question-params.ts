// What is posted of a question, read from JSON or a form: `question[…]`. What its contents come to is the model's
// business; here HTML is made safe.

import { Type } from 'typebox';
import type { QuestionInput } from '../../model/questions/question-draft.ts';
import { declined, Refusal } from '../../model/refusal.ts';
import type { QuestionDraft } from '../../operations/quizzes/question-place.ts';
import { integerParam, objectParam, positionParam } from '../canvas-wire/params.ts';
import { sanitiseHtml } from '../canvas-wire/sanitise-html.ts';

type Parameters = Record<string, unknown>;

const leaf = (description: string) => Type.Optional(Type.Unknown({ description }));

export const postedQuizQuestion = Type.Object({
  question: Type.Optional(
    Type.Object({
      question_name: leaf('"Question" if absent'),
      question_text: leaf('HTML, made safe; "Question text" if absent; up to 16 KB'),
      question_type: leaf('`text_only_question` if absent; `multiple_choice_question`, `essay_question` …'),
      points_possible: leaf('0 if absent'),
      position: leaf('Place in the quiz or in the group; the end if absent'),
      quiz_group_id: leaf('A group of this quiz; blank for none'),
      correct_comments: leaf('Shown with a right answer'),
      correct_comments_html: leaf('HTML, made safe'),
      incorrect_comments: leaf('Shown with a wrong answer'),
      incorrect_comments_html: leaf('HTML, made safe'),
      neutral_comments: leaf('Shown with any answer'),
      neutral_comments_html: leaf('HTML, made safe'),
      text_after_answers: leaf('Missing words: HTML that follows the answers'),
      answers: leaf('Keys by type; those given replace all'),
      variables: leaf('Calculated: `name`, `min`, `max`, `scale` of each'),
      formulas: leaf('Calculated: texts'),
      answer_tolerance: leaf('Calculated: a number, or a percentage'),
      formula_decimal_places: leaf('Calculated'),
      matching_answer_incorrect_matches: leaf('Matching: distractors, one a line'),
      regrade_option: leaf(
        '`current_and_previous_correct`, `current_correct_only`, `full_credit`, `no_regrade`',
      ),
      allow_partial_credit: leaf('False turns a partly right answer into a wrong one'),
    }),
  ),
  existing_questions: leaf('Not supported: there are no question banks'),
});

/** `question` may be missing: then nothing is said. Raises malformed, and declined for questions of a bank. */
export function readNewQuestion(body: Parameters): QuestionDraft {
  const { existing_questions: existing } = body;
  if (existing !== undefined && existing !== null && existing !== false) {
    throw declined('not_implemented', 'question banks are not supported');
  }
  return draftOf(objectParam(body.question, 'question') ?? {});
}

/** Raises malformed, and parameter_missing without `question`. */
export function readQuestionChanges(body: Parameters): QuestionDraft {
  const question = objectParam(body.question, 'question') ?? null;
  if (question === null) throw new Refusal({ kind: 'parameter_missing', parameter: 'question' });
  return draftOf(question);
}

function draftOf(question: Parameters): QuestionDraft {
  return {
    contents: safeContents(question),
    quizGroupId: integerParam(question.quiz_group_id, 'question[quiz_group_id]'),
    position: positionParam(question.position, 'question[position]'),
  };
}

function safeContents(question: Parameters): QuestionInput {
  return {
    question_name: question.question_name,
    question_type: question.question_type,
    question_text: safe(question.question_text),
    points_possible: question.points_possible,
    correct_comments: question.correct_comments,
    incorrect_comments: question.incorrect_comments,
    neutral_comments: question.neutral_comments,
    correct_comments_html: safe(question.correct_comments_html),
    incorrect_comments_html: safe(question.incorrect_comments_html),
    neutral_comments_html: safe(question.neutral_comments_html),
    text_after_answers: safe(question.text_after_answers),
    answers: safeAnswers(question.answers),
    variables: question.variables,
    formulas: question.formulas,
    answer_tolerance: question.answer_tolerance,
    formula_decimal_places: question.formula_decimal_places,
    matching_answer_incorrect_matches: question.matching_answer_incorrect_matches,
    regrade_option: question.regrade_option,
    allow_partial_credit: question.allow_partial_credit,
  };
}

/** The parts of an answer that are HTML. */
const htmlKeys: ReadonlySet<string> = new Set([
  'answer_html',
  'html',
  'answer_comment_html',
  'comments_html',
  'answer_match_left_html',
  'left_html',
]);

/** A list, or as forms of numbered answers have it an object of them. */
function safeAnswers(answers: unknown): unknown {
  if (Array.isArray(answers)) return answers.map(safeAnswer);
  return mapped(answers, (_, answer) => safeAnswer(answer));
}

function safeAnswer(answer: unknown): unknown {
  return mapped(answer, (key, value) => (htmlKeys.has(key) ? safe(value) : value));
}

/** An object with every value changed; anything else as it is. */
function mapped(value: unknown, change: (key: string, value: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(key, inner)]));
}

function safe(html: unknown): unknown {
  return typeof html === 'string' ? sanitiseHtml(html) : html;
}
