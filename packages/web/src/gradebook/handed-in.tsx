// What was handed in besides quizzes: a text, or an address. Both are students' own: the text is safe HTML that stays in its
// box, the address is a link only when it leads to a web page.

import { SafeHtml } from '../shell/safe-html.tsx';
import type { Work } from './gradebook-api.ts';

export function HandedIn({ work: { submission_type, body, url } }: { work: Work }) {
  if (submission_type === 'online_text_entry' && body !== null) {
    return (
      <div className="stack stack-sm">
        <h3>Handed in</h3>
        <SafeHtml className="prose small handed-in" html={body} />
      </div>
    );
  }
  if (submission_type !== 'online_url' || url === null) return null;
  return (
    <div className="stack stack-sm">
      <h3>Handed in</h3>
      {/^https?:/i.test(url) ? (
        <a href={url} rel="noreferrer noopener" target="_blank" className="as-typed">
          {url}
        </a>
      ) : (
        <p className="as-typed">{url}</p>
      )}
    </div>
  );
}
