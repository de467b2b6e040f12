// HTML that a student wrote, or that anything else sent in their name, shown as far as it is words: every element is made anew
// from a short list, so that nothing of it runs, loads, links unseen or lays itself over the page. It trusts nobody.

import { createElement, Fragment, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { reachableWhenScrolled } from '../shell/reachable-when-scrolled.ts';

/** With the attributes that they keep: none. What is not listed is left away, and its contents stay. */
const kept = new Set(
  (
    'p br strong em b i u s sub sup small mark ins del code pre kbd samp blockquote ul ol li dl dt dd ' +
    'h1 h2 h3 h4 h5 h6 hr table caption thead tbody tfoot tr th td'
  ).split(' '),
);

/** Their contents are no words. */
const dropped = new Set(
  'script style template title iframe object noscript noembed noframes math svg'.split(' '),
);

/** Their contents would be read as headings of this page. */
const heading = /^h[1-6]$/;

/** React elements nest one call deep each; whoever nests deeper gets the words alone. */
const depthMax = 60;

export function WrittenHtml({ html }: { html: string }) {
  const shown = useMemo(() => {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    return shownNodes(parsed.body, 0);
  }, [html]);
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other HTML has other parts
  useEffect(() => {
    const { current } = box;
    if (current === null) return;
    return reachableWhenScrolled([current, ...current.querySelectorAll('table, pre')]);
  }, [html]);
  return (
    <div className="prose written" ref={box} dir="auto">
      {shown}
    </div>
  );
}

function shownNodes(parent: Node, depth: number): ReactNode[] {
  if (depth > depthMax) return [parent.textContent];
  return [...parent.childNodes].map((node, at) => shownNode(node, at, depth));
}

function shownNode(node: Node, key: number, depth: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) {
    // Between rows and cells there may be none.
    const isInTable = /^(?:table|thead|tbody|tfoot|tr)$/i.test(node.parentNode?.nodeName ?? '');
    return isInTable ? null : node.textContent;
  }
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (dropped.has(name)) return null;
  if (name === 'br' || name === 'hr') return createElement(name, { key });
  if (name === 'img') return <span key={key}>[picture{textAfter(node.getAttribute('alt'))}]</span>;
  if (name === 'a') {
    const target = textAfter(node.getAttribute('href'));
    return (
      <Fragment key={key}>
        {shownNodes(node, depth + 1)} <span className="muted">[link{target}]</span>
      </Fragment>
    );
  }
  const children = shownNodes(node, depth + 1);
  if (heading.test(name)) {
    return (
      <p key={key}>
        <strong>{children}</strong>
      </p>
    );
  }
  if (!kept.has(name)) return <Fragment key={key}>{children}</Fragment>;
  // Not as arguments: there may be more of them than a call can have.
  return createElement(name, { key }, children);
}

function textAfter(text: string | null): string {
  return text === null || text.trim() === '' ? '' : `: ${text}`;
}
