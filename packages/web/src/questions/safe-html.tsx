// HTML that people wrote. The server has made it safe (sanitise-html.ts there), and the pages' content security policy lets no
// script in it run.

import { memo, type Ref } from 'react';

interface Props {
  html: string;
  className?: string;
  id?: string;
  ref?: Ref<HTMLDivElement>;
}

export const SafeHtml = memo(function SafeHtml({ html, className, id, ref }: Props) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it is safe, see above.
  return <div id={id} className={className} ref={ref} dangerouslySetInnerHTML={{ __html: html }} />;
});
