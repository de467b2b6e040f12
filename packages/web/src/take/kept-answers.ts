// Answers that the server does not have yet, kept on this device, so that they outlive a reload without a network. One place
// for each attempt of each quiz submission, so that neither people nor quizzes mix.

import type { Fields, FieldValue } from '../questions/form-fields.ts';

export interface KeptAnswers {
  /** What an earlier page, or another tab, has left. */
  read(): Fields;
  /** Keeps exactly these of what this page knows of; whether that worked. */
  keep(fields: Fields): boolean;
  /** The attempt is over: nothing of it is needed. */
  forget(): void;
}

type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** `storage` throws where the browser forbids it or is full; then nothing is kept, and nothing fails. */
export function keptAnswers(
  storage: () => TextStore,
  { quizSubmissionId, attempt }: { quizSubmissionId: number; attempt: number },
): KeptAnswers {
  const key = `quizwire:unsaved:${quizSubmissionId}:${attempt}`;
  // Another tab may keep other fields in the same place.
  const own = new Set<string>();

  function stored(): Record<string, FieldValue> {
    try {
      return fieldsIn(JSON.parse(storage().getItem(key) ?? '{}'));
    } catch {
      return {};
    }
  }

  return {
    read() {
      const fields = stored();
      for (const name of Object.keys(fields)) own.add(name);
      return fields;
    },
    keep(fields) {
      const others = Object.entries(stored()).filter(([name]) => !own.has(name));
      for (const name of Object.keys(fields)) own.add(name);
      const all = { ...Object.fromEntries(others), ...fields };
      try {
        if (Object.keys(all).length === 0) storage().removeItem(key);
        else storage().setItem(key, JSON.stringify(all));
        return true;
      } catch {
        return false;
      }
    },
    forget() {
      try {
        storage().removeItem(key);
      } catch {
        // It was never kept.
      }
    },
  };
}

/** Only what has the shape of fields: other programs may write there. */
function fieldsIn(value: unknown): Record<string, FieldValue> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const entries = Object.entries(value as Record<string, unknown>).filter(
    (entry): entry is [string, FieldValue] =>
      typeof entry[1] === 'string' ||
      (Array.isArray(entry[1]) && entry[1].every((part) => typeof part === 'string')),
  );
  return Object.fromEntries(entries);
}
