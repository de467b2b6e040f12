// What some answers need beside their fields: to be asked for what is being typed, and to send files. Provided by the page.

import { createContext, useContext } from 'react';

/** A file that is being sent, or could not be. */
export interface Upload {
  key: number;
  questionId: number;
  file: File;
  /** 0 to 1. */
  share: number;
  /** For people; null while it is under way. */
  problem: string | null;
}

export interface AnswerTools {
  /** `settler` hands over what is being typed; called before anything is saved. Returns what ends it. */
  onSettle(settler: () => void): () => void;
  /** Of all questions. */
  uploads: { get(): readonly Upload[]; subscribe(listener: () => void): () => void };
  /** Each becomes a file of the answer when it has arrived. */
  beginUploads(questionId: number, files: readonly File[]): void;
  /** Calls one off, or takes a failed one from the list; `isAgain` sends its file once more. */
  endUpload(key: number, isAgain?: boolean): void;
  removeFile(questionId: number, fileId: number): void;
}

const context = createContext<AnswerTools | null>(null);

export const AnswerToolsProvider = context.Provider;

export function useAnswerTools(): AnswerTools {
  const tools = useContext(context);
  if (tools === null) throw new Error('AnswerToolsProvider is missing');
  return tools;
}
