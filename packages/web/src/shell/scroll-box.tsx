// A box around what may be wider than its place, such as a table: it scrolls by itself, by keyboard too.

import { type ReactNode, useEffect, useRef } from 'react';
import { reachableWhenScrolled } from './reachable-when-scrolled.ts';

interface ScrollBoxProps {
  /** What is in it, for who does not see it. */
  label: string;
  className?: string;
  /** What is in it is about to be other. */
  isBusy?: boolean;
  children: ReactNode;
}

export function ScrollBox({ label, className = '', isBusy = false, children }: ScrollBoxProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => reachableWhenScrolled(box.current === null ? [] : [box.current]), []);
  return (
    <section className={`table-scroll ${className}`} ref={box} aria-label={label} aria-busy={isBusy}>
      {children}
    </section>
  );
}
