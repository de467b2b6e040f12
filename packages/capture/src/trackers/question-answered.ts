// Canvas: `question_answered`, in the shape in which its server writes it; here as the page's form controls stand, and only if
// asked for. What is told from the fields' names is what Canvas's own page calls them. Rich text editors are no controls.

import type { Tracking } from '../tracking.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const fields = 'input:not([type=hidden], [type=file]), select, textarea';

export function trackAnswers({ record, on, questionAt }: Tracking): void {
  on(document, 'change', ({ target }) => {
    const { question, questionId } = questionAt(target);
    if (question === undefined || questionId === undefined) return;
    const answer = answerIn([...question.querySelectorAll<Field>(fields)]);
    record('question_answered', [{ quiz_question_id: questionId, answer }]);
  });
}

/** An answer's id for `question_12_answer_34`, which is 34; else what the field holds. */
const answerIdOf = ({ name, value }: Field): string => /_answer_(\d+)$/.exec(name)?.[1] ?? value;

function answerIn(fields: readonly Field[]): unknown {
  const [first] = fields;
  if (first === undefined) return null;
  const chosen = fields.filter((field) => field.matches(':checked')).map(answerIdOf);
  if (first.type === 'radio') return chosen[0] ?? null;
  if (first.type === 'checkbox') return chosen;
  if (answerIdOf(first) !== first.value)
    return fields.map((field) => ({ answer_id: answerIdOf(field), match_id: field.value || null }));
  if (fields.length === 1) return first.value || null;
  return Object.fromEntries(
    fields.map(({ name, value }) => [name.replace(/^question_\d+_/, ''), value || null]),
  );
}
