// How many statements it takes to announce what happened to many students at once.

import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { parseAssignmentDraft } from '../../../src/model/assignment-draft.ts';
