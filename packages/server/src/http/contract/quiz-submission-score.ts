// Scores and comments that a teacher posts for one attempt. Canvas: quiz reference §2.9.

import { Type } from 'typebox';
import type { ManualScore } from '../../grading/manual-scores.ts';
