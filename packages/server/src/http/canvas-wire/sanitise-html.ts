// HTML that people wrote, made safe to show: scripts, `on*` attributes and `javascript:` links go, ordinary tags stay.

import { createRequire } from 'node:module';
import type { IOptions } from 'sanitize-html';
import { htmlDepthMax } from '../../model/limits.ts';

const furtherTags = ['img', 'audio', 'video', 'source', 'track', 'ins', 'del', 'font'];

const options: IOptions = {
  allowedAttributes: {
    '*': ['class', 'dir', 'id', 'lang', 'role', 'style', 'title', 'aria-*', 'data-*'],
    a: ['href', 'name', 'rel', 'target'],
    img: ['alt', 'height', 'src', 'width'],
    audio: ['controls', 'src'],
    video: ['controls', 'height', 'src', 'width'],
    source: ['src', 'type'],
    track: ['kind', 'label', 'src', 'srclang'],
    td: ['colspan', 'headers', 'rowspan'],
    th: ['colspan', 'headers', 'rowspan', 'scope'],
    font: ['color', 'face', 'size'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'ftp'],
};

/** Text that holds none of these cannot be markup, and most does not. */
const mayBeMarkup = /[<>&]/;

/** Attributes whose values the library looks into. */
const addresses = ['href', 'src', 'cite'];

const load = createRequire(import.meta.url);

/** Loaded with the first text that needs it: it takes 18 MB in each thread that reads texts, and most need it never. */
let sanitizeHtml: typeof import('sanitize-html') | undefined;

const tooDeep = new Error('HTML is nested too deep');

/**
 * Safe HTML. Idempotent. Canvas: applied to string answers and descriptions; a lone `<` comes back as an entity. Tags that are
 * nested deeper than `htmlDepthMax` make the whole plain text: all of it is shown as it was typed.
 */
export function sanitiseHtml(html: string): string {
  if (!mayBeMarkup.test(html)) return html;
  sanitizeHtml ??= load('sanitize-html') as typeof import('sanitize-html');
  let depth = 0;
  try {
    return sanitizeHtml(html, {
      ...options,
      allowedTags: [...sanitizeHtml.defaults.allowedTags, ...furtherTags],
      onOpenTag: (_name, attributes) => {
        depth += 1;
        if (depth > htmlDepthMax) throw tooDeep;
        // No address holds a comment, and the library takes seconds to take thousands out of one.
        for (const name of addresses) if (attributes[name]?.includes('<!--')) delete attributes[name];
      },
      onCloseTag: () => {
        depth -= 1;
      },
    });
  } catch (error) {
    if (error !== tooDeep) throw error;
    return html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
}
