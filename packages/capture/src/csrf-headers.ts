// The proof that a request comes from the site's own page, as Quizwire and Canvas both hand it to scripts.

/** Headers for a session by cookie: `X-CSRF-Token` from the cookie `_csrf_token`; none without that cookie. */
export function csrfHeaders(): Record<string, string> {
  const token = /(?:^|; )_csrf_token=([^;]+)/.exec(document.cookie)?.[1];
  return token ? { 'X-CSRF-Token': decodeURIComponent(token) } : {};
}
