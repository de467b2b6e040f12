// What people of the demo put down: the fields of the form for a question, right or not, and how far they have got with it.

import { essays } from './essays.ts';
import type { Lots } from './lots.ts';
import { mistakes } from './mistakes.ts';
import type { AuthoredQuestion, TakenQuestion } from './quiz-content.ts';

export type Fields = Record<string, string | readonly string[]>;

/** `share`: from 0 to 1, how much of it is there already. `lots` decide which mistake it is, or which of the essays. */
export function fieldsFor(
  authored: AuthoredQuestion,
  taken: TakenQuestion,
  isRight: boolean,
  share: number,
  lots: Lots,
): Fields {
  const { id, answers, matches } = authored;
  const whole = `question_${id}`;
  const right = answers.filter(({ weight }) => weight === 100);
  const mistake = (place = ''): string =>
    lots.pick(mistakes[`${authored.question_name}${place && ` ${place}`}`] ?? ['I do not know']);
  switch (authored.question_type) {
    case 'multiple_choice_question':
    case 'true_false_question':
      return { [whole]: String(lots.pick(answers.filter(({ weight }) => (weight === 100) === isRight)).id) };
    case 'multiple_answers_question': {
      const odd = lots.pick(answers).id;
      return begun(
        answers.map((answer) => {
          const isChosen = (answer.weight === 100) === (isRight || answer.id !== odd);
          return [`${whole}_answer_${answer.id}`, isChosen ? '1' : '0'];
        }),
        share,
        '0',
      );
    }
    case 'short_answer_question':
      return { [whole]: isRight ? (right[0]?.text ?? '') : mistake() };
    case 'matching_question': {
      const ids = answers.map((answer) => answer.match_id ?? 0);
      const others = (matches ?? []).map(({ match_id }) => match_id).filter((match) => !ids.includes(match));
      if (!isRight && ids.length > 1) ids.splice(0, 2, ids[1] ?? 0, others[0] ?? ids[0] ?? 0);
      return begun(
        answers.map((answer, index) => [`${whole}_answer_${answer.id}`, String(ids[index])]),
        share,
        '',
      );
    }
    case 'fill_in_multiple_blanks_question':
    case 'multiple_dropdowns_question': {
      const isTyped = authored.question_type === 'fill_in_multiple_blanks_question';
      const wrongBlank = isRight ? '' : lots.pick(taken.blanks).name;
      return begun(
        taken.blanks.map(({ name, field }) => {
          const those = answers.filter(({ blank_id }) => blank_id === name);
          if (isTyped && name === wrongBlank) return [field, mistake(name)];
          const wanted = those.filter(({ weight }) => (weight === 100) === (name !== wrongBlank));
          const { id: answerId, text } = lots.pick(wanted.length > 0 ? wanted : those);
          return [field, isTyped ? text : String(answerId)];
        }),
        share,
        '',
      );
    }
    case 'numerical_question':
      return { [whole]: isRight ? String(right[0]?.exact ?? '') : mistake() };
    case 'calculated_question': {
      const numbers = (taken.question_text.match(/\d+/g) ?? []).map(Number);
      const [count = 1, hours = 1] = [numbers.at(0), numbers.at(-1)];
      return { [whole]: String(isRight ? count * 2 ** (3 * hours) : count * 2 * hours) };
    }
    case 'essay_question':
      return { [whole]: `<p>${beginningOf(essayOn(authored, isRight, lots), share)}</p>` };
    default:
      return {};
  }
}

function essayOn({ question_name }: AuthoredQuestion, isGood: boolean, lots: Lots): string {
  const texts = essays[question_name];
  return texts === undefined ? 'I do not know' : lots.pick(isGood ? texts.good : texts.short);
}

/** The first of the fields filled, the others as they were. */
function begun(fields: [string, string][], share: number, empty: string): Fields {
  const count = Math.max(1, Math.ceil(fields.length * share));
  return Object.fromEntries(fields.map(([name, value], index) => [name, index < count ? value : empty]));
}

function beginningOf(text: string, share: number): string {
  if (share >= 1) return text;
  const words = text.split(' ');
  return words.slice(0, Math.max(1, Math.round(words.length * share))).join(' ');
}
