// One answer in, one graded answer out: which scorer judges it, and what the judgement is worth.

import type { Answer, Correctness, GradedAnswer } from '../model/answer-sheet.ts';
import { type FrozenQuestion, isQuestionType, type QuestionType } from '../model/question-data.ts';
import { textOrEmpty } from './questions/answer-text.ts';
import { type Judgement, judgedWhole, type Scorer } from './questions/judgement.ts';
import { scoreBlanks } from './questions/score-blanks.ts';
import { scoreEssay, scoreFileUpload } from './questions/score-by-hand.ts';
import { scoreCalculated } from './questions/score-calculated.ts';
import { scoreChoice } from './questions/score-choice.ts';
import { scoreDropdowns } from './questions/score-dropdowns.ts';
import { scoreMatching } from './questions/score-matching.ts';
import { scoreMultipleAnswers } from './questions/score-multiple-answers.ts';
import { scoreNumerical } from './questions/score-numerical.ts';
import { scoreShortAnswer } from './questions/score-short-answer.ts';
import { scoreTextOnly } from './questions/score-text-only.ts';

const scorers: Record<QuestionType, Scorer> = {
  multiple_choice_question: scoreChoice,
  true_false_question: scoreChoice,
  missing_word_question: scoreChoice,
  multiple_answers_question: scoreMultipleAnswers,
  short_answer_question: scoreShortAnswer,
  fill_in_multiple_blanks_question: scoreBlanks,
  multiple_dropdowns_question: scoreDropdowns,
  matching_question: scoreMatching,
  numerical_question: scoreNumerical,
  calculated_question: scoreCalculated,
  essay_question: scoreEssay,
  file_upload_question: scoreFileUpload,
  text_only_question: scoreTextOnly,
};

/**
 * The answer graded against the question as the attempt was given it. Points are from 0 to the question's. No answer and
 * an answer of another shape than its type has are wrong, and a question of an unknown type never is right; an essay and
 * an uploaded file wait for a person (`"undefined"`). Never throws, whatever the answer. Canvas: quiz reference §3.1.
 */
export function scoreQuestion(question: FrozenQuestion, answer: Answer | undefined): GradedAnswer {
  const { parts, right, wrong, isOpen, details } = judged(question, answer);
  const net = netParts(question, parts, right, wrong);
  return {
    correct: parts === 0 ? 'no_score' : isOpen ? 'undefined' : correctnessOf(net, parts),
    points: parts === 0 || isOpen ? 0 : share(pointsOf(question), net, parts),
    question_id: question.id,
    ...details,
  };
}

/** What the question gives at most: never less than 0, whatever its author wrote. */
export function pointsOf({ points_possible: points }: Pick<FrozenQuestion, 'points_possible'>): number {
  return points > 0 ? points : 0;
}

/** The verdict on `got` of `possible`, parts or points. */
export function correctnessOf(got: number, possible: number): Extract<Correctness, boolean | 'partial'> {
  if (got >= possible) return true;
  return got > 0 ? 'partial' : false;
}

function judged(question: FrozenQuestion, answer: unknown): Judgement {
  // Stored data may be of a later version that has other types.
  if (!isQuestionType(question.question_type)) return judgedWhole(false, { text: textOrEmpty(answer) });
  return scorers[question.question_type](question, answer);
}

/** Right parts less wrong ones, at least none. Canvas: a question may rule out partial credit. */
function netParts(question: FrozenQuestion, parts: number, right: number, wrong: number): number {
  const net = Math.max(0, right - wrong);
  return net < parts && question.allow_partial_credit === false ? 0 : net;
}

/** Multiplies first: 7 of 10 parts of 3 points are 2.1, but 0.7 × 3 is not. */
function share(points: number, net: number, parts: number): number {
  return net === parts ? points : (points * net) / parts;
}
