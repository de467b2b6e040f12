// Going from view to view within a page takes away what was pressed; whoever reads by keyboard or by ear must not be left at the
// beginning of the page.

import { type RefObject, useEffect, useRef } from 'react';

/** Of what holds the view; `view` is another text for another view. It is brought into view, and gets the focus that is lost. */
export function useArrival(view: string): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef(view);
  useEffect(() => {
    const element = place.current;
    if (shown.current === view || element === null) return;
    shown.current = view;
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
    if (element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: 'start' });
  }, [view]);
  return place;
}
