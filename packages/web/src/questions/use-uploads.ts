// The uploads of one question that are under way or have failed. Those that are done are files of the answer.

import { useMemo, useSyncExternalStore } from 'react';
import { type Upload, useAnswerTools } from './answer-tools.ts';

export function useUploads(questionId: number): readonly Upload[] {
  const { uploads } = useAnswerTools();
  const all = useSyncExternalStore(uploads.subscribe, uploads.get);
  return useMemo(() => all.filter((one) => one.questionId === questionId), [all, questionId]);
}
