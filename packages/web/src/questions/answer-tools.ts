// What some answers need beside their fields: to be asked for what is being typed, and to send files. Provided by the page.

import { createContext, useContext } from 'react';
import type { UploadedFile } from '../api/taking.ts';

export interface AnswerTools {
  /** `settler` hands over what is being typed; called before anything is saved. Returns what ends it. */
  onSettle(settler: () => void): () => void;
  /** Rejects with an error whose message is for people. `onProgress` gets 0 to 1. */
  upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<UploadedFile>;
  addFile(questionId: number, file: UploadedFile): void;
  removeFile(questionId: number, fileId: number): void;
}

const context = createContext<AnswerTools | null>(null);

export const AnswerToolsProvider = context.Provider;

export function useAnswerTools(): AnswerTools {
  const tools = useContext(context);
  if (tools === null) throw new Error('AnswerToolsProvider is missing');
  return tools;
}
