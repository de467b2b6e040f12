// HTML that people wrote, made safe to show: scripts, `on*` attributes and `javascript:` links go, ordinary tags stay.

import sanitizeHtml from 'sanitize-html';
import { htmlDepthMax } from '../../model/limits.ts';

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    ...sanitizeHtml.defaults.allowedTags,
    'img',
    'audio',
    'video',
    'source',
    'track',
    'ins',
    'del',
    'font',
  ],
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

const tooDeep = new Error('HTML is nested too deep');

/**
 * Safe HTML. Idempotent. Canvas: applied to string answers and descriptions; a lone `<` comes back as an entity. Tags that are
 * nested deeper than `htmlDepthMax` make the whole plain text: all of it is shown as it was typed.
 */
export function sanitiseHtml(html: string): string {
  if (!mayBeMarkup.test(html)) return html;
  let depth = 0;
  try {
    return sanitizeHtml(html, {
      ...options,
      onOpenTag: () => {
        depth += 1;
        if (depth > htmlDepthMax) throw tooDeep;
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
