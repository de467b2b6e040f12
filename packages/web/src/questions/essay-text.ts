// An essay without its formatting: for counting its words, and for the plain field where the editor cannot be loaded. Pure.

/** Words as separated by space; tags separate, too. */
export function wordCount(html: string): number {
  const text = html.replace(/<[^>]*>|&nbsp;/g, ' ');
  return text.split(/\s+/).filter((word) => word !== '').length;
}

/** Paragraphs of plain text as HTML; empty for nothing but space. */
export function paragraphs(text: string): string {
  if (text.trim() === '') return '';
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
}
