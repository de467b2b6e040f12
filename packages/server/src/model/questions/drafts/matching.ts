// Matching: left sides, each with its right side, and more right sides that go with none.

import type { QuestionAnswer } from '../../question-data.ts';
import { distractorCharsMax, questionAnswersMax } from '../../quiz-limits.ts';
import { malformed } from '../../refusal.ts';
import { withIds } from './answer-ids.ts';
import { type Fields, idField, textField } from './authored-fields.ts';
import { answerComments, sentAnswerId } from './choices.ts';

interface Match {
  text: string;
  match_id: number;
}

/**
 * Canvas: equal right sides are one match, and each line of `distractors` is a match too, cut to 256 characters. Matches of
 * `before` keep their ids. Raises malformed.
 */
export function matchingOf(
  sent: readonly Fields[],
  distractors: string,
  before: readonly Match[],
  newId: () => number,
): { answers: QuestionAnswer[]; matches: Match[] } {
  const matches = matchesOf(sent, distractors, before, newId);
  const idOf = new Map(matches.map(({ text, match_id }) => [text, match_id]));
  const answers = withIds(sent, sentAnswerId, newId, (fields, id): QuestionAnswer => {
    const left = textField(fields, ['answer_match_left', 'left', 'answer_text', 'text']) ?? '';
    const html = textField(fields, ['answer_match_left_html', 'left_html', 'answer_html', 'html']) ?? '';
    const right = rightOf(fields);
    const matchId = idOf.get(right);
    return {
      id,
      text: left,
      left,
      ...(html === '' ? {} : { html, left_html: html }),
      right,
      ...answerComments(fields),
      weight: 100,
      ...(matchId === undefined ? {} : { match_id: matchId }),
    };
  });
  return { answers, matches };
}

/** Right sides in the order of the answers, then the distractors. */
function matchesOf(
  sent: readonly Fields[],
  distractors: string,
  before: readonly Match[],
  newId: () => number,
): Match[] {
  const sentIds = new Map<string, number | undefined>(before.map(({ text, match_id }) => [text, match_id]));
  for (const fields of sent) {
    const id = idField(fields, ['match_id']);
    if (id !== undefined) sentIds.set(rightOf(fields), id);
  }
  const texts = new Set([...sent.map(rightOf), ...linesOf(distractors)]);
  if (texts.size > questionAnswersMax) {
    throw malformed(
      `question[matching_answer_incorrect_matches] must have at most ${questionAnswersMax} lines`,
    );
  }
  return withIds(
    [...texts],
    (text) => sentIds.get(text),
    newId,
    (text, match_id) => ({ text, match_id }),
  );
}

function rightOf(fields: Fields): string {
  return textField(fields, ['answer_match_right', 'right']) ?? '';
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => [...line.trim()].slice(0, distractorCharsMax).join(''));
  return lines.filter((line) => line !== '');
}
