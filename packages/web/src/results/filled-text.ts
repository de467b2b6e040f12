// The text of a question with one's own answers in the places of its blanks. Pure; safe HTML in, safe HTML out.

import type { TakenQuestion } from '../api/taking.ts';
import { placesOfBlanks } from '../questions/places-of-blanks.ts';
import { textOfBlank } from './answer-texts.ts';

export function filledText(question: TakenQuestion): string {
  const { blanks, question_text } = question;
  if (blanks.length === 0) return question_text;
  const names = blanks.map(({ name }) => name);
  return placesOfBlanks(question_text, names).html.replace(
    /<span data-place="(\d+)"><\/span>/g,
    (_, index: string) => {
      const given = textOfBlank(question, question.answer, names[Number(index)] ?? '');
      return given === null
        ? '<span class="given given-none">no answer</span>'
        : `<span class="given">${escaped(given)}</span>`;
    },
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
