// What a choice says: its HTML, or plain text without any.

import { SafeHtml } from '../shell/safe-html.tsx';

export function ChoiceText({ text, html }: { text: string; html: string }) {
  if (html !== '') return <SafeHtml html={html} className="choice-text prose" />;
  return (
    <span className="choice-text" dir="auto">
      {text}
    </span>
  );
}
