// One GraphQL request from its text to its answer: read, checked, measured, carried out. What is wrong with the query is
// part of the answer, which is 200 all the same; only who may not ask at all gets another status.

import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  OperationTypeNode,
  validate,
} from 'graphql';
import {
  graphqlCostMax,
  graphqlDepthMax,
  graphqlFaultsMax,
  graphqlMutationsMax,
  graphqlTextCharsMax,
} from '../../model/limits.ts';
import { Refusal } from '../../model/refusal.ts';
import type { GraphqlContext } from './fields.ts';
import { parseDocument } from './parse-document.ts';
import { queryCost } from './query-cost.ts';

export interface GraphqlRequest {
  query: string | null;
  variables: Readonly<Record<string, unknown>>;
  operationName: string | null;
}

export interface GraphqlAnswer {
  errors?: readonly GraphQLFormattedError[];
  data?: unknown;
}

/**
 * Answers a query. Raises scope_insufficient for a mutation with a scoped token (Canvas: core reference §5.3), and every
 * error that is a defect of ours.
 */
export async function answerQuery(
  schema: GraphQLSchema,
  { query, variables, operationName }: GraphqlRequest,
  asked: Omit<GraphqlContext, 'textCharsLeft'>,
): Promise<GraphqlAnswer> {
  if (query === null || query.trim() === '') return faulty([new GraphQLError('there is no query')]);
  const document = parseDocument(query);
  if (document instanceof GraphQLError) return faulty([document]);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation === OperationTypeNode.MUTATION && asked.caller.scopes.length > 0) {
    throw new Refusal({ kind: 'scope_insufficient' });
  }
  const faults = validate(schema, document, undefined, { maxErrors: graphqlFaultsMax });
  if (faults.length > 0) return faulty(faults);
  // Without an operation to carry out `execute` says what is wrong.
  const excess = operation && excessOf(schema, document, operation, variables);
  if (excess) return faulty([new GraphQLError(excess)]);
  const context: GraphqlContext = { ...asked, textCharsLeft: graphqlTextCharsMax };
  const { errors, data } = await execute({
    schema,
    document,
    contextValue: context,
    variableValues: variables,
    operationName,
  });
  if (context.textCharsLeft < 0) return faulty([new GraphQLError(tooMuchText)]);
  if (errors === undefined) return { data };
  return data === undefined ? faulty(errors) : { errors: errors.map(told), data };
}

const tooMuchText = `the answer has more than ${graphqlTextCharsMax} characters of text: ask for less with \`first\``;

function excessOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string | null {
  const { depth, values, rootFields } = queryCost(schema, document, operation, variables);
  if (depth > graphqlDepthMax) {
    return `the query is ${depth} levels deep, which is more than ${graphqlDepthMax}`;
  }
  if (values > graphqlCostMax) {
    return `the query may have ${values} values, which is more than ${graphqlCostMax}: ask for less with \`first\``;
  }
  if (operation.operation === OperationTypeNode.MUTATION && rootFields > graphqlMutationsMax) {
    return `the request has ${rootFields} mutations, which is more than ${graphqlMutationsMax}`;
  }
  return null;
}

function faulty(errors: readonly GraphQLError[]): GraphqlAnswer {
  return { errors: errors.map(told) };
}

/** An error as the caller is told; one that nobody meant to tell is thrown on. */
function told(error: GraphQLError): GraphQLFormattedError {
  const { cause } = error;
  if (cause === undefined || cause instanceof GraphQLError) return formatted(error, error.message);
  if (cause instanceof Refusal) return formatted(error, wordsOf(cause));
  throw cause;
}

function formatted({ locations, path }: GraphQLError, message: string): GraphQLFormattedError {
  return { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
}

/** Canvas: who lacks the right is told that there is no such thing. */
function wordsOf({ reason, message }: Refusal): string {
  switch (reason.kind) {
    case 'not_found':
    case 'not_permitted':
      return 'not found';
    case 'search_term_too_short':
      return `${reason.charsMin} or more characters is required`;
    default:
      return message;
  }
}
