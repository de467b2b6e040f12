// The uploads of one question that are under way or have failed. Those that are done are files of the answer.

import { useEffect, useRef, useState } from 'react';
import { useAnswerTools } from './answer-tools.ts';

export interface Upload {
  key: number;
  file: File;
  /** 0 to 1. */
  share: number;
  /** Null while it is under way. */
  problem: string | null;
}

export function useUploads(questionId: number) {
  const { upload, addFile } = useAnswerTools();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const lastKey = useRef(0);
  const running = useRef(new Map<number, AbortController>());

  // Whoever leaves the question does not wait for its files any more.
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const controller of all.values()) controller.abort();
    };
  }, []);

  const change = (key: number, changes: Partial<Upload>): void =>
    setUploads((now) => now.map((one) => (one.key === key ? { ...one, ...changes } : one)));

  const drop = (key: number): void => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setUploads((now) => now.filter((one) => one.key !== key));
  };

  async function send(key: number, file: File): Promise<void> {
    const controller = new AbortController();
    running.current.set(key, controller);
    try {
      const uploaded = await upload(file, (share) => change(key, { share }), controller.signal);
      drop(key);
      addFile(questionId, uploaded);
    } catch (error) {
      if (controller.signal.aborted) return;
      change(key, { problem: error instanceof Error ? error.message : 'It could not be sent.' });
    }
  }

  function begin(files: readonly File[]): void {
    for (const file of files) {
      lastKey.current += 1;
      const key = lastKey.current;
      setUploads((now) => [...now, { key, file, share: 0, problem: null }]);
      void send(key, file);
    }
  }

  return {
    uploads,
    begin,
    /** Calls one off, or takes a failed one from the list; `again` sends its file once more. */
    end(key: number, again = false): void {
      const ended = uploads.find((one) => one.key === key);
      drop(key);
      if (again && ended !== undefined) begin([ended.file]);
    },
  };
}
