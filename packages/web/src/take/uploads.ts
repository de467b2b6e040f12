// Files on their way to the server. They belong to the attempt and not to what is on the page, so that who looks at another
// question meanwhile loses none.

import type { UploadedFile } from '../api/taking.ts';
import type { Upload } from '../questions/answer-tools.ts';
import { type Observable, observable } from './observable.ts';

interface Uses {
  upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<UploadedFile>;
  /** All of it is there. */
  onArrived(questionId: number, file: UploadedFile): void;
}

export interface Uploads {
  /** Those under way, and those that failed. The others are files of their answers. */
  all: Observable<readonly Upload[]>;
  begin(questionId: number, files: readonly File[]): void;
  /** Calls one off, or takes a failed one from the list; `isAgain` sends its file once more. */
  end(key: number, isAgain?: boolean): void;
  /** Those of questions for which this holds are not wanted any more. */
  endOf(isEnded: (questionId: number) => boolean): void;
}

export function uploads({ upload, onArrived }: Uses): Uploads {
  const all = observable<readonly Upload[]>([]);
  const running = new Map<number, AbortController>();
  let lastKey = 0;

  function change(key: number, changes: Partial<Upload>): void {
    all.set(all.get().map((one) => (one.key === key ? { ...one, ...changes } : one)));
  }

  function end(key: number, isAgain = false): void {
    const ended = all.get().find((one) => one.key === key);
    running.get(key)?.abort();
    running.delete(key);
    all.set(all.get().filter((one) => one.key !== key));
    if (isAgain && ended !== undefined) begin(ended.questionId, [ended.file]);
  }

  async function send({ key, questionId, file }: Upload): Promise<void> {
    const controller = new AbortController();
    running.set(key, controller);
    try {
      const uploaded = await upload(file, (share) => change(key, { share }), controller.signal);
      if (controller.signal.aborted) return;
      end(key);
      onArrived(questionId, uploaded);
    } catch (error) {
      if (controller.signal.aborted) return;
      change(key, { problem: error instanceof Error ? error.message : 'It could not be sent.' });
    }
  }

  function begin(questionId: number, files: readonly File[]): void {
    for (const file of files) {
      lastKey += 1;
      const one: Upload = { key: lastKey, questionId, file, share: 0, problem: null };
      all.set([...all.get(), one]);
      void send(one);
    }
  }

  return {
    all,
    begin,
    end,
    endOf(isEnded) {
      for (const { key, questionId } of all.get()) if (isEnded(questionId)) end(key);
    },
  };
}
