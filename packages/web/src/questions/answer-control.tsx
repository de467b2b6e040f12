// Which control answers which type of question.

import type { ComponentType } from 'react';
import type { QuestionType } from '../api/taking.ts';
import { SafeHtml } from '../shell/safe-html.tsx';
import type { AnswerProps } from './answer-props.ts';
import { Essay } from './essay.tsx';
import { Matching } from './matching.tsx';
import { NumberAnswer } from './number-answer.tsx';
import { OneChoice } from './one-choice.tsx';
import { SeveralChoices } from './several-choices.tsx';
import { ShortText } from './short-text.tsx';
import { TextWithBlanks } from './text-with-blanks.tsx';
import { UploadAnswer } from './upload-answer.tsx';

const controls: Record<QuestionType, ComponentType<AnswerProps> | null> = {
  multiple_choice_question: OneChoice,
  true_false_question: OneChoice,
  short_answer_question: ShortText,
  fill_in_multiple_blanks_question: null,
  multiple_answers_question: SeveralChoices,
  multiple_dropdowns_question: null,
  matching_question: Matching,
  numerical_question: NumberAnswer,
  calculated_question: NumberAnswer,
  essay_question: Essay,
  file_upload_question: UploadAnswer,
  text_only_question: null,
};

/** The text of a question with what answers it. */
export function AnswerControl(props: AnswerProps) {
  const { question, textId } = props;
  if (question.blanks.length > 0) return <TextWithBlanks {...props} />;
  const Control = controls[question.question_type];
  return (
    <>
      <SafeHtml id={textId} className="prose question-text" html={question.question_text} />
      {Control !== null && <Control {...props} />}
    </>
  );
}
