// The GraphQL schema, put together: its text and the fields of each type.

import type { GraphQLSchema } from 'graphql';
import { schemaWith } from './fields.ts';
import {
  accountFields,
  assignmentGroupFields,
  assignmentGroupRulesFields,
  courseFields,
  postPolicyFields,
  sectionFields,
} from './fields-course.ts';
import { mutationFields, postedGradesFields } from './fields-mutation.ts';
import { enrollmentFields, gradesFields, progressFields, userFields } from './fields-person.ts';
import { queryFields } from './fields-query.ts';
import { assignmentFields, quizFields, submissionFields } from './fields-submission.ts';
import { schemaText } from './schema-text.ts';
import { gradebookSchemaText } from './schema-text-gradebook.ts';

export function graphqlSchema(): GraphQLSchema {
  return schemaWith(schemaText + gradebookSchemaText, {
    Query: queryFields,
    Mutation: mutationFields,
    Account: accountFields,
    Assignment: assignmentFields,
    AssignmentGroup: assignmentGroupFields,
    AssignmentGroupRules: assignmentGroupRulesFields,
    Course: courseFields,
    Enrollment: enrollmentFields,
    Grades: gradesFields,
    HideAssignmentGradesForSectionsPayload: postedGradesFields,
    HideAssignmentGradesPayload: postedGradesFields,
    PostAssignmentGradesForSectionsPayload: postedGradesFields,
    PostAssignmentGradesPayload: postedGradesFields,
    PostPolicy: postPolicyFields,
    Progress: progressFields,
    Quiz: quizFields,
    Section: sectionFields,
    Submission: submissionFields,
    User: userFields,
  });
}
