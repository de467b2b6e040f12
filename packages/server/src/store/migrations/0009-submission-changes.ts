// What changed in a gradebook lately, found without reading all of it: its pages ask every few seconds.

import type { Migration } from './migration.ts';

export const submissionChanges: Migration = {
  version: 9,
  name: 'submission-changes',
  sql: () => 'create index submissions_changed on submissions (assignment_id, updated_at_ms);',
  sqlite: '',
  postgres: '',
};
