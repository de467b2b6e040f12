// The questions of one attempt, made from those of the publication: drawn, shuffled, numbered, with inputs in place of
// blanks. Canvas: core reference §16.3.

import {
  type FrozenEntry,
  type FrozenGroup,
  type FrozenQuestion,
  isFrozenGroup,
  type QuestionType,
} from '../question-data.ts';
import type { Quiz } from '../quiz.ts';
import { withSelects, withTextInputs, withValues } from './blank-inputs.ts';
import { copyId } from './repeated-question.ts';

/** An integer from 0, less than `limit`. */
type Below = (limit: number) => number;

const neverShuffled: ReadonlySet<QuestionType> = new Set([
  'true_false_question',
  'matching_question',
  'fill_in_multiple_blanks_question',
]);

/**
 * In the order of the entries, numbered from 1; what is only text has the number before it. A group gives `pick_count`
 * of its questions, drawn without repeats and worth what the group says; when it has fewer, copies follow
 * (repeated-question.ts), again without repeats until all have come. Right sides are always shuffled, answers when the
 * quiz says so. `below` draws lots; `blankKey` is the name of a blank's input, `question_<id>_<md5>`. The entries stay as
 * they are.
 */
export function attemptQuestions(
  entries: readonly FrozenEntry[],
  quiz: Pick<Quiz, 'shuffleAnswers'>,
  below: Below,
  blankKey: (questionId: number, blank: string) => string,
): FrozenQuestion[] {
  const drawn = entries.flatMap((entry) => (isFrozenGroup(entry) ? picks(entry, below) : [entry]));
  let position = 0;
  return drawn.map((question) => {
    const isText = question.question_type === 'text_only_question';
    if (!isText) position += 1;
    return asShown(
      {
        ...shuffled(question, quiz, below),
        position,
        question_name: isText ? 'Spacer' : `Question ${position}`,
      },
      below,
      blankKey,
    );
  });
}

function picks({ questions, pick_count, question_points }: FrozenGroup, below: Below): FrozenQuestion[] {
  const picked: FrozenQuestion[] = [];
  for (let copy = 0; questions.length > 0 && picked.length < pick_count; copy += 1) {
    const lot = inRandomOrder(questions, below).slice(0, pick_count - picked.length);
    picked.push(...lot.map((question) => ({ ...question, id: copyId(question.id, copy) })));
  }
  return picked.map((question) => ({ ...question, points_possible: question_points }));
}

function shuffled(
  question: FrozenQuestion,
  { shuffleAnswers }: Pick<Quiz, 'shuffleAnswers'>,
  below: Below,
): FrozenQuestion {
  const { answers, matches, question_type } = question;
  const hasOrder = shuffleAnswers === 0 || neverShuffled.has(question_type);
  return {
    ...question,
    answers: hasOrder ? answers : inRandomOrder(answers, below),
    ...(matches ? { matches: inRandomOrder(matches, below) } : {}),
  };
}

function asShown(
  question: FrozenQuestion,
  below: Below,
  blankKey: (questionId: number, blank: string) => string,
): FrozenQuestion {
  const { answers, question_text } = question;
  switch (question.question_type) {
    case 'fill_in_multiple_blanks_question':
      return {
        ...question,
        question_text: withTextInputs(question, blankKey),
        original_question_text: question_text,
      };
    case 'multiple_dropdowns_question':
      return {
        ...question,
        question_text: withSelects(question, blankKey),
        original_question_text: question_text,
      };
    case 'calculated_question': {
      const drawn = answers.length === 0 ? undefined : answers[below(answers.length)];
      if (drawn === undefined) return question;
      return {
        ...question,
        question_text: withValues(question_text, drawn.variables ?? []),
        answers: [drawn],
      };
    }
    default:
      return question;
  }
}

/** Fisher and Yates: every order is as likely. */
function inRandomOrder<Item>(items: readonly Item[], below: Below): Item[] {
  const left = [...items];
  const order: Item[] = [];
  while (left.length > 0) order.push(...left.splice(below(left.length), 1));
  return order;
}
