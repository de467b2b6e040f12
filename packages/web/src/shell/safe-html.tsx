// HTML that people wrote, shown. The server made it safe when it was stored; the page's policy lets no script of it run.

import { memo, type Ref } from 'react';

interface SafeHtmlProps {
  html: string;
  className?: string;
  id?: string;
  ref?: Ref<HTMLDivElement>;
}

/** Stays as it is as long as the HTML does, also what was put into it. */
export const SafeHtml = memo(function SafeHtml({ html, className = 'prose', id, ref }: SafeHtmlProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: only fields that the API promises to be safe HTML come here
  return <div id={id} className={className} ref={ref} dangerouslySetInnerHTML={{ __html: html }} />;
});
