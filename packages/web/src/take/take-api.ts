// The requests of the take page, as functions. The form goes through the same routes as that of Canvas's own page.

import type { PageSession } from '@quizwire/capture';
import { ApiError, type CallOptions, call } from '../api/client.ts';
import type { QuizPlace } from '../api/place.ts';
import { whoOneIs } from '../api/session.ts';
import type { RunningAttempt, Taking, UploadedFile } from '../api/taking.ts';
import type { Fields } from '../questions/form-fields.ts';
import { uploadFile } from './upload-file.ts';

/** Longer than any answer takes that still comes. */
const saveTimeoutMs = 20_000;

/** What the server says to a save. Canvas: quiz reference §2.11. */
export interface SaveAnswer {
  /** False: the attempt is over, or another one is under way. */
  backup: boolean;
  end_at: string | null;
  /** Whole seconds until then. */
  time_left: number | null;
}

export type Claim = Pick<RunningAttempt, 'attempt' | 'validation_token' | 'is_preview'>;

/** All of these raise ApiError, and DOMException (TimeoutError) when an answer does not come. */
export interface TakeApi {
  /** `questionId` is the one to show where there is one at a time. */
  load(questionId: number | null, whenSignedOut?: CallOptions['whenSignedOut']): Promise<Taking>;
  save(claim: Claim, fields: Fields, session: PageSession | null, isLeaving: boolean): Promise<SaveAnswer>;
  handIn(claim: Claim, fields: Fields, session: PageSession | null): Promise<void>;
  /** Rejects with an error whose message is for people. `onProgress` gets 0 to 1. */
  upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<UploadedFile>;
  /** Whoever is signed in in this browser by now; null for nobody. */
  signedIn(): Promise<{ id: number } | null>;
}

export function takeApi(place: QuizPlace, isPreview: boolean): TakeApi {
  const taking = `${place.api}/taking`;
  const form = `/courses/${place.courseId}/quizzes/${place.quizId}/submissions`;
  return {
    load(questionId, whenSignedOut = 'throw') {
      const query = new URLSearchParams({
        ...(isPreview ? { preview: 'true' } : {}),
        ...(questionId === null ? {} : { question: String(questionId) }),
      });
      return call('GET', query.size === 0 ? taking : `${taking}?${query}`, { whenSignedOut });
    },
    save(claim, fields, session, isLeaving) {
      const body = formBody(claim, fields, session);
      const send = (keepalive: boolean): Promise<SaveAnswer> =>
        call('PUT', `${form}/backup`, {
          body,
          keepalive,
          whenSignedOut: 'throw',
          signal: AbortSignal.timeout(saveTimeoutMs),
        });
      // Browsers refuse more than 64 kB that outlives the page; the page may not be leaving for good.
      return send(isLeaving).catch((error) => {
        if (isLeaving && error instanceof ApiError && error.status === 0) return send(false);
        throw error;
      });
    },
    handIn: (claim, fields, session) =>
      call('POST', form, {
        body: formBody(claim, fields, session),
        whenSignedOut: 'throw',
        followsRedirects: false,
        signal: AbortSignal.timeout(saveTimeoutMs),
      }),
    upload: uploadFile.bind(null, place, isPreview),
    signedIn: () => whoOneIs(AbortSignal.timeout(saveTimeoutMs)),
  };
}

function formBody(claim: Claim, fields: Fields, session: PageSession | null): object {
  return {
    ...fields,
    attempt: claim.attempt,
    validation_token: claim.validation_token,
    ...(claim.is_preview ? { preview: '1' } : {}),
    ...(session === null ? {} : { page_session: session }),
  };
}
