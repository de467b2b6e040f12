// What every page for people is sent with: who may frame it, what it may load, who may keep it.

import type { FastifyReply } from 'fastify';

/** What a page loads of other servers. */
export type PageContent = 'media of others' | 'nothing of others';

/**
 * Scripts and styles are the built files and nothing else. Texts of questions are HTML that teachers wrote, made safe when it
 * was stored: they may have `style` attributes, and for those who take the quiz pictures, sound and films of other HTTPS
 * servers, as in Canvas.
 */
function contentSecurityPolicy(shows: PageContent): string {
  const media = shows === 'media of others' ? ' https:' : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data:${media}`,
    `media-src 'self'${media}`,
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Sensors and payment are not ours to ask for; a page in a page of others could be clicked unseen. */
export function addPageHeaders(reply: FastifyReply, shows: PageContent = 'media of others'): void {
  reply
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', contentSecurityPolicy(shows))
    .header('Cache-Control', 'no-cache')
    .header('Cross-Origin-Opener-Policy', 'same-origin')
    .header('Cross-Origin-Resource-Policy', 'same-origin')
    .header('Permissions-Policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=()')
    .header('Referrer-Policy', 'same-origin')
    .header('X-Content-Type-Options', 'nosniff');
}

/** In place of any page, where packages/web was not built; it can load nothing. */
export const pageNotBuilt = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The pages are not built</title>
</head>
<body>
<main>
<h1>The pages are not built</h1>
<p>The server is well, but the files of its web pages are missing. <code>npm run build</code> makes them; then load this
page again.</p>
<p>The API works without them: <a href="/api/docs">all routes</a>, <a href="/health">is it well?</a></p>
</main>
</body>
</html>
`;
