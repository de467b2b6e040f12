// Grading one student's work. Source: core reference §10.1 to §10.4, §20; story §22.5.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CourseFixture, courseFixture, type Role } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { notFoundBody, notPermittedBody, unauthenticatedBody } from '../support/refusal-bodies.ts';
import { startTestServer, type TestServer, testStartMs } from '../support/server.ts';
import { sqlOn } from '../support/sql.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
