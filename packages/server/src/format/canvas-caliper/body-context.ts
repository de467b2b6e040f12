// Where it happened, for a record that names its own context. In Canvas's examples the body decides: files and groups are
// told in its course although their requests were in none, and a category of groups by the course's id as the body has it.

import type { CanvasMessage } from './caliper-form.ts';
import { courseOf, type Group } from './group.ts';

/** The course that the record is in, or that of the request where the body names no context; undefined where there is none. */
export function courseOfRecord({ metadata, body }: CanvasMessage): Group | undefined {
  return courseOf(body.text('context_type') === undefined ? metadata : body);
}
