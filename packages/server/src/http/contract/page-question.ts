// A question on the page of a quiz, on the wire, with what was put down in it.

import { type Static, Type } from 'typebox';
import type { Answer } from '../../model/answer-sheet.ts';
import type { Attachment } from '../../model/attachment.ts';
import type { PageQuestionType } from '../../model/questions/page-question.ts';
import type { ShownQuestion } from '../../operations/attempts/running-view.ts';
import { downloadPath } from './file.ts';

const text = Type.String();

export const shownPageQuestion = Type.Object({
  id: Type.Integer(),
  question_type: Type.Unsafe<PageQuestionType>({ type: 'string' }),
  question_text: Type.String({ description: 'Safe HTML; a blank or a dropdown is `[name]` in it' }),
  answers: Type.Array(
    Type.Object({
      id: Type.Integer(),
      text,
      html: text,
      blank_id: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
    }),
    { description: 'What there is to choose from; of matching the left sides. `html` is safe' },
  ),
  matches: Type.Array(Type.Object({ match_id: Type.Integer(), text }), { description: 'Right sides' }),
  blanks: Type.Array(Type.Object({ name: text, field: text }), {
    description: 'In the order of the text, with the form field of each; those that it does not have last',
  }),
  answer: Type.Unsafe<Answer>({
    description: 'In full form, by type; null, or nulls within, where there is none',
  }),
  files: Type.Array(
    Type.Object({ id: Type.Integer(), display_name: text, size: Type.Integer(), url: text }),
    { description: 'Of an upload question: those of `answer`' },
  ),
});

export function shownQuestionJson({
  question,
  answer,
  files,
}: ShownQuestion): Static<typeof shownPageQuestion> {
  return {
    id: question.id,
    question_type: question.questionType,
    question_text: question.questionText,
    answers: question.answers.map(({ blankId, ...one }) => ({ ...one, blank_id: blankId })),
    matches: question.matches.map((match) => ({ match_id: match.matchId, text: match.text })),
    blanks: question.blanks,
    answer,
    files: files.map(fileJson),
  };
}

function fileJson({ id, displayName, sizeBytes }: Attachment) {
  return { id, display_name: displayName, size: sizeBytes, url: downloadPath.replace(':id', String(id)) };
}
