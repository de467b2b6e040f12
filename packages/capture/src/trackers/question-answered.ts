// Canvas: `question_answered`, in the shape in which its server writes it; here as the page's form controls stand, and only if
// asked for. What is told from the fields' names is what Canvas's own page calls them. Rich text editors are no controls.

import type { Tracking } from '../tracking.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function trackAnswers({ record, on, questionAt }: Tracking): void {
  on(document, 'change', ({ target }) => {
    const found = questionAt(target);
    if (found === undefined) return;
    const fields = found.question.querySelectorAll<Field>('input[name], select[name], textarea[name]');
    record('question_answered', [{ quiz_question_id: found.questionId, answer: answerIn([...fields]) }]);
  });
}

function answerIn(fields: readonly Field[]): unknown {
  const [first] = fields;
  if (first?.type === 'radio') return fields.find(isChecked)?.value ?? null;
  const boxes = fields.filter(({ type }) => type === 'checkbox');
  if (boxes.length > 0) return boxes.filter(isChecked).map(answerIdOf);
  const texts = fields.filter(({ type }) => type !== 'hidden' && type !== 'file');
  if (texts.length < 2) return texts[0]?.value || null;
  // Matching: a field for each left side.
  if (texts.every(({ name }) => /_answer_\d+$/.test(name)))
    return texts.map((field) => ({ answer_id: answerIdOf(field), match_id: field.value || null }));
  return Object.fromEntries(
    texts.map(({ name, value }) => [name.replace(/^question_\d+_/, ''), value || null]),
  );
}

const isChecked = (field: Field): boolean => field instanceof HTMLInputElement && field.checked;

/** `question_12_answer_34` is about answer 34; other checkboxes have it as their value. */
function answerIdOf({ name, value }: Field): string {
  return /_answer_(\d+)$/.exec(name)?.[1] ?? value;
}
