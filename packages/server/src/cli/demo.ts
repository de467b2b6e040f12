// The demo: a course to try things on, made through the public API, and what to try, as lines that work when pasted.

import { call } from './api-call.ts';

/** Placeholder, replaced below. */
export async function startDemo(url: string, adminToken: string): Promise<string> {
  await call(url, adminToken, 'GET', '/health');
  return '';
}
