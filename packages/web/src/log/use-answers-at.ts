// Asks the server for the answers at a moment, once the cursor stands still.

import { useEffect, useState } from 'react';
import { ApiError, call } from '../api/client.ts';
import type { EventSource } from './attempt-log.ts';
import { momentText } from './log-views.ts';

export interface WireAnswerAt {
  quiz_question_id: number;
  answer: unknown;
  flagged: boolean;
  answered_at: string | null;
  source: EventSource | null;
}

export interface AnswersAtMoment {
  /** Null before the first; those of the moment before while it waits. */
  answers: WireAnswerAt[] | null;
  error: string | null;
  isWaiting: boolean;
  onTryAgain: () => void;
}

const stillMs = 150;

/** `path` is that of the quiz submission, behind `/api/v1`. */
export function useAnswersAt(path: string, attempt: number, atMs: number): AnswersAtMoment {
  const [answers, setAnswers] = useState<WireAnswerAt[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isWaiting, setIsWaiting] = useState(true);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another question
  useEffect(() => {
    const asking = new AbortController();
    const query = new URLSearchParams({ attempt: String(attempt), at: momentText(atMs) });
    setIsWaiting(true);
    const ask = async (): Promise<void> => {
      const { quiz_submission_answers } = await call<{ quiz_submission_answers: WireAnswerAt[] }>(
        'GET',
        `${path}/events/answers?${query}`,
        { signal: asking.signal },
      );
      setAnswers(quiz_submission_answers);
      setError(null);
    };
    const timer = setTimeout(() => {
      ask()
        .catch((reason: unknown) => {
          if (asking.signal.aborted) return;
          if (!(reason instanceof ApiError)) throw reason;
          setError(reason.message);
        })
        .finally(() => asking.signal.aborted || setIsWaiting(false));
    }, stillMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [path, attempt, atMs, tries]);
  return { answers, error, isWaiting, onTryAgain: () => setTries(tries + 1) };
}
