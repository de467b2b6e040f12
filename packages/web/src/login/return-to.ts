// Where to go after signing in. Whoever makes a link to the sign-in page must not be able to send people elsewhere with it.

/** `asked` when it is a path of this origin within `base`, else the courses. Browsers read `//x` and `/\x` as other servers. */
export function returnPath(asked: string | null, origin: string, base: string): string {
  const fallback = `${base}/courses`;
  if (asked === null || !asked.startsWith('/') || !URL.canParse(asked, origin)) return fallback;
  const url = new URL(asked, origin);
  if (url.origin !== origin || !`${url.pathname}/`.startsWith(`${base}/`)) return fallback;
  // Not back to where one signs in, and never `//…` again once the path is put together anew.
  const path = url.pathname.replace(/^\/+/, '/');
  return path === `${base}/login` ? fallback : path + url.search + url.hash;
}
