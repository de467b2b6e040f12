// The schema has a value for everything that a record can be.

import { isEnumType, validateSchema } from 'graphql';
import { expect, test } from 'vitest';
import { schemaWith } from '../../../src/http/graphql/fields.ts';
import { nodeTypes } from '../../../src/http/graphql/node-ids.ts';
import { graphqlSchema } from '../../../src/http/graphql/schema.ts';
import { gradingTypes, submissionTypes } from '../../../src/model/assignment.ts';
import { enrollmentStates, enrollmentTypes } from '../../../src/model/enrollment.ts';
import { latePolicyStatuses } from '../../../src/model/submission.ts';

const schema = graphqlSchema();

test('is valid', () => {
  expect(validateSchema(schema)).toEqual([]);
});

test.each<[name: string, values: readonly string[]]>([
  ['NodeType', nodeTypes],
  ['GradingType', gradingTypes],
  ['SubmissionType', submissionTypes],
  ['EnrollmentType', enrollmentTypes],
  ['EnrollmentWorkflowState', enrollmentStates],
  ['LatePolicyStatusType', latePolicyStatuses],
  ['CourseWorkflowState', ['claimed', 'available', 'completed', 'deleted']],
  ['AssignmentState', ['published', 'unpublished', 'deleted']],
  ['AssignmentGroupState', ['available', 'deleted']],
  ['SubmissionState', ['unsubmitted', 'submitted', 'graded', 'pending_review', 'deleted']],
  ['ProgressState', ['queued', 'running', 'completed', 'failed']],
])('%s has them all', (name, values) => {
  const type = schema.getType(name);
  const known = isEnumType(type) ? type.getValues().map((value) => value.name) : [];
  expect(known).toEqual(expect.arrayContaining([...values]));
});

test('resolvers without a type or field are a mistake that is found at once', () => {
  const text = 'interface Node { id: ID! } type Query { one: String }';
  expect(() => schemaWith(text, { Nothing: {} })).toThrow('no type Nothing');
  expect(() => schemaWith(text, { Query: { two: () => null } })).toThrow('no field Query.two');
});
