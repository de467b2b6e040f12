// What the page of the quiz said before it began, to be looked up.

import { SafeHtml } from '../shell/safe-html.tsx';
import { useSession } from './session-context.ts';

export function Instructions() {
  const { quiz } = useSession();
  if (quiz.description === null || quiz.description === '') return null;
  return (
    <details className="panel instructions">
      <summary>Instructions</summary>
      <SafeHtml html={quiz.description} />
    </details>
  );
}
