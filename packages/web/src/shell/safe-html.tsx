// HTML that people wrote, shown. The server made it safe when it was stored; the page's policy lets no script of it run.

interface SafeHtmlProps {
  html: string;
  className?: string;
}

export function SafeHtml({ html, className = 'prose' }: SafeHtmlProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: only fields that the API promises to be safe HTML come here
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
