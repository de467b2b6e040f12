// The top of the page, always in view: which quiz this is, whether it is saved, how much time is left.

import { SaveStatusLine } from './save-status-line.tsx';
import { useSession } from './session-context.ts';
import { Timer } from './timer.tsx';
import './take-bar.css';

export function TakeBar({ isOver }: { isOver: boolean }) {
  const { quiz, attempt } = useSession();
  return (
    <header className="bar take-bar">
      <div className="bar-inner">
        <h1 className="take-title" title={quiz.title} dir="auto">
          {quiz.title}
          {attempt.is_preview && <span className="pill pill-info">Preview</span>}
        </h1>
        {!isOver && (
          <>
            <SaveStatusLine />
            <Timer />
          </>
        )}
      </div>
    </header>
  );
}
