// Extensions of quizzes on the wire: paths, what is posted, and JSON. Canvas: quiz reference §2.10.

import { type Static, Type } from 'typebox';
import { isRecord, scalarText } from '../../model/loose-value.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { declined, malformed } from '../../model/refusal.ts';
import { wireTime } from '../../model/time.ts';
import type { ExtensionAsked } from '../../operations/attempts/extend-quizzes.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';

export const quizExtensionsPath = '/api/v1/courses/:course_id/quizzes/:quiz_id/extensions';
export const courseQuizExtensionsPath = '/api/v1/courses/:course_id/quiz_extensions';

const course_id = Type.String({ description: 'Course id, or `sis_course_id:…`' });
export const quizExtensionsParams = Type.Object({
  course_id,
  quiz_id: Type.String({ description: 'Quiz id' }),
});
export const courseQuizExtensionsParams = Type.Object({ course_id });

export const postedExtensions = Type.Object({
  quiz_extensions: Type.Optional(
    Type.Unknown({
      description:
        'A list of `{"user_id", "extra_attempts", "extra_time", "manually_unlocked", "extend_from_now", ' +
        '"extend_from_end_at"}`; times in minutes',
    }),
  ),
});

const nullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });

const shownExtension = Type.Object({
  quiz_id: Type.Integer(),
  user_id: nullableInteger,
  extra_attempts: nullableInteger,
  extra_time: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Minutes' }),
  manually_unlocked: Type.Boolean(),
  end_at: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
});

export const shownExtensions = Type.Object({ quiz_extensions: Type.Array(shownExtension) });

export function extensionsJson(rows: readonly QuizSubmission[]): Static<typeof shownExtensions> {
  return {
    quiz_extensions: rows.map((row) => ({
      quiz_id: row.quizId,
      user_id: row.userId,
      extra_attempts: row.extraAttempts,
      extra_time: row.extraTimeMinutes,
      manually_unlocked: row.manuallyUnlocked === 1,
      end_at: wireTime(row.endAtMs),
    })),
  };
}

/** Raises declined without a list, and malformed for what is no extension. */
export function extensionsOf({ quiz_extensions: items }: Record<string, unknown>): ExtensionAsked[] {
  if (!Array.isArray(items)) throw declined('bad_request', 'missing required key :quiz_extensions');
  return items.map((item: unknown, index) => {
    const name = `quiz_extensions[${index}]`;
    if (!isRecord(item)) throw malformed(`${name} must be an object`);
    const minutes = (key: string) => wholeNumber(item[key], `${name}[${key}]`);
    return {
      userId: leadingInteger(scalarText(item.user_id) ?? ''),
      extension: {
        extraAttempts: minutes('extra_attempts'),
        extraTimeMinutes: minutes('extra_time'),
        manuallyUnlocked: unlockedOf(item.manually_unlocked),
        extendFromNowMinutes: minutes('extend_from_now'),
        extendFromEndAtMinutes: minutes('extend_from_end_at'),
      },
    };
  });
}

/** As Ruby's `to_i`, without a bound: text that is no number is 0. Null, and the JSON `false`, are nothing. */
function wholeNumber(value: unknown, name: string): number | null {
  if (value === undefined || value === null || value === false) return null;
  if (typeof value === 'number') return Math.trunc(value) + 0;
  if (typeof value !== 'string') throw malformed(`${name} must be an integer`);
  return Number(/^\s*([+-]?\d+)/.exec(value)?.[1] ?? 0) + 0;
}

/** Canvas: nothing but these is true, and nothing but null leaves it as it is. */
function unlockedOf(value: unknown): boolean | null {
  if (value === undefined || value === null) return null;
  return value === true || value === 1 || value === 'true' || value === '1';
}
