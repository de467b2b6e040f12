// The time left, by the server's clock. It can be hidden; warnings come all the same.

import { useState } from 'react';
import { Icon } from './icon.tsx';
import { useSession } from './session-context.ts';
import { countdownText } from './time-text.ts';
import { useObserved } from './use-observed.ts';

const hiddenKey = 'quizwire:timer-hidden';

export function Timer() {
  const { left } = useSession();
  const [isHidden, setHidden] = useState(wasHidden);
  const hasEnd = useObserved(left, (seconds) => seconds !== null);
  if (!hasEnd) return null;
  return (
    <div className="timer">
      {isHidden ? <span className="muted small">Time is hidden</span> : <TimeLeft />}
      <button
        type="button"
        className="button button-quiet button-small"
        aria-label={isHidden ? 'Show the time left' : 'Hide the time left'}
        onClick={() => {
          setHidden(!isHidden);
          rememberHidden(!isHidden);
        }}
      >
        {isHidden ? 'Show' : 'Hide'}
      </button>
    </div>
  );
}

function TimeLeft() {
  const { left } = useSession();
  const seconds = useObserved(left, (now) => now) ?? 0;
  return (
    <span className="timer-left" data-near={seconds <= 60 ? 'very' : seconds <= 600 ? 'yes' : 'no'}>
      <Icon name="clock" />
      <span role="timer" className="timer-text number" aria-label={`${countdownText(seconds)} left`}>
        {countdownText(seconds)}
      </span>
      <span className="small timer-word">left</span>
    </span>
  );
}

function wasHidden(): boolean {
  try {
    return localStorage.getItem(hiddenKey) === '1';
  } catch {
    return false;
  }
}

function rememberHidden(isHidden: boolean): void {
  try {
    localStorage.setItem(hiddenKey, isHidden ? '1' : '0');
  } catch {
    // It is asked for anew next time.
  }
}
