// Where it happened, of records that name their own context. Canvas's examples follow the body there: its course is told
// for files and groups of requests that were in none, and by its id as the body has it. Canvas: live events reference §7.3.

import type { CanvasMessage } from './caliper-form.ts';
import { courseOf, type Group } from './group.ts';

/** The course that the record is in, or that of the request where the body names no context; undefined where there is none. */
export function courseOfRecord({ metadata, body }: CanvasMessage): Group | undefined {
  return courseOf(body.text('context_type') === undefined ? metadata : body);
}
