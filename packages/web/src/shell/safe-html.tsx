// HTML that people wrote, shown. The server made it safe when it was stored; the page's policy lets no script of it run.

import { memo, type RefObject, useEffect, useRef } from 'react';
import { reachableWhenScrolled } from './reachable-when-scrolled.ts';

interface SafeHtmlProps {
  html: string;
  className?: string;
  id?: string;
  ref?: RefObject<HTMLDivElement | null>;
}

/** Stays as it is as long as the HTML does, also what was put into it. Reads in the direction of what is written. */
export const SafeHtml = memo(function SafeHtml({ html, className = 'prose', id, ref }: SafeHtmlProps) {
  const own = useRef<HTMLDivElement>(null);
  const holder = ref ?? own;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other HTML has other parts
  useEffect(
    () => reachableWhenScrolled([...(holder.current?.querySelectorAll('table, pre') ?? [])]),
    [holder, html],
  );
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: only fields that the API promises to be safe HTML come here
    <div id={id} className={className} ref={holder} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
  );
});
