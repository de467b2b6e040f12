// What is read out when it happens, and shown until it is closed, without taking the focus: warnings of the time, and how
// saving goes.

import { useEffect, useRef } from 'react';
import { lostTitles } from './lost-notice.tsx';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

export function Notices() {
  const { said, saving } = useSession();
  const heard = useObserved(said.heard, (now) => now);
  const shown = useObserved(said.shown, (now) => now);
  const failure = useObserved(saving, (now) => now.failure);
  const before = useRef(failure);
  useEffect(() => {
    if (failure !== null && before.current === null)
      said.tell(`${lostTitles[failure]}. You can go on working.`);
    if (failure === null && before.current !== null) said.tell('All is well again: your answers are saved.');
    before.current = failure;
  }, [failure, said]);
  return (
    <>
      <div className="visually-hidden" role="status">
        {heard !== null && <span key={heard.number}>{heard.text}</span>}
      </div>
      {shown !== null && (
        <section className="notice notice-info take-said" aria-label="Message">
          <p>{shown}</p>
          <button type="button" className="button button-quiet button-small" onClick={said.close}>
            Close
          </button>
        </section>
      )}
    </>
  );
}
