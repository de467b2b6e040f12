// The form of the web page that takes a quiz, and what the page is told.

import { type Static, Type } from 'typebox';
import { parseTime, wireTime } from '../../model/time.ts';
import type { PostedForm } from '../../operations/attempts/form-answers.ts';
import type { SavedForm } from '../../operations/attempts/save-form.ts';
import { pageSessionOf } from '../canvas-wire/capture-values.ts';
import { isPresent } from '../canvas-wire/params.ts';
import { strictInteger, tokenOf } from './quiz-submission-claim.ts';

export const autosavePath = '/courses/:course_id/quizzes/:quiz_id/submissions/backup';
export const handInPath = '/courses/:course_id/quizzes/:quiz_id/submissions';

export const postedForm = Type.Object(
  {
    attempt: Type.Optional(Type.Unknown({ description: 'The attempt that the page shows' })),
    validation_token: Type.Optional(Type.Unknown({ description: 'As given when the attempt began' })),
    preview: Type.Optional(Type.Unknown({ description: "Given at all: the caller's preview, for editors" })),
    page_session: Type.Optional(
      Type.Unknown({ description: 'Ours: as with captured events, an object or its JSON text' }),
    ),
    sent_at: Type.Optional(Type.Unknown({ description: "Ours: the page's clock when it sends, ISO 8601" })),
  },
  {
    additionalProperties: true,
    description:
      '`question_<id>`, `question_<id>_<md5 of the blank>`, `question_<id>_answer_<answer id>`, `question_<id>_marked`, ' +
      '`_question_<id>_read`',
  },
);

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const seconds = Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Seconds' });

export const shownBackup = Type.Object({
  backup: Type.Boolean({ description: 'Whether the form was saved' }),
  end_at: nullableText,
  time_left: seconds,
  hard_end_at: nullableText,
  hard_time_left: seconds,
});

export function formOf(body: Record<string, unknown>, ip: string): PostedForm {
  return {
    fields: body,
    validationToken: tokenOf(body.validation_token),
    attempt: strictInteger(body.attempt),
    isPreview: isPresent(body.preview),
    pageSession: pageSessionOf(body.page_session),
    sentAtMs: parseTime(body.sent_at),
    ip,
  };
}

/** Canvas: quiz reference §2.11. */
export function backupJson(saved: SavedForm): Static<typeof shownBackup> {
  return {
    backup: saved.isSaved,
    end_at: wireTime(saved.endAtMs),
    time_left: saved.leftSeconds,
    hard_end_at: wireTime(saved.hardEndAtMs),
    hard_time_left: saved.hardLeftSeconds,
  };
}
